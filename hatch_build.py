"""Compile the bundled curriculum into the wheel, so that a first run is quick."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledCourse(BuildHookInterface):
    """Put the compiled course beside the module that looks for it."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile before the wheel is packed; a working copy compiles for itself."""
        if version == "editable":
            return
        root = Path(self.root)
        sys.path.insert(0, str(root / "src"))
        from aiinfra_cli.content import compiled
        from aiinfra_cli.content.compiler import compile_folder

        self._folder = tempfile.TemporaryDirectory()
        course = compile_folder(root / "curriculum")
        file = compiled.write(course, Path(self._folder.name))
        inside = f"aiinfra_cli/content/compiled/{file.name}"
        build_data["force_include"][str(file)] = inside

    def finalize(
        self, version: str, build_data: dict[str, Any], artifact_path: str
    ) -> None:
        """Take away the file that was packed."""
        if version != "editable":
            self._folder.cleanup()

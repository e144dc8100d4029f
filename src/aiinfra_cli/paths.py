"""Every file and folder that is ours."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

from aiinfra_cli.errors import AiinfraError, CurriculumError, StoreError


class Paths:
    """Where the learner's data and the curriculum are."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        home = environ.get("AIINFRA_HOME")
        if home:
            self.home = _folder(home, "AIINFRA_HOME", StoreError)
            settings = self.home
        else:
            self.home, settings = user_folders(environ)
        self.config = settings / "config.toml"
        self.store = self.home / "progress.db"
        self.backups = self.home / "backups"
        self.log = self.home / "error.log"
        self.links = self.home / "links.json"
        folder = environ.get("AIINFRA_CURRICULUM")
        self.curriculum = (
            _folder(folder, "AIINFRA_CURRICULUM", CurriculumError)
            if folder
            else bundled_curriculum()
        )

    def make_home(self) -> None:
        """Make the folder for the learner's data.

        Raises StoreError when that cannot be.
        """
        try:
            self.home.mkdir(parents=True, exist_ok=True)
        except FileExistsError:
            raise StoreError(
                f"{self.home} is a file, not a folder",
                hint="move it away, or set AIINFRA_HOME to a folder",
            ) from None
        except OSError as error:
            raise StoreError(
                f"the folder {self.home} cannot be made: {error.strerror}",
                hint="set AIINFRA_HOME to a folder that is yours",
            ) from None


def _folder(text: str, name: str, error: type[AiinfraError]) -> Path:
    try:
        return Path(text).expanduser().absolute()
    except (RuntimeError, OSError):  # ~nobody/…, or a current folder that is gone
        raise error(
            f"{name} names no folder: {text!r}", hint="give its whole path, from /"
        ) from None


def user_folders(environ: Mapping[str, str]) -> tuple[Path, Path]:
    """Give the system's folders for our data and settings: what platformdirs says."""
    home = environ.get("HOME", "")
    is_plain = sys.platform == "linux" and _SPECIAL.isdisjoint(environ)
    if is_plain and home.startswith("/"):
        # What it says in the plain case, without the import that would be a twentieth
        # of every command's time. tests/test_startup.py holds this to its answer.
        return Path(home, ".local/share/aiinfra"), Path(home, ".config/aiinfra")
    from platformdirs import user_config_dir, user_data_dir

    data = user_data_dir("aiinfra", appauthor=False)
    return Path(data), Path(user_config_dir("aiinfra", appauthor=False))


# Where these are set, the folders are others than the usual ones.
_SPECIAL = frozenset({"XDG_DATA_HOME", "XDG_CONFIG_HOME", "ANDROID_ROOT"})


def bundled_curriculum() -> Path:
    """Give the folder of the path that comes with the program."""
    here = Path(__file__).parent
    installed = here / "curriculum"
    # In a checkout the folder stands at the top level, beside src.
    return installed if os.path.isdir(installed) else here.parents[1] / "curriculum"  # noqa: PTH112 - a hot path


def for_people(path: Path) -> str:
    """Write a path as people do: ~ stands for their own folder."""
    try:
        return str(Path("~") / path.relative_to(Path.home()))
    except (ValueError, RuntimeError):
        return str(path)

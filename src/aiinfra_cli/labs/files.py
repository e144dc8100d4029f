"""The `file` probe: what the work has left behind, or the learner hands in."""

from __future__ import annotations

import stat
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from aiinfra_cli.labs.dsse import statement_of
from aiinfra_cli.labs.folder import files_of, mode_of, sha256_of
from aiinfra_cli.labs.manifest import yaml_of
from aiinfra_cli.labs.model import Probing, Seen
from aiinfra_cli.labs.opening import (
    Deadline,
    Unfit,
    below,
    open_file,
    read_file,
    real,
    status_of,
)
from aiinfra_cli.labs.plain import (
    json_lines_of,
    json_of,
    lines_of,
    table_of,
    text_of,
)


def plan(spec: Mapping[str, Any], probing: Probing) -> str:
    """Give what would be read."""
    handed = _handed(spec, probing)
    path = handed or probing.folder / spec["path"]
    return f"read {path} ({spec['read']})"


def look(spec: Mapping[str, Any], probing: Probing) -> Seen:
    """Read a file below the learner's folder, or what was handed in for it.

    A file that is there and is not what it should be makes the check fail: it is the
    learner's to mend. One that may not be read, or is too large to, was not seen.
    """
    handed = _handed(spec, probing)
    deadline = Deadline(probing.timeout)
    try:
        if handed:
            name, path = str(handed), real(handed.absolute(), str(handed))
            root = path  # of a folder that is handed in, links stay inside
        else:
            name = spec["path"]
            path = below(probing.folder, name)
            root = probing.folder.resolve()
        facts = _read(spec["read"], path, root, name, deadline)
    except Unfit as error:
        return Seen(verdict=error.verdict, reason=error.reason)
    return Seen(facts, remark=f"handed in: {handed}" if handed else "")


def _handed(spec: Mapping[str, Any], probing: Probing) -> Path | None:
    return probing.evidence.get(spec.get("name", ""))


def _read(form: str, path: Path, root: Path, name: str, deadline: Deadline) -> Any:
    if form == "folder":
        return {"files": files_of(path, root, name, deadline)}
    if form == "stat":
        return _stat(path, name, deadline)
    if form == "metrics":
        return _metrics(path, name)
    text = text_of(read_file(path, name), name)
    return _FORMS[form](text, name, deadline)


_FORMS: dict[str, Callable[[str, str, Deadline], Any]] = {
    "json": lambda text, name, _: json_of(text, name),
    "jsonl": lambda text, name, end: {"rows": json_lines_of(text, name, end)},
    "yaml": yaml_of,
    "csv": lambda text, name, end: {"rows": table_of(text, name, end)},
    "text": lambda text, name, _: {"text": text, "lines": lines_of(text)},
    "dsse": lambda text, name, _: statement_of(text, name),
}


def _stat(path: Path, name: str, deadline: Deadline) -> dict[str, Any]:
    """Tell of a file without reading what it says; of a folder only its mode."""
    status = status_of(path, name)
    if stat.S_ISDIR(status.st_mode):
        return {"type": "folder", "mode": mode_of(status)}
    return {
        "type": "file",
        "mode": mode_of(status),
        "size": status.st_size,
        "sha256": sha256_of(path, name, deadline),
    }


def _metrics(path: Path, name: str) -> dict[str, Any]:
    from aiinfra_cli.errors import UsageError
    from aiinfra_cli.metrics import as_facts, read_runs

    open_file(path, name).close()  # says whether it may be read at all
    try:
        return as_facts(read_runs(path))
    except UsageError as error:
        found = error.message.replace(str(path), name, 1)
        raise Unfit(": ".join(filter(None, (found, error.hint)))) from None

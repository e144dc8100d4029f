"""The door to results of serving benchmarks: read a file, give its facts."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Any, BinaryIO

from aiinfra_cli.errors import UsageError
from aiinfra_cli.metrics.model import LATENCIES, Result, Run


def read_runs(path: Path) -> Result:
    """Read the result of a serving benchmark: latencies in ms, rates per second.

    Raises UsageError, which says what was expected and what was found.
    """
    try:
        with path.open("rb") as stream:
            status = os.fstat(stream.fileno())
            if stat.S_ISCHR(status.st_mode) or stat.S_ISBLK(status.st_mode):
                raise UsageError("expected a file, found a device")
            return _read(stream, status.st_size)
    except UsageError as error:
        raise _about(str(path), error) from None
    except IsADirectoryError:
        raise UsageError(
            f"{path} is a folder", hint="name the file with the result in it"
        ) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "not a path"
        raise UsageError(
            f"{path} cannot be read: {reason.lower()}", hint="see how it is spelt"
        ) from None


def read_stream(stream: BinaryIO, name: str) -> Result:
    """Read a result from an open stream, like standard input; `name` is for errors.

    Raises UsageError.
    """
    try:
        return _read(stream)
    except UsageError as error:
        raise _about(name, error) from None


def _read(stream: BinaryIO, size: int = 0) -> Result:
    # The readers, and JSON, are needed by those who read only.
    from aiinfra_cli.metrics import source
    from aiinfra_cli.metrics.kinds import EXPECTED, result_of

    if size > source.CAP:
        raise source.too_large()
    try:
        return result_of(source.entries(stream))
    except UsageError as error:
        raise UsageError(error.message, hint=error.hint or EXPECTED) from None


def _about(name: str, error: UsageError) -> UsageError:
    return UsageError(f"{name}: {error.message}", hint=error.hint)


def as_facts(result: Result) -> dict[str, Any]:
    """Give what a check may look at: what was not measured is left out."""
    kind = result.itl_kind
    return {
        "tool": result.tool,
        "runs": [_facts(run, kind) for run in result.runs],
    }


def _facts(run: Run, itl_kind: str) -> dict[str, Any]:
    whole = {
        "label": run.label,
        "completed": run.completed,
        "failed": run.failed,
        "duration_s": run.duration_s,
        **{f"{name}_ms": _members(run, name) for name in LATENCIES},
        "itl_kind": itl_kind,
        "request_throughput": run.request_throughput,
        "output_throughput": run.output_throughput,
        "total_throughput": run.total_throughput,
        "goodput": run.goodput,
    }
    return {key: value for key, value in whole.items() if value is not None}


def _members(run: Run, latency: str) -> dict[str, float] | None:
    stats = run.latencies.get(latency)
    if stats is None:
        return None
    return {key: value for key, value in stats._asdict().items() if value is not None}

"""What is known of addresses from earlier runs: one JSON file, which can be lost."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple, TextIO, get_args

from aiinfra_cli.links.model import Finding, Hop, Verdict

FORMAT = 1
LARGEST = 32 * 1024 * 1024  # bytes
FRESH = timedelta(days=7)  # for so long what was there is not asked again
FORGOTTEN = timedelta(days=90)


class Kept(NamedTuple):
    """A finding, and when it was made."""

    finding: Finding
    at: datetime

    def is_fresh(self, now: datetime) -> bool:
        """Tell whether it still counts; what was not there is always asked again."""
        is_good = self.finding.verdict in ("fine", "moved")
        return is_good and timedelta(0) <= now - self.at < FRESH


def load(path: Path) -> dict[str, Kept]:
    """Read what is known; a file that is missing or damaged is as good as empty."""
    try:
        if not path.is_file() or path.stat().st_size > LARGEST:
            return {}
        document = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    found: dict[str, Kept] = {}
    if isinstance(document, dict) and document.get("format") == FORMAT:
        links = document.get("links")
        for url, value in links.items() if isinstance(links, dict) else ():
            with suppress(KeyError, TypeError, ValueError):
                found[url] = _kept(value)
    return found


def write(known: Mapping[str, Kept], file: TextIO, now: datetime) -> None:
    """Write what is known, without what nobody has asked for long."""
    links = {
        url: {
            "verdict": kept.finding.verdict,
            "status": kept.finding.status,
            "reason": kept.finding.reason,
            "hops": [list(hop) for hop in kept.finding.hops],
            "at": kept.at.isoformat(timespec="seconds"),
        }
        for url, kept in sorted(known.items())
        if now - kept.at < FORGOTTEN
    }
    json.dump({"format": FORMAT, "links": links}, file, ensure_ascii=False, indent=1)
    file.write("\n")


def _kept(value: Any) -> Kept:
    verdict, status, reason = value["verdict"], value["status"], value["reason"]
    hops = tuple(Hop(int(code), str(url)) for code, url in value["hops"])
    at = datetime.fromisoformat(value["at"])
    is_known = verdict in get_args(Verdict) and isinstance(status, int | None)
    if not is_known or not isinstance(reason, str) or at.tzinfo is None:
        raise ValueError
    return Kept(Finding(verdict, status, reason, hops), at)

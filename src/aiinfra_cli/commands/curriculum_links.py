"""`aiinfra curriculum links`: ask every address whether its page is still there."""

from __future__ import annotations

import gc
import re
import shutil
from collections import Counter
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from aiinfra_cli import content
from aiinfra_cli.clock import stamp
from aiinfra_cli.commands import page as parts
from aiinfra_cli.commands.output import written_aside
from aiinfra_cli.errors import Declined, ReachError, StoreError, UsageError
from aiinfra_cli.links import kept
from aiinfra_cli.links.kept import Kept
from aiinfra_cli.links.model import VERDICTS, Verdict
from aiinfra_cli.links.round import ask_round, host_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from aiinfra_cli.app import App
    from aiinfra_cli.console import Line, Out
    from aiinfra_cli.course import Address

HEADINGS: dict[Verdict, str] = {
    "dead": "Dead",
    "unknown": "Could not tell",
    "doubtful": "There, but probably no longer the page",
    "moved": "Moved for good",
}


def wanted(folder: Path, hosts: Sequence[str]) -> list[Address]:
    """Give the addresses of a folder, or only those of some hosts.

    Raises UsageError for a host that none of them is at.
    """
    found = content.find_addresses(folder)
    for host in hosts:
        if not any(_is_at(address, host) for address in found):
            raise UsageError(
                f"no address in {folder} is at {host}",
                hint=f"see them all: aiinfra curriculum links {folder} --list",
            )
    if not hosts:
        return found
    return [one for one in found if any(_is_at(one, host) for host in hosts)]


def show_list(
    app: App, folder: Path, found: Sequence[Address], *, as_json: bool
) -> None:
    """Print addresses with the places that name them; nobody is asked."""
    if as_json:
        _print_document(app, folder, found, {}, asked=0)
        return
    lines: list[Line] = []
    for address in found:
        lines += [[(address.url, "")], *_places(address)]
    lines += [[], [(_spread(found), "dim")]]
    app.out.lines(lines)


def ask_all(
    app: App,
    folder: Path,
    found: Sequence[Address],
    *,
    again: bool,
    minutes: float,
    as_json: bool,
) -> None:
    """Ask, keep what was found, and print it.

    Raises Declined where a page is gone, and ReachError where one could not be
    looked at and none is gone. Interrupted, what was found so far is kept.
    """
    gc.enable()  # this takes minutes
    now = app.clock.now()
    before = kept.load(app.paths.links)
    known = {
        one.url: before[one.url]
        for one in found
        if not again and one.url in before and before[one.url].is_fresh(now)
    }
    urls = [one.url for one in found if one.url not in known]
    fresh = _ask(app, urls, minutes * 60)
    known |= fresh
    if as_json:
        _print_document(app, folder, found, known, asked=len(fresh))
    else:
        app.out.lines(_screen(app.out, found, known, asked=len(fresh)))
    _answer(folder, found, known)


def _ask(app: App, urls: Sequence[str], seconds: float) -> dict[str, Kept]:
    fresh: dict[str, Kept] = {}
    try:
        for url, finding in ask_round(urls, seconds=seconds):
            fresh[url] = Kept(finding, app.clock.now())
            _tell(app, f"{len(fresh)} of {len(urls)}  {url}")
    finally:
        _tell(app, "")
        if fresh:
            _keep(app, fresh)
    return fresh


def _keep(app: App, fresh: Mapping[str, Kept]) -> None:
    try:
        app.paths.make_home()
        with written_aside(app.paths.links) as file:
            # Read again: another run may have kept something meanwhile.
            known = kept.load(app.paths.links)
            kept.write({**known, **fresh}, file, app.clock.now())
    except StoreError as error:
        app.out.talk(f"what was found is not kept: {error.message}")


def _tell(app: App, text: str) -> None:
    """Show how far it is, where a person is watching."""
    stream = app.out.stderr
    if stream.isatty():
        with suppress(OSError):
            width = shutil.get_terminal_size().columns - 1  # the cursor stays there
            stream.write(f"\r\x1b[K{app.out.cut(text, width)}")
            stream.flush()


def _answer(folder: Path, found: Sequence[Address], known: Mapping[str, Kept]) -> None:
    counts = _counts(found, known)
    left = len(found) - sum(counts.values())
    if counts["dead"]:
        raise Declined(f"{_counted(counts['dead'], 'dead link')} in {folder}")
    why = []
    if counts["unknown"]:
        why.append(f"{_counted(counts['unknown'], 'address')} could not be looked at")
    if left:
        why.append(f"{_counted(left, 'address')} not asked for want of time")
    if why:
        raise ReachError(
            f"{', and '.join(why)}; no link was found dead",
            hint="run it again: what was found is kept, and only the rest is asked",
        )


def _counts(found: Sequence[Address], known: Mapping[str, Kept]) -> dict[Verdict, int]:
    verdicts = [known[one.url].finding.verdict for one in found if one.url in known]
    return {verdict: verdicts.count(verdict) for verdict in VERDICTS}


def _screen(
    out: Out, found: Sequence[Address], known: Mapping[str, Kept], *, asked: int
) -> list[Line]:
    lines: list[Line] = []
    for verdict, heading in HEADINGS.items():
        group = [
            one
            for one in found
            if one.url in known and known[one.url].finding.verdict == verdict
        ]
        if group:
            lines += [[(f"{heading} ({len(group)})", "head")]]
            for address in group:
                if not known[address.url].finding.is_unasked:
                    lines += _entry(out, address, known[address.url])
            lines += [*_unasked(out, [known[one.url] for one in group]), []]
    counts = _counts(found, known)
    fine = counts["fine"] + counts["moved"]
    told = f"{_spread(found)}: {fine} there, {counts['dead']} dead"
    told += f", {counts['unknown']} could not be looked at"
    if counts["doubtful"]:
        told += f", {counts['doubtful']} doubtful"
    lines += parts.words(out, told)
    if earlier := sum(counts.values()) - asked:
        text = f"{earlier} known from the last seven days; to ask anew: --again"
        lines += parts.words(out, text)
    return lines


def _entry(out: Out, address: Address, known: Kept) -> list[Line]:
    finding = known.finding
    style = {"dead": "failed", "unknown": "late"}.get(finding.verdict, "")
    lines: list[Line] = [[("  ", ""), (address.url, style)]]
    if finding.moved_to:
        lines.append([("    now ", "dim"), (finding.moved_to, "")])
    if finding.reason:
        lines += parts.words(out, finding.reason, indent=4)
    return [*lines, *_places(address)]


def _unasked(out: Out, group: Sequence[Kept]) -> list[Line]:
    """Sum up what was left alone: a host may have hundreds of addresses."""
    reasons = Counter(one.finding.reason for one in group if one.finding.is_unasked)
    return [
        line
        for reason, number in reasons.items()
        for line in parts.words(out, f"{number} {reason}", indent=2)
    ]


def _places(address: Address) -> list[Line]:
    return [[("    ", ""), (str(spot), "dim")] for spot in address.places]


def _print_document(
    app: App,
    folder: Path,
    found: Sequence[Address],
    known: Mapping[str, Kept],
    *,
    asked: int,
) -> None:
    counts = _counts(found, known)
    data: dict[str, Any] = {
        "folder": str(folder),
        "addresses": len(found),
        "asked": asked,
        "counts": {**counts, "not_asked": len(found) - sum(counts.values())},
        "links": [_document(one, known.get(one.url)) for one in found],
    }
    app.out.json("aiinfra.links/1", app.generated_at(), data)


def _document(address: Address, known: Kept | None) -> dict[str, Any]:
    finding = known.finding if known else None
    return {
        "url": address.url,
        "verdict": finding.verdict if finding else None,
        "status": finding.status if finding else None,
        "reason": (finding.reason or None) if finding else None,
        "moved_to": finding.moved_to if finding else None,
        "redirects": [hop._asdict() for hop in finding.hops] if finding else [],
        "asked_at": stamp(known.at) if known else None,
        "places": [spot._asdict() for spot in address.places],
    }


def _spread(found: Sequence[Address]) -> str:
    hosts = len({host_of(one.url) for one in found})
    return f"{_counted(len(found), 'address')} at {_counted(hosts, 'host')}"


def _is_at(address: Address, host: str) -> bool:
    there = host_of(address.url)
    name = re.sub(r":[0-9]+$", "", there)
    host = host.lower()
    return host in (there, name) or name.endswith(f".{host}")


def _counted(number: int, noun: str) -> str:
    plural = f"{noun}es" if noun.endswith("s") else f"{noun}s"
    return f"{number} {noun if number == 1 else plural}"

"""Which labs this machine can do: the programs they need, and what of them is here."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, NamedTuple

from aiinfra_cli.commands.markdown import lines_of
from aiinfra_cli.commands.page import section
from aiinfra_cli.typography import cell_width, pad

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from aiinfra_cli.console import Line, Out
    from aiinfra_cli.course import Course
    from aiinfra_cli.labs.tools import Found


LIMIT = 10.0  # seconds for a program to tell its version


class Need(NamedTuple):
    """A program that labs need, and what became of the search for it."""

    found: Found
    min: str  # the highest of the versions that labs ask for
    labs: tuple[str, ...]
    get: str

    @property
    def is_there(self) -> bool:
        """Tell whether nothing stands against it; an unknown version does not."""
        return self.found.state in ("ok", "version unknown")


class Workbench(NamedTuple):
    """All programs that labs need, and what each lab lacks here."""

    needs: tuple[Need, ...]
    lacks: Mapping[str, tuple[str, ...]]  # lab -> names of programs, in path order
    tiers: Mapping[str, str]
    asked: bool  # programs were asked for their versions

    def can_do(self, lab: str) -> bool | None:
        """Tell whether all is here that a lab needs; None: it needs a device, too."""
        if self.lacks[lab]:
            return False
        return None if self.tiers[lab] in _DEVICES else True


def look(course: Course, *, may_run: bool) -> Workbench:
    """Look for every program that the labs of a course need.

    Programs are asked for their versions side by side; where nothing may be run, they
    are only looked for.
    """
    from aiinfra_cli.labs.process import end_all
    from aiinfra_cli.labs.tools import Tool, find, is_at_least

    known = {tool.name: tool for tool in course.tools}
    asked: dict[str, dict[str, str]] = {}
    tiers = {item.id: item.tier for item in course.items if item.tier}
    for item in course.items:
        for tool in item.detail.get("tools", ()) if item.tier else ():
            asked.setdefault(tool["name"], {})[item.id] = tool.get("min") or ""

    def found(name: str) -> Found:
        one = known.get(name)
        run = one.run if one and may_run else ()
        return find(Tool(name, run, one.find if one else ""), timeout=LIMIT)

    names = sorted(asked)
    with ThreadPoolExecutor(8) as pool:
        try:
            results = dict(zip(names, pool.map(found, names), strict=True))
        except BaseException:  # ^C: a program that hangs would take its whole limit
            pool.shutdown(wait=False, cancel_futures=True)
            end_all()
            raise
    lacks: dict[str, tuple[str, ...]] = dict.fromkeys(tiers, ())
    needs = []
    for name in names:
        one, least = results[name], ""
        for lab, wanted in asked[name].items():
            if wanted and (not least or is_at_least(wanted, least)):
                least = wanted
            is_old = wanted and one.version and not is_at_least(one.version, wanted)
            if one.state == "missing" or is_old:
                lacks[lab] = (*lacks[lab], f"{name} {wanted}".strip())
        get = known[name].get if name in known else ""
        needs.append(Need(_judged(one, least), least, tuple(asked[name]), get))
    return Workbench(tuple(needs), lacks, tiers, may_run)


def _judged(found: Found, least: str) -> Found:
    """Hold what was found against the highest version that any lab asks for."""
    from dataclasses import replace

    from aiinfra_cli.labs.tools import is_at_least

    if found.state == "missing" or not least:
        return found
    if not found.version:
        return replace(found, state="version unknown")
    return (
        found if is_at_least(found.version, least) else replace(found, state="too old")
    )


def screen(out: Out, bench: Workbench) -> list[Line]:
    """Tell of programs and labs."""
    lines = section("Programs that labs use", _programs(bench))
    if not bench.asked:
        text = "not asked for their versions: the curriculum may not run anything yet"
        lines.append([(f"  {text}", "dim")])
    can = sum(bench.can_do(lab) is True for lab in bench.lacks)
    head = f"Labs this machine can do: {can} of {len(bench.lacks)}"
    lines += section(head, _labs(bench))
    missing: list[Line] = []
    for need in bench.needs:
        if not need.is_there:
            first, *rest = lines_of(out, need.get, indent=4) or [[("", "")]]
            missing += [[(f"  {need.found.tool.name}: ", ""), *first[1:]], *rest]
    return lines + section("How to get what is missing", missing)


def _programs(bench: Workbench) -> Iterator[Line]:
    width = max((cell_width(need.found.tool.name) for need in bench.needs), default=0)
    for need in bench.needs:
        found = need.found
        mark, style = _MARKS[found.state]
        words = found.version or {"ok": "found"}.get(found.state, found.state)
        if found.state == "too old":
            words += ", too old"
        if need.min and found.state != "ok":
            words += f": {need.min} or newer is needed"
        if found.reason and bench.asked and found.state == "version unknown":
            words += f"; {found.reason}"
        name = pad(found.tool.name, width)
        yield [(f"  {mark} ", style), (name, ""), (f"  {words}", "dim")]


def _labs(bench: Workbench) -> Iterator[Line]:
    width = max(map(cell_width, bench.lacks), default=0)
    for lab, lacking in bench.lacks.items():
        can = bench.can_do(lab)
        mark, style = ("✓", "done") if can else ("·" if can is None else "○", "dim")
        words = f"needs {', '.join(lacking)}" if lacking else _BESIDE[bench.tiers[lab]]
        yield [(f"  {mark} ", style), (pad(lab, width), "id"), (f"  {words}", "dim")]


_MARKS = {
    "ok": ("✓", "done"),
    "version unknown": ("✓", "done"),
    "too old": ("!", "late"),
    "missing": ("○", "dim"),
}
_DEVICES = ("gpu", "rdma")
_BESIDE = {
    "laptop": "",
    "kind": "with a cluster made by kind",
    "gpu": "needs a GPU as well, which was not looked for",
    "rdma": "needs an RDMA device as well, which was not looked for",
}


def document(bench: Workbench) -> dict[str, Any]:
    """Give the same for machines."""
    return {
        "tools": [
            {
                "name": need.found.tool.name,
                "state": need.found.state,
                "path": str(need.found.path) if need.found.path else None,
                "version": need.found.version or None,
                "min": need.min or None,
                "reason": need.found.reason or None,
                "labs": list(need.labs),
                "get": need.get,
            }
            for need in bench.needs
        ],
        "labs": [
            {
                "id": lab,
                "tier": bench.tiers[lab],
                "missing": list(lacking),
                "can_do": bench.can_do(lab),
            }
            for lab, lacking in bench.lacks.items()
        ],
    }

"""The screens of `aiinfra metrics`: one run, two side by side, a table of many."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from aiinfra_cli.commands import metrics_words as words
from aiinfra_cli.commands.rows import joined
from aiinfra_cli.console import Line, Out
from aiinfra_cli.metrics.comparison import Row, compare
from aiinfra_cli.metrics.distribution import spread
from aiinfra_cli.metrics.judging import goodput, judge, remarks
from aiinfra_cli.metrics.model import E2E, ITL, LATENCIES, TPOT, TTFT, Run
from aiinfra_cli.metrics.targets import Target
from aiinfra_cli.typography import cell_width, pad, wrap

if TYPE_CHECKING:
    from aiinfra_cli.commands.metrics_runs import Picked

_SHOWN = ("p50", "p90", "p99")
_WIDE = 10_000  # columns where nothing may be cut
_CELLS = 60  # columns of a table, without the names of its runs


def page(out: Out, one: Picked, targets: Sequence[Target]) -> list[Line]:
    """Show one run: what was measured, how it stands to the targets, what to mind."""
    run = one.run
    lines: list[Line] = [
        *_head(out, one),
        [],
        *_latencies(run),
        [],
        *_rates(run),
        *_labelled(out, "Goodput", words.goodput(goodput(run, targets))),
        [],
        *_targets(out, run, targets),
    ]
    if spreads := _spreads(out, run):
        lines += [[], *spreads]
    lines += [[], *_notes(out, _about(one, targets))]
    return [*lines, [], _next(one, and_other=True)]


def comparison(
    out: Out, first: Picked, second: Picked, targets: Sequence[Target]
) -> list[Line]:
    """Show two runs side by side: the ratio of like to like, and how sure it is."""
    found = compare((first.result, first.run), (second.result, second.run))
    lines: list[Line] = []
    for word, one in (("first", first), ("second", second)):
        lines += [_file_line(out, word, one), *_indented(out, words.counts(one.run))]
    lines += [[], *_ratios(found.rows), []]
    lines += [*_verdicts(out, (first, second), targets), []]
    notes = [
        "ratio: the second over the first; better or worse where the interval leaves"
        " no doubt, unclear where it holds 1",
        *_reasons(found.rows),
        *found.remarks,
        *(
            f"{word}: {text}"
            for word, one in (("first", first), ("second", second))
            for text in remarks(one.run)
        ),
        *words.sources(targets),
    ]
    lines += _notes(out, notes)
    return [*lines, [], _next(second)]


def table(out: Out, picked: Sequence[Picked], targets: Sequence[Target]) -> list[Line]:
    """Show many runs, a line for each."""
    names = [_name(picked, one) for one in picked]
    width = max(cell_width(name) for name in names) + 2
    is_narrow = out.width is not None and width + _CELLS > out.width
    width = 0 if is_narrow else width
    head = f"{'req/s':>7}{'tok/s':>9}{'TTFT p99':>10}{'TPOT p99':>10}{'failed':>8}"
    lines: list[Line] = [[(" " * width + head + "  targets", "dim")]]
    for name, one in zip(names, picked, strict=True):
        mark, word, style = words.standing(judge(one.run, targets))
        if is_narrow:
            lines.append([(out.cut(name, out.width or _WIDE), "")])
        cells = pad("" if is_narrow else name, width) + _cells(one.run)
        lines.append([(cells, ""), (f"  {mark} {word}", style)])
    some = next((one for one in picked if one.is_one_of_many), picked[0])
    notes = ["latencies in ms, throughput a second", *words.sources(targets)]
    lines += [[], *_notes(out, notes), []]
    return [*lines, _next(some)]


def _head(out: Out, one: Picked) -> list[Line]:
    parts = [words.tool(one.result), one.run.load.get("model", ""), one.run.label]
    title = " · ".join(part for part in parts if part)
    return [
        [(out.cut(title, out.width or _WIDE), "head")],
        *joined(out, words.counts(one.run), " · "),
    ]


def _latencies(run: Run) -> list[Line]:
    head = "".join(f"{name:>11}" for name in _SHOWN)
    lines: list[Line] = [[(f"{'ms':6}{head}", "dim")]]
    for name in LATENCIES:
        if stats := run.latencies.get(name):
            cells = [words.number(getattr(stats, member)) for member in _SHOWN]
            lines.append(
                [(f"{name.upper():6}{''.join(f'{c:>11}' for c in cells)}", "")]
            )
    return lines if len(lines) > 1 else [[("no latency was measured", "")]]


def _rates(run: Run) -> list[Line]:
    texts = words.rates(run) or ["not measured"]
    return [
        [(f"{name:12}", "dim"), (text, "")]
        for name, text in zip(["Throughput", *[""] * 3], texts, strict=False)
    ]


def _labelled(out: Out, name: str, text: str) -> list[Line]:
    parts = wrap(text, (out.width or _WIDE) - 12)
    return [
        [(f"{name if number == 0 else '':12}", "dim"), (part, "")]
        for number, part in enumerate(parts)
    ]


def _targets(out: Out, run: Run, targets: Sequence[Target]) -> list[Line]:
    lines: list[Line] = [[(words.heading(targets), "dim")]]
    for found in judge(run, targets):
        mark, word, style = words.verdict(found.met)
        name = f"{found.target.latency.upper()} {found.target.statistic}"
        shown = [(f"  {mark} {word:12}", style), (f"  {name:11}", "")]
        if found.value_ms is None:
            lines += _hanging(out, shown, found.reason)
            continue
        value = f"{words.number(found.value_ms):>8} ms"
        limit = f"   at most {words.number(found.target.limit_ms, bare=True)} ms"
        lines.append([*shown, (value, ""), (limit, "dim")])
    return lines


def _hanging(out: Out, shown: list[tuple[str, str]], text: str) -> Iterator[Line]:
    """Put text after what is shown; what does not fit stands below its beginning."""
    used = sum(cell_width(part) for part, _ in shown)
    parts = wrap(text, (out.width or _WIDE) - used)
    yield [*shown, (parts[0], "dim")]
    for part in parts[1:]:
        yield [(" " * used + part, "dim")]


def _spreads(out: Out, run: Run) -> list[Line]:
    if run.requests is None:
        return []
    lines: list[Line] = []
    for name in (TTFT, TPOT, ITL, E2E):
        if found := spread(run.requests.measured(name)):
            low, high = words.number(found.low), words.number(found.high)
            bars = words.bars(found.counts, ascii_only=out.ascii_only)
            lines.append(
                [
                    (f"{name.upper():6}{low:>11}  ", ""),
                    (bars, "done"),
                    (f"  {high}", ""),
                ]
            )
    if not lines:
        return []
    return [[("Spread in ms, from the smallest to p99", "dim")], *lines]


def _about(one: Picked, targets: Sequence[Target]) -> list[str]:
    return [*remarks(one.run), words.itl(one.result), *words.sources(targets)]


def _file_line(out: Out, word: str, one: Picked) -> Line:
    where = f"{one.name}, run {one.number}" if one.is_one_of_many else one.name
    text = f"{where} · {words.tool(one.result)}"
    if model := one.run.load.get("model"):
        text += f" · {model}"
    return [(f"{word:8}", "dim"), (out.cut(text, (out.width or _WIDE) - 8), "head")]


def _indented(out: Out, parts: Sequence[str]) -> list[Line]:
    texts = wrap(" · ".join(parts), (out.width or _WIDE) - 8)
    return [[(" " * 8 + text, "")] for text in texts]


def _ratios(rows: Sequence[Row]) -> Iterator[Line]:
    figures = [words.number(one) for row in rows for one in (row.first, row.second)]
    wide = max([7, *map(len, figures)]) + 1
    head = f"{'':13}{'first':>{wide}}{'second':>{wide}}{'ratio':>7}  95 % interval"
    yield [(head, "dim")]
    for row in rows:
        name = words.row(row.name, row.statistic)
        cells = f"{words.number(row.first):>{wide}}{words.number(row.second):>{wide}}"
        cells = f"{name:13}{cells}{words.ratio(row.ratio):>7}"
        if row.interval is None:
            yield [(cells, ""), ("  –", "dim")]
            continue
        between = " to ".join(map(words.ratio, row.interval))
        word, style = words.sureness(row.is_better)
        yield [(f"{cells}  {between:15}", ""), (word, style)]


def _reasons(rows: Sequence[Row]) -> list[str]:
    """Say why latencies have no interval, once for all that share the reason."""
    found: dict[str, list[str]] = {}
    for row in rows:
        if row.reason and row.statistic and row.ratio is not None:
            found.setdefault(row.reason, []).append(words.row(row.name, row.statistic))
    return [
        f"no interval for {', '.join(names)}: {reason}"
        for reason, names in found.items()
    ]


def _verdicts(
    out: Out, pair: tuple[Picked, Picked], targets: Sequence[Target]
) -> list[Line]:
    lines: list[Line] = [[(words.heading(targets), "dim")]]
    both = zip(*(judge(one.run, targets) for one in pair), strict=True)
    for first, second in both:
        limit = words.number(first.target.limit_ms, bare=True)
        name = f"{first.target.latency.upper()} {first.target.statistic}"
        line = [(f"  {f'{name} at most {limit} ms':27} ", "")]
        for found in (first, second):
            mark, word, style = words.verdict(found.met)
            line.append((f"{mark} {word:14}", style))
        lines.append(line)
    return lines


def _cells(run: Run) -> str:
    failed = "–" if run.failed is None else f"{run.failed:,}"
    latencies = [run.latencies.get(name) for name in (TTFT, TPOT)]
    shown = [words.number(one.p99 if one else None) for one in latencies]
    rates = words.number(run.request_throughput), words.number(run.output_throughput)
    return f"{rates[0]:>7}{rates[1]:>9}{shown[0]:>10}{shown[1]:>10}{failed:>8}"


def _name(picked: Sequence[Picked], one: Picked) -> str:
    """Name a run among others: file where there are several, number, label."""
    parts = [one.name] if len({other.file for other in picked}) > 1 else []
    if one.is_one_of_many:
        parts.append(f"{one.number}")
    return "  ".join([*parts, *([one.run.label] if one.run.label else [])])


def _notes(out: Out, texts: Sequence[str]) -> list[Line]:
    width = (out.width or _WIDE) - 2
    return [
        [(f"{'  ' if number else ''}{part}", "dim")]
        for text in texts
        for number, part in enumerate(wrap(text, width))
    ]


def _next(one: Picked, *, and_other: bool = False) -> Line:
    """Name the call that shows a run alone, or beside another one."""
    call = f"aiinfra metrics {one.word}"
    if one.is_one_of_many:
        call += f" --run {one.number}"
        if and_other:
            call += f" --run {one.number - 1 or 2}"
    elif and_other:
        call += " OTHER"
    return [("next: ", "dim"), (call, "next")]

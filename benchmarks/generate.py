"""Make a home with a curriculum of any size and a journal of any length.

    python generate.py FOLDER ITEMS EVENTS

runs under the interpreter that is measured. Week 2 holds the same twenty rows at
every size, and the learner stands in the middle of it, so that screens show the same.
The same arguments give the same curriculum and the same events.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from aiinfra_cli.clock import stamp
from aiinfra_cli.desk import open_desk
from aiinfra_cli.paths import Paths
from aiinfra_cli.store import journal, rebuild
from aiinfra_cli.store.connection import write

SEED = 20261121
ROWS = 20  # of week 2: 18 items and 2 checkpoints
WEEK_AT_MOST = 1000  # items in one file
DEVICE, OTHER_DEVICE = "bench", "elsewhere"
START = datetime(2026, 1, 1, tzinfo=UTC)
DAYS = ("[mon, tue]", "[wed, thu]", "[fri]", "[sat, sun]")

WORDS = (
    *("queue", "cache", "token", "batch", "replica", "gateway", "shard", "kernel"),
    *("tensor", "scheduler", "claim", "latency", "device", "driver", "probe"),
    *("metric", "trace", "quota", "topology", "fabric"),
)

Event = tuple[str, str, str, str, str, str, str, str, str, str]


def main() -> None:
    """Write the curriculum, compile it, fill the journal, rebuild the state."""
    folder, items, events = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    sizes = week_sizes(items)
    write_curriculum(folder / "curriculum", sizes)
    home = {"AIINFRA_HOME": str(folder / "home")}
    home["AIINFRA_CURRICULUM"] = str(folder / "curriculum")
    desk = open_desk(Paths(home))
    with write(desk.connection) as db:
        db.execute("UPDATE meta SET value = ? WHERE key = 'device'", (DEVICE,))
        db.executemany(
            "INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            happened(sizes, events),
        )
        rebuild.rebuild(db)
    desk.connection.close()


def week_sizes(items: int) -> list[int]:
    """Share items out over weeks: a first one, the fixed second one, and the rest."""
    rest = items - ROWS
    first = min(rest // 2, WEEK_AT_MOST)
    sizes = [first, ROWS]
    rest -= first
    while rest:
        sizes.append(min(rest, WEEK_AT_MOST))
        rest -= sizes[-1]
    return sizes


def ids_of(week: int, size: int) -> list[str]:
    """Name the items of a week; the last two are its checkpoints."""
    return [f"w{week}-item-{number}" for number in range(size - 2)] + [
        f"cp-w{week}-one",
        f"cp-w{week}-two",
    ]


def write_curriculum(folder: Path, sizes: list[int]) -> None:
    """Write path.yaml and a file for each week."""
    (folder / "weeks").mkdir(parents=True)
    names = [f"week-{number}" for number in range(1, len(sizes) + 1)]
    path = f"format: 1\nid: bench\ntitle: A path of {sum(sizes)} items\n"
    path += 'version: "1"\nsummary: Made by benchmarks/generate.py.\n'
    path += f"weeks: [{', '.join(names)}]\n"
    (folder / "path.yaml").write_text(path, encoding="utf-8")
    for number, size in enumerate(sizes, 1):
        text = week_text(number, size)
        (folder / "weeks" / f"week-{number}.yaml").write_text(text, encoding="utf-8")


def week_text(number: int, size: int) -> str:
    """Write one week: four sessions of items, two checkpoints."""
    # By week, so that week 2 does not depend on how many items came before.
    chance = random.Random(SEED + number)
    items = ids_of(number, size)[:-2]
    lines = [f"format: 1\nid: week-{number}\ntitle: Week {number} of the made path"]
    lines.append(f"focus: {words(chance, 12)}.\nsessions:")
    share = -(-len(items) // len(DAYS))
    for part, days in enumerate(DAYS):
        mine = items[part * share : (part + 1) * share]
        if mine:
            lines.append(f"  - id: w{number}-part-{part}\n    title: Part {part}")
            lines.append(f"    days: {days}\n    items:")
            lines += [item_text(chance, id, before) for before, id in pairs(mine)]
    lines.append("checkpoints:")
    for checkpoint, target in (("one", items[0]), ("two", items[-1])):
        lines.append(f"  - id: cp-w{number}-{checkpoint}")
        lines.append(f"    title: Checkpoint {checkpoint} of week {number}")
        lines.append(f"    met_by: {{all: [{target}]}}\n    tags: [made]")
        lines.append("    sources: [benchmarks]\n    unverified: it is made up")
    return "\n".join(lines) + "\n"


def pairs(ids: list[str]) -> Iterator[tuple[str, str]]:
    """Yield each id with the one before it."""
    yield from zip(["", *ids], ids, strict=False)


def item_text(chance: random.Random, id: str, before: str) -> str:
    """Write one item; every third needs the one before it."""
    needs = f"        needs: [{before}]\n" if before and chance.random() < 0.3 else ""
    return (
        f"      - id: {id}\n        kind: {chance.choice(['hands-on', 'project'])}\n"
        f"        title: {words(chance, 5).capitalize()}\n"
        f"        description: {words(chance, 40)}.\n"
        f"        minutes: {chance.randrange(10, 120, 5)}\n        estimate: ours\n"
        f"{needs}        tags: [{chance.choice(WORDS)}]\n"
        "        sources: [benchmarks]\n        unverified: it is made up"
    )


def words(chance: random.Random, count: int) -> str:
    """Give some words."""
    return " ".join(chance.choices(WORDS, k=count))


def happened(sizes: list[int], count: int) -> Iterator[Event]:
    """Yield the journal: noise, week 1 done, then the same end at every size."""
    done = [(id, "done") for id in ids_of(1, sizes[0])]
    second = ids_of(2, ROWS)
    last = [(id, verb) for id in second[:8] for verb in ("begin", "done")]
    last += [(second[8], "begin")]
    chance = random.Random(SEED)
    later = [i for w, size in enumerate(sizes[2:], 3) for i in ids_of(w, size)]
    noise = count - len(done) - len(last)
    moment = START
    commands: list[str] = []
    for number in range(count):
        moment += timedelta(days=300) / count
        if number >= count - len(last):
            item, verb = last[number - count]
        elif number >= noise:
            item, verb = done[number - noise]
        else:
            item, verb = chance.choice(later), chance.choice(_VERBS)
        command = event_id(moment, 2 * number)
        family = "path"
        if verb == "undo":
            item, family = chance.choice(commands or [command]), "command"
        elif number < noise:
            commands.append(command)
        yield (
            event_id(moment, 2 * number + 1),
            command,
            "bench",
            family,
            item,
            verb,
            stamp(moment),
            moment.date().isoformat(),
            OTHER_DEVICE if number % 10 == 0 and number < noise else DEVICE,
            journal.as_json(_DETAIL.get(verb, {})),
        )


# What learners do, roughly as often.
_VERBS = ("begin",) * 5 + ("done",) * 6 + ("note",) * 2 + ("skip", "reopen", "undo")
_DETAIL = {"note": {"text": "a few words"}, "skip": {"reason": "known already"}}


def event_id(moment: datetime, number: int) -> str:
    """Give an id in the form of the journal's: a time, then what makes it unique."""
    text = f"{int(moment.timestamp() * 1000):012x}7000{0x8000 << 48 | number:016x}"
    return "-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))


if __name__ == "__main__":
    main()

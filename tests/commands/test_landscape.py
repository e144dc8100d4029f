"""`aiinfra landscape`: the map, lists, one entry, what has grown old, the picture."""

from __future__ import annotations

import re
import sqlite3
import xml.etree.ElementTree as ET
from contextlib import closing
from pathlib import Path

import pytest

from tests import golden
from tests.commands.asking import data
from tests.commands.looks import looks
from tests.conftest import Run
from tests.content.folders import Mini
from tests.terminal import on_terminal

ALL = ["kubernetes", "dra", "whisper-net", "unplaced"]
SEE = "see one: aiinfra landscape ID\n"


def shown(run: Run, *argv: str) -> list[str]:
    """Give the ids of the entries that a command line shows."""
    return [one["id"] for one in data(run, "landscape", *argv)["entries"]]


def studied(run: Run) -> dict[str, str]:
    """Give what was studied of each entry that was begun."""
    entries = data(run, "landscape")["entries"]
    return {one["id"]: one["studied"] for one in entries if one["studied"] != "none"}


def test_the_map_in_every_look(run: Run) -> None:
    """Names stand whole between the axes at any width, with marks and legend."""
    assert run("done", "study-map").code == 0
    golden.check("landscape.txt", looks(run, ["landscape"]))


@pytest.mark.parametrize("columns", [40, 60, 80, 100, 140, 210])
@pytest.mark.usefixtures("bundled")
def test_the_bundled_map_fits(columns: int) -> None:
    """It takes one screen: no line too long, a mark for each entry, every category."""
    screen = on_terminal("landscape", "--color", "never", columns=columns).out
    lines = screen.splitlines()
    assert max(map(len, lines)) <= columns
    assert len(lines) <= 33
    field = [line for line in lines if line.startswith("│")]
    # The key stands beside the map of a wide terminal.
    left = columns * 4 // 7 if columns > 120 else columns
    assert sum(line[:left].count("○") for line in field) == 157
    assert "0 of 30" in screen or "30 entries" in screen
    if columns >= 60:  # narrower, titles give way
        assert "Scheduling, workloads and devices" in screen


@pytest.mark.usefixtures("bundled")
def test_the_bundled_map_of_a_category() -> None:
    """Where few entries are left, each stands on the map by its name, whole."""
    argv = ["landscape", "-c", "scheduling", "--color", "never"]
    lines = on_terminal(*argv, columns=80).out.splitlines()
    assert max(map(len, lines)) <= 80
    field = [line for line in lines if line.startswith("│")]
    names = [name.strip(" ○▸✓◆~?") for line in field for name in line[1:].split("  ")]
    assert sum(bool(name) for name in names) == 26 + 2  # the ends of the axis
    assert {"Kueue", "Workload-aware scheduling", "KEDA", "CUDA MPS"} <= set(names)


@pytest.mark.usefixtures("bundled")
def test_the_bundled_map_in_a_pipe(run: Run) -> None:
    """Off a terminal every entry is told in words, on lines that grep finds whole."""
    assert run("done", "study-splitwise").code == 0
    lines = run("landscape").out.splitlines()
    assert "C  Inference and its optimisation   1 of 32 met" in lines
    assert "   prototype, middle layers (1): done: Splitwise ~" in lines
    told = " · ".join(line.rpartition(": ")[2] for line in lines if "): " in line)
    entries = data(run, "landscape")["entries"]
    names = [
        one["label"]
        + (" ?" if one["unverified"] else "")
        + (" ~" if one["early"] else "")
        for one in entries
        if one["place"]
    ]
    assert sorted(told.split(" · ")) == sorted(names)


@pytest.mark.parametrize("columns", [40, 80, 140])
@pytest.mark.usefixtures("bundled")
def test_the_bundled_map_in_ascii(columns: int) -> None:
    """Without Unicode no line gets longer, so that none is broken."""
    argv = ["landscape", "--ascii", "--color", "never"]
    screen = on_terminal(*argv, columns=columns).out
    assert max(map(len, screen.splitlines())) <= columns
    assert [line for line in screen.splitlines() if not line.isascii()] == [
        line for line in screen.splitlines() if "Gödel" in line
    ]


def test_its_document(run: Run) -> None:
    """The document has the categories, and of each entry every key."""
    assert run("done", "study-map").code == 0
    found = run("landscape", "--json")
    assert found.document["schema"] == "aiinfra.landscape/1"
    golden.check("landscape.json", found.out)
    entries = found.document["data"]["entries"]
    assert len({tuple(one) for one in entries}) == 1
    assert run("landscape", "--list", "--json") == found


def test_the_list(run: Run) -> None:
    """All entries by category: what was studied, ids, cautions, who keeps them."""
    assert run("done", "study-map").code == 0
    assert run("landscape", "--list") == (
        0,
        "Ground   1 of 2 met · ground\n"
        "  ▸ kubernetes   Kubernetes       CNCF, graduated\n"
        "  ○ dra          DRA\n"
        "\n"
        "Rumours   2 entries · rumours\n"
        "  ○ whisper-net  Whisper net ? ~  not found\n"
        "  ○ unplaced     Without a place\n"
        "\n"
        "○ not begun   ▸ begun or met   ✓ done   ◆ done and reviewed   ~ early stage"
        "   ? not verified\n",
        f"4 entries; {SEE}",
    )


@pytest.mark.parametrize(
    ("argv", "ids"),
    [
        ([], ALL),
        (["--category", "rumours"], ["whisper-net", "unplaced"]),
        (["-c", "GROU"], ["kubernetes", "dra"]),
        (["-c", "b"], ["whisper-net", "unplaced"]),  # its letter on the map
        (["--early"], ["whisper-net"]),
        (["--mine"], ["kubernetes"]),
        (["--early", "--category", "ground"], []),
        (["--mine", "--category", "ground"], ["kubernetes"]),
    ],
)
def test_filters(run: Run, argv: list[str], ids: list[str]) -> None:
    """Category, early stage, the learner's own: each leaves fewer, everywhere."""
    assert run("done", "study-map").code == 0
    assert shown(run, *argv) == ids
    screen = run("landscape", "--list", *argv).out
    assert [id for id in ALL if f" {id} " in screen] == ids


def test_what_was_studied(run: Run) -> None:
    """Milestones and topics count, each way; a concept that it names begins it."""
    assert studied(run) == {}
    assert run("begin", "lab-setup").code == 0
    assert studied(run) == {"kubernetes": "some"}
    assert run("done", "study-map").code == 0
    assert studied(run) == {"kubernetes": "some"}
    assert run("done", "topic-granite").code == 0  # it names the entry
    assert studied(run) == {"kubernetes": "some"}
    assert run("done", "lab-setup").code == 0
    assert studied(run) == {"kubernetes": "done"}
    assert run("done", "lab-claims").code == 0  # it teaches the concept dra
    assert studied(run) == {"kubernetes": "done", "dra": "some"}
    assert run("undo", "4").code == 0
    assert studied(run) == {"kubernetes": "some"}
    assert run("skip", "lab-setup", "--reason", "known").code == 0
    assert studied(run) == {}


def test_topics_and_reading_count(own: Mini, run: Run) -> None:
    """What is begun or done of them marks an entry without milestones."""
    own.replace("topics/stone.yaml", "[kubernetes]", "[kubernetes, dra]")
    own.replace(
        "landscape/ground.yaml",
        "    concepts: [dra]\n",
        "    concepts: [dra]\n    reading: [paper-mortar]\n",
    )
    assert run("begin", "paper-mortar").code == 0
    assert studied(run) == {"dra": "some"}
    assert run("done", "paper-mortar").code == 0
    assert run("skip", "topic-granite", "--reason", "known").code == 0
    assert studied(run) == {"dra": "some"}
    page = run("landscape", "dra").out
    assert page.startswith("Dynamic Resource Allocation   ▸ begun, 1 of 2 done\n")
    assert "On the longer path\n  ○ topic-granite  Granite\n" in page
    assert "To read\n  ✓ paper-mortar  On mortar\n" in page
    assert page.endswith("next: aiinfra concept dra\n")
    assert data(run, "landscape", "dra")["rests_on"] == [
        {
            "family": "topic",
            "id": "topic-granite",
            "title": "Granite",
            "status": "skipped",
        },
        {
            "family": "reading",
            "id": "paper-mortar",
            "title": "On mortar",
            "status": "done",
        },
    ]
    assert run("reopen", "topic-granite").code == 0
    page = run("landscape", "dra").out
    assert page.endswith("next: aiinfra topics topic-granite\n")
    assert run("done", "topic-granite").code == 0
    assert studied(run) == {"kubernetes": "some", "dra": "done"}


def test_what_only_a_concept_tells_of_is_met(own: Mini, run: Run) -> None:
    """A concept that an entry names is where it was met; that is never all of it."""
    assert run("done", "lab-claims").code == 0
    page = run("landscape", "dra").out
    assert page.startswith("Dynamic Resource Allocation   ▸ met in dra\n")
    assert "No milestone, topic or reading deals with it" in page
    assert data(run, "landscape", "dra")["rests_on"] == []
    # One that names the entry says so on its page, and marks nothing.
    own.replace(
        "concepts/ground.yaml",
        "  - id: layer\n",
        "  - id: layer\n    projects: [unplaced]\n",
    )
    own.replace("landscape/rumours.yaml", "    items: [capstone]\n", "")
    assert run("done", "study-map").code == 0
    assert "unplaced" not in studied(run)
    page = run("landscape", "unplaced").out
    assert page.startswith("Without a place   ○ not begun\n")
    assert "Concepts\n  ✓ layer  Layer\n" in page
    assert page.endswith("next: aiinfra concept layer\n")


@pytest.mark.usefixtures("bundled")
@pytest.mark.parametrize(
    ("item", "marked"),
    [
        ("study-gateway-api", {"gateway-api": "some"}),
        ("study-ollama", {"ollama": "some", "ggml": "done"}),  # ggml has no other
        ("study-eu-ai-act", {"eu-ai-act": "some", "gdpr": "some"}),
        ("guide-aibrix", {"aibrix": "some"}),
        ("paper-aibrix", {"aibrix": "some"}),
    ],
)
def test_one_step_marks_what_it_deals_with(
    run: Run, item: str, marked: dict[str, str]
) -> None:
    """One item done on the bundled path marks what it deals with, and no more."""
    assert run("done", item).code == 0
    assert studied(run) == marked


def test_reviewed(run: Run, home: Path) -> None:
    """What is done is reviewed once the cards of its concepts are remembered."""
    assert run("done", "study-map", "lab-setup").code == 0
    assert run("done", "topic-granite").code == 0
    assert studied(run) == {"kubernetes": "done"}
    with closing(sqlite3.connect(home / "progress.db")) as db, db:
        db.execute(
            "INSERT INTO card_state SELECT course, id, '2026-11-29', 4.0, 5.0,"
            " '2026-11-25', '2026-11-25', '2026-11-25T20:14:00Z', 3, 1, 0, 0, '[]'"
            " FROM card WHERE concept IN ('node-count', 'layer')"
        )
    assert studied(run) == {"kubernetes": "reviewed"}
    assert "◆ Kubernetes" in run("landscape").out


def test_one_entry(run: Run) -> None:
    """The page is that of `show`, by id, former id, tail or prefix."""
    for text in ("kubernetes", "kub", "entry:kubernetes"):
        assert run("landscape", text) == run("show", "kubernetes")
    assert run("landscape", "claims-api") == run("show", "entry:dra")
    assert run("landscape", "net").out.startswith("Whisper net   ○ not begun\n")
    assert "\nearly stage, not found, not verified\n" in run("landscape", "net").out
    found = run("landscape", "dra", "--json")
    assert found.document["schema"] == "aiinfra.entry/1"
    golden.check("entry.json", found.out)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("kubernets", "did you mean kubernetes?"),
        ("xyzzy", "they are listed by: aiinfra landscape --list"),
        ("lab-setup", "lab-setup is on the path: aiinfra show lab-setup"),
        ("12", "they are listed by: aiinfra landscape --list"),
    ],
)
def test_no_such_entry(run: Run, text: str, hint: str) -> None:
    """What is no entry ends with 3 and near matches, or where they are listed."""
    assert run("landscape", text) == (
        3,
        "",
        f'aiinfra: there is no entry "{text}"\nhint: {hint}\n',
    )


def test_stale(run: Run) -> None:
    """What is older than six months, or than said; then what nobody verified."""
    never = "Never verified (1): whisper-net\n"
    assert run("landscape", "--stale") == (
        0,
        "dra  checked 2026-03-01\n\n1 entry older than 6 months\n\n" + never,
        "see one: aiinfra landscape dra\n",
    )
    assert run("landscape", "--stale", "5").out == (
        "dra         checked 2026-03-01\n"
        "kubernetes  v1.36.2 released 2026-06-11\n"
        "\n2 entries older than 5 months\n\n" + never
    )
    assert run("landscape", "--stale", "9", "--category", "ground") == (
        0,
        "Nothing is that old\n",
        "",
    )
    found = run("landscape", "--stale", "--json")
    assert found.document["schema"] == "aiinfra.landscape-stale/1"
    assert found.document["data"] == {
        "months": 6,
        "entries": [
            {
                "id": "dra",
                "name": "Dynamic Resource Allocation",
                "released": None,
                "verified": "2026-03-01",
                "never_verified": False,
            },
            {
                "id": "whisper-net",
                "name": "Whisper net",
                "released": None,
                "verified": None,
                "never_verified": True,
            },
        ],
    }


@pytest.mark.parametrize(
    "text", ["0", "-1", "1201", "99999999999", "six", "½", "٣", "1.5", "", "kubernetes"]
)
def test_what_is_no_number_of_months(run: Run, text: str) -> None:
    """The word behind --stale is a number from 1 to 1200, in plain digits."""
    assert run("landscape", "--stale", "--", text) == (
        2,
        "",
        f'aiinfra: "{text}" is no number of months\n'
        "hint: write it like --stale 12, from 1 to 1200\n",
    )


def test_the_picture(run: Run, tmp_path: Path) -> None:
    """It goes whole into a file, or to standard output, and is the same each time."""
    assert run("done", "study-map").code == 0
    file = tmp_path / "field.svg"
    file.write_text("older", "utf-8")
    assert run("landscape", "--svg", str(file)) == (
        0,
        "",
        f"written: {file} ({file.stat().st_size:,} bytes)\n"
        "next: aiinfra begin lab-setup\n",
    )
    text = file.read_text("utf-8")
    assert run("landscape", "--svg", "-") == (0, text, "")
    assert run("landscape", "--svg", "-", "--ascii").out == text
    titles = [one.text for one in ET.fromstring(text).iter() if "title" in one.tag]
    assert titles[0] == "The AI infrastructure landscape"
    assert [one.partition(":")[0] for one in titles[1:] if one] == [
        *("Kubernetes", "Dynamic Resource Allocation", "Whisper net")
    ]


def test_themes_and_filters_of_the_picture(run: Run) -> None:
    """One theme may be fixed; filters narrow the picture, and its title says so."""
    texts = {
        theme: run("landscape", "--svg", "-", "--theme", theme).out
        for theme in ("auto", "light", "dark")
    }
    assert len(set(texts.values())) == 3
    assert run("landscape", "--svg", "-").out == texts["auto"]
    assert "prefers-color-scheme" in texts["auto"]
    assert "prefers-color-scheme" not in texts["light"] + texts["dark"]
    early = run("landscape", "--svg", "-", "--early", "-c", "rumours").out
    assert '<title id="title">Rumours · early stage</title>' in early
    assert "Kubernetes" not in early


def test_where_no_picture_can_be(run: Run, tmp_path: Path, home: Path) -> None:
    """Folders, the store itself, or nothing to draw: all refused before writing."""
    store = home / "progress.db"
    kept = store.read_bytes()
    for file, wrong in (
        ("", "--svg needs the name of a file"),
        (str(tmp_path), f"{tmp_path} is a folder"),
        (str(tmp_path / "no" / "x.svg"), f"there is no folder {tmp_path / 'no'}"),
        (str(store), f"{store} is your progress itself"),
    ):
        result = run("landscape", "--svg", file)
        assert (result.code, result.out) == (2, "")
        assert result.err.startswith(f"aiinfra: {wrong}\nhint: ")
    assert store.read_bytes() == kept
    empty = tmp_path / "empty.svg"
    assert run("landscape", "--svg", str(empty), "--mine") == (
        2,
        "",
        "aiinfra: there is nothing to draw: no entry fits\n"
        "hint: see what there is: aiinfra landscape\n",
    )
    assert not empty.exists()


@pytest.mark.parametrize(
    ("argv", "wrong"),
    [
        (["--list", "--stale"], "--list and --stale exclude each other"),
        (["--stale", "--svg", "-"], "--stale and --svg exclude each other"),
        (["--theme", "dark"], "--theme is about a picture"),
        (["--svg", "-", "--theme", "sepia"], '--theme is "sepia"'),
        (
            ["dra", "--list"],
            '--list is about the whole landscape, "dra" one entry of it',
        ),
        (
            ["dra", "--early"],
            '--early is about the whole landscape, "dra" one entry of it',
        ),
        (["--category", "ruins"], 'there is no category "ruins"'),
        (["--category", "ru"], None),
        (["--category", "r"], '"r" could be any of 2 categories'),
        (["--category", ""], 'there is no category ""'),
    ],
)
def test_what_does_not_go_together(
    run: Run, argv: list[str], wrong: str | None
) -> None:
    """Options that contradict each other, or name what is not there, end with 2."""
    result = run("landscape", *argv)
    if wrong is None:
        assert result.code == 0
    else:
        assert (result.code, result.out) == (2, "")
        assert result.err.startswith(f"aiinfra: {wrong}\nhint: ")


def test_a_picture_is_no_document(run: Run) -> None:
    """With --json the error is JSON, as everywhere."""
    result = run("landscape", "--svg", "-", "--json")
    assert (result.code, result.out) == (2, "")
    assert '"--svg and --json exclude each other"' in result.err


def test_nothing_fits(run: Run) -> None:
    """That nothing is shown is said, with what comes next; a document is empty."""
    next_step = "next: aiinfra begin study-map\n"
    for argv, told in (
        (["--mine"], "nothing that you have begun or met is among these entries"),
        (["--early", "-c", "ground"], "no entry fits"),
    ):
        assert run("landscape", *argv) == (0, "", f"{told}\n{next_step}")
        assert shown(run, *argv) == []


def test_only_what_has_no_place(own: Mini, run: Run) -> None:
    """An entry without a place is named below the map."""
    assert "\nnot on the map: unplaced\n" in run("landscape", "-c", "rumours").out
    own.replace("landscape/rumours.yaml", "    place: {x: 0.1, y: 0.9, by: us}\n", "")
    found = run("landscape", "-c", "rumours").out
    assert "\nnot on the map: whisper-net, unplaced\n" in found


def test_a_curriculum_without_landscape(own: Mini, run: Run) -> None:
    """Nothing is drawn, and that is said."""
    for path in own.folder.rglob("*.yaml"):
        text = path.read_text("utf-8")
        path.write_text(re.sub(r"(?m)^ +projects: .*\n", "", text), "utf-8")
    for name in ("ground", "rumours"):
        (own.folder / f"landscape/{name}.yaml").unlink()
    told = "this curriculum has no landscape\nnext: aiinfra begin study-map\n"
    assert run("landscape") == (0, "", told)
    assert run("landscape", "--list") == (0, "", told)
    assert shown(run) == []


def test_hostile_words_stay_text(own: Mini, run: Run) -> None:
    """Escapes never reach the terminal; markup stays text on screen and in the SVG."""
    own.replace(
        "landscape/ground.yaml", "name: Kubernetes", 'name: "[red]a[/red] <b>|&"'
    )
    assert "○ [red]a[/red] <b>|&" in run("landscape").out
    assert "[red]a[/red] &lt;b&gt;|&amp;" in run("landscape", "--svg", "-").out

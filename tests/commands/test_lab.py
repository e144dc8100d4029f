"""`aiinfra lab`: the page to work from, and what of it others may read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests import golden
from tests.commands.asking import data
from tests.commands.looks import looks
from tests.conftest import Run
from tests.content.folders import Mini
from tests.terminal import on_terminal

LAB = "labs/lab-claims.yaml"
RICH_TEXT = """\
    text: |-
      Two claims, **one each**, see [the page](https://example.org/claims).

      1. Write `claims.yaml`, a line that is long enough to be broken where a terminal
         is narrow.
      2. Apply it:

         ```
         kubectl apply -f claims.yaml
         ```

      - One bullet.
      - Another, <b>not bold</b>.
"""


@pytest.fixture
def rich(own: Mini) -> Mini:
    """Give a lab whose text uses all of Markdown that labs use."""
    own.replace(LAB, "    text: Apply one claim for each pod.\n", RICH_TEXT)
    own.replace(
        LAB,
        "run: [kubectl apply -f claims.yaml]",
        "run: [kubectl apply -f claims.yaml, \"python3 -c '\\nprint(1)\\n'\"]",
    )
    rubric = "rubric: [{title: It lasts, checks: [allocated, report]}]\ncleanup:"
    own.replace(LAB, "cleanup:", rubric)
    own.replace(LAB, "tools:", 'versions: {driver: "v0.4.0"}\ntools:')
    own.replace(LAB, "Use the chart.", "Use the chart {{driver}}.")
    assert own.problems() == []
    return own


def test_page(run: Run, rich: Mini) -> None:
    """The whole page, in a pipe and on terminals."""
    golden.check("lab.txt", looks(run, ["lab", "lab-claims"]))


def test_commands_can_be_copied(run: Run, rich: Mini) -> None:
    """A command stands on lines of its own; one of several lines as it was written."""
    for width in (40, 200):
        shown = on_terminal("lab", "lab-claims", "--color", "never", columns=width)
        lines = shown.out.splitlines()
        assert "      kubectl apply -f claims.yaml" in lines
        at = lines.index("python3 -c '")
        assert lines[at : at + 3] == ["python3 -c '", "print(1)", "'"]


def test_links_are_links(rich: Mini) -> None:
    """On a terminal with styles a link leads where it says; else it is written out."""
    styled = on_terminal("lab", "lab-claims", "--color", "always").out
    for url in ("https://example.org/claims", "https://example.org/driver"):
        assert re.search(f"\x1b]8;[^;]*;{re.escape(url)}\x1b", styled)
    plain = on_terminal("lab", "lab-claims", "--color", "never").out
    assert "see the page (https://example.org/claims)." in plain


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("[x](javascript:alert(1))", "[x](javascript:alert(1))"),
        ("[x](file:///etc/passwd)", "[x](file:///etc/passwd)"),
        ("[x](mailto:a@example.org)", "x (mailto:a@example.org)"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("![x](https://example.org/x.png)", ""),
        ("# Head", "Head"),
        ("&lt;b&gt; \\* `a`", "<b> * `a`"),
        ("https://example.org/", "https://example.org/"),
    ],
)
def test_markdown_of_a_stranger(run: Run, own: Mini, text: str, shown: str) -> None:
    """Whatever a curriculum writes, nothing but http leads anywhere."""
    own.replace(LAB, "Apply one claim for each pod.", f"'{text}'")
    lines = run("lab", "lab-claims", "-s", "2").out.splitlines()
    assert lines[1].strip() == shown
    styled = on_terminal("lab", "lab-claims", "-s", "2", "--color", "always").out
    links = re.findall(r"\x1b]8;[^;]*;([^\x1b]+)\x1b", styled)
    assert [one for one in links if not one.startswith("http")] == []


def test_one_step(run: Run) -> None:
    """`--step` takes a number or an id; after it comes the next one, or the check."""
    first = (
        "1. Install the driver\n"
        "   Use the chart. The driver is up when `kubectl get resourceslices` lists its"
        " devices.\n\nnext: aiinfra lab lab-claims -s 2\n"
    )
    assert run("lab", "lab-claims", "--step", "1") == (0, first, "")
    assert run("lab", "lab-claims", "-s", "driver").out == first
    assert run("lab", "lab-claims", "-s", "claim").out == (
        "2. Write the claims\n   Apply one claim for each pod.\n\n"
        "      kubectl apply -f claims.yaml\n\n"
        "   files: claims.yaml · stuck? aiinfra hint lab-claims -s 2\n\n"
        "next: aiinfra check lab-claims\n"
    )


@pytest.mark.parametrize("step", ["3", "0", "clam", ""])
def test_step_that_is_none(run: Run, step: str) -> None:
    """An unknown step is told with those that there are."""
    assert run("lab", "lab-claims", "--step", step) == (
        3,
        "",
        f'aiinfra: lab-claims has no step "{step}"\n'
        "hint: its steps are: 1 driver, 2 claim\n",
    )


def test_document(run: Run, rich: Mini) -> None:
    """The document has all of the page but the words of the hints."""
    result = run("lab", "lab-claims", "--json")
    assert (result.code, result.err) == (0, "")
    golden.check("lab.json", result.out)
    assert result.document["data"]["detail"]["steps"][1]["hints"] == 3


@pytest.mark.parametrize(
    "argv",
    [
        *(["lab", "lab-claims"], ["lab", "lab-claims", "--json"]),
        *(["lab", "lab-claims", "-s", "2", "--json"], ["show", "lab-claims"]),
        *(["show", "lab-claims", "--json"], ["list", "--json"]),
    ],
    ids=" ".join,
)
def test_nothing_is_spoilt(run: Run, argv: list[str]) -> None:
    """No page and no document tells a hint: these are asked for one by one."""
    out = run(*argv).out
    for hint in ("Look at the status", "must be one that exists", "deviceClassName"):
        assert hint not in out


def test_document_of_one_step(run: Run) -> None:
    """With `--step` the document has that step alone."""
    steps = data(run, "lab", "lab-claims", "--step", "driver")["detail"]["steps"]
    assert [step["id"] for step in steps] == ["driver"]


def test_without_an_id(run: Run) -> None:
    """The lab that is begun is meant, else the next one."""
    assert run("lab").out.startswith("lab-setup  ")
    run("begin", "lab-claims")
    assert run("lab").out.startswith("lab-claims  ")
    run("begin", "study-map")
    assert run("lab").out.startswith("lab-setup  ")


def test_only_labs_are_meant(run: Run) -> None:
    """`claims` is lab-claims here, though study-claims ends so as well."""
    assert run("lab", "claims").out.startswith("lab-claims  ")
    assert run("lab", "lab") == (
        3,
        "",
        'aiinfra: "lab" could be any of 2\nhint: say which: lab-setup, lab-claims\n',
    )
    assert run("lab", "clams").err == (
        'aiinfra: there is no lab "clams"\nhint: did you mean lab-claims?\n'
    )
    assert run("lab", "xyz").err == (
        'aiinfra: there is no lab "xyz"\n'
        "hint: labs are listed by: aiinfra list --kind lab\n"
    )


@pytest.mark.parametrize("command", ["lab", "check", "hint"])
def test_item_without_steps(run: Run, command: str) -> None:
    """What is no lab is told so, with where it can be read."""
    assert run(command, "study-map") == (
        2,
        "",
        "aiinfra: study-map has no steps and no checks: it is no lab\n"
        "hint: read it with: aiinfra show study-map\n",
    )
    assert run(command, "week-1").code == 3


@pytest.mark.parametrize("command", ["check", "hint"])
def test_acting_needs_a_lab_that_is_begun(run: Run, command: str) -> None:
    """What writes to the journal does not guess; it names the candidate."""
    assert run(command) == (
        2,
        "",
        "aiinfra: no lab is begun, so name one\nhint: the next one is lab-setup\n",
    )


def test_passed_checks_are_marked(run: Run, own: Mini, tmp_path: Path) -> None:
    """A check that has passed is ticked as long as it looks at the same."""
    (tmp_path / "report.json").write_text('{"devices": [1, 2]}')
    assert run("curriculum", "trust", "--yes").code == 0
    asked = ("check", "lab-claims", "--only", "report", "--dir", str(tmp_path))
    assert run(*asked).code == 0
    assert "  ✓ report     The report names both" in run("lab", "lab-claims").out
    assert [one["passed"] for one in data(run, "lab", "lab-claims")["checks"]] == [
        *(False, True),
    ]
    own.replace(LAB, "wants: two devices", "wants: exactly two devices")
    assert "  ✓ report     The report names both" in run("lab", "lab-claims").out
    own.replace(LAB, "devices) == 2", "devices) == 3")
    assert "  ○ report     The report names both" in run("lab", "lab-claims").out


def test_force_goes_with_files(run: Run) -> None:
    """Without files to write there is nothing to force."""
    assert run("lab", "lab-claims", "--force") == (
        2,
        "",
        "aiinfra: --force goes with --files\nhint: add --files DIR\n",
    )

"""A curriculum that means harm does none: it runs nothing unasked, leaves no folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Run
from tests.content.folders import Mini, copy_mini

LAB = "labs/lab-claims.yaml"
PROBE = "probe: {kind: file, path: report.json, read: json}"


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the folder that the learner works in."""
    folder = tmp_path / "work"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def hostile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Mini:
    """Use a copy of the small curriculum that a test may spoil."""
    mini = copy_mini(tmp_path / "hostile")
    monkeypatch.setenv("AIINFRA_CURRICULUM", str(mini.folder))
    return mini


@pytest.mark.parametrize(
    "path", ["../secret.json", "a/../../secret.json", "/etc/passwd", "C:/x", "a//b"]
)
def test_a_probe_cannot_name_a_file_elsewhere(
    hostile: Mini, work: Path, run: Run, path: str
) -> None:
    """Such a curriculum does not even load: exit 4, with the line."""
    hostile.replace(LAB, "path: report.json", f'path: "{path}"')
    result = run("check", "lab-claims")
    assert result.code == 4
    assert f"{LAB}:{hostile.place(LAB, path)}: path must" in result.err


@pytest.mark.parametrize("name", ["../../../secret", "/etc/passwd", "a/../../b"])
def test_a_step_cannot_name_a_file_elsewhere(
    hostile: Mini, work: Path, run: Run, name: str
) -> None:
    """Nor can a lab hand out what lies outside of its folder."""
    hostile.replace(LAB, "files: [claims.yaml]", f'files: ["{name}"]')
    result = run("lab", "lab-claims", "--files", "out")
    assert result.code == 4
    assert not (work / "out").exists()


def test_a_link_out_of_the_curriculum_is_not_followed(
    hostile: Mini, work: Path, run: Run, tmp_path: Path
) -> None:
    """A file of a lab that is a link to elsewhere is not handed out, and lint tells."""
    secret = tmp_path / "secret"
    secret.write_text("the learner's own", encoding="utf-8")
    file = hostile.folder / "labs/lab-claims/files/claims.yaml"
    file.unlink()
    file.symlink_to(secret)
    result = run("lab", "lab-claims", "--files", "out")
    assert result.code == 4
    assert not (work / "out").exists()
    assert (
        "labs/lab-claims/files/claims.yaml:1: stray file"
        in run("curriculum", "lint").out
    )


def test_files_are_not_written_through_a_link(
    hostile: Mini, work: Path, run: Run, tmp_path: Path
) -> None:
    """A folder or file that is a link to elsewhere gets nothing, forced or not."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    kept = elsewhere / "kept"
    kept.write_text("mine", encoding="utf-8")
    hostile.replace(LAB, "files: [claims.yaml]", "files: [deep/claims.yaml]")
    files = hostile.folder / "labs/lab-claims/files"
    (files / "deep").mkdir()
    (files / "claims.yaml").rename(files / "deep/claims.yaml")
    (work / "out").mkdir()
    (work / "out/deep").symlink_to(elsewhere)
    result = run("lab", "lab-claims", "--files", "out", "--force")
    assert result.code == 2
    assert [path.name for path in elsewhere.iterdir()] == ["kept"]
    (work / "out/deep").unlink()
    (work / "out/deep").mkdir()
    (work / "out/deep/claims.yaml").symlink_to(kept)
    assert run("lab", "lab-claims", "--files", "out").code == 1
    assert run("lab", "lab-claims", "--files", "out", "--force").code == 0
    assert kept.read_text(encoding="utf-8") == "mine"
    assert not (work / "out/deep/claims.yaml").is_symlink()


def _command(hostile: Mini, words: str) -> None:
    program = words.partition(",")[0]
    hostile.replace(
        LAB, 'kubectl, min: "1.34"', f'kubectl, min: "1.34"}}\n  - {{name: {program}'
    )
    text = hostile.read("tools.yaml")
    hostile.write("tools.yaml", f"{text}  - {{name: {program}, get: It is there.}}\n")
    hostile.replace(LAB, PROBE, f"probe: {{kind: command, run: [{words}]}}")
    hostile.replace(LAB, "size(facts.devices) == 2", "facts.exit == 0")
    hostile.replace(
        LAB, 'sees: string(size(facts.devices)) + " devices"', "sees: facts.stdout"
    )


def test_nothing_runs_before_the_folder_is_trusted(
    hostile: Mini, work: Path, run: Run
) -> None:
    """Not by check, done or doctor; after trust yes, but not after a change."""
    _command(hostile, "touch, ran")
    tools = "version: {run: [kind, version]"
    hostile.replace("tools.yaml", tools, "version: {run: [touch, doctor-ran]")
    for argv in (
        ["check", "lab-claims"],
        ["check", "lab-claims", "--dry-run"],
        ["done", "lab-claims", "--check"],
        ["doctor"],
    ):
        run(*argv)
    assert list(work.iterdir()) == []
    assert run("check", "lab-claims").code == 1
    assert run("curriculum", "trust").code == 2  # nobody is there to say yes
    listed = run("curriculum", "trust", "--yes")
    assert listed.code == 0
    assert "touch ran" in listed.out
    assert "touch doctor-ran" in listed.out
    run("check", "lab-claims", "--only", "report")
    assert [path.name for path in work.iterdir()] == ["ran"]
    (work / "ran").unlink()
    script = hostile.folder / "labs/lab-claims/files/claims.yaml"
    script.write_text(script.read_text(encoding="utf-8") + "# more\n", encoding="utf-8")
    changed = run("check", "lab-claims")
    assert changed.code == 1
    assert "has changed since you agreed to it" in changed.err
    assert list(work.iterdir()) == []


def test_words_of_a_command_are_never_read_by_a_shell(
    hostile: Mini, work: Path, run: Run
) -> None:
    """`;`, `$()`, backticks, `|`, `>` and `*` reach the program as they stand."""
    words = (
        '"; touch a", "$(touch b)", "`touch c`", "| touch d", "> e", "&& touch f", "*"'
    )
    _command(hostile, f"echo, {words}")
    assert run("curriculum", "trust", "--yes").code == 0
    result = run("check", "lab-claims", "--only", "report", "--json")
    assert result.document["data"]["results"][0]["passed"] is True
    assert list(work.iterdir()) == []


def test_a_program_cannot_be_named_by_a_path(
    hostile: Mini, work: Path, run: Run
) -> None:
    """Only what the learner's own PATH knows can be meant."""
    for word in ("./evil", "/bin/sh", "../evil", "a b"):
        spoiled = copy_mini(hostile.folder.parent / f"other{len(word)}{word[0] == '/'}")
        _command(spoiled, f'"{word}"')
        problems = [str(problem) for problem in spoiled.problems()]
        assert any("must begin with the name of a program" in p for p in problems), word


def test_a_huge_file_is_refused_at_once(hostile: Mini, work: Path, run: Run) -> None:
    """One gigabyte of nothing is not read; it is told how large it is."""
    with (work / "report.json").open("wb") as file:
        file.truncate(1 << 30)
    assert run("curriculum", "trust", "--yes").code == 0
    result = run("check", "lab-claims", "--only", "report")
    assert result.code == 6
    assert "16 MiB" in result.out


def test_a_slow_expression_spoils_only_itself(
    hostile: Mini, work: Path, run: Run
) -> None:
    """It is ended at the limit, told as such, and the next check is judged."""
    many = str(list(range(3000)))
    (work / "report.json").write_text(f'{{"devices": {many}}}', encoding="utf-8")
    inner = "facts.devices.all(c, a + b >= c - 9000)"
    slow = f"facts.devices.all(a, facts.devices.all(b, {inner}))"
    hostile.replace(LAB, "size(facts.devices) == 2", slow)
    hostile.replace(
        LAB,
        "few_checks: two claims",
        "  - id: after\n    title: The file is there\n"
        "    probe: {kind: file, path: report.json, read: json}\n"
        "    expect: size(facts.devices) == 3000\n    wants: all\n    why: because\n"
        "few_checks: two claims",
    )
    hostile.replace(LAB, "few_checks: two claims are all there is to see\n", "")
    assert run("curriculum", "trust", "--yes").code == 0
    result = run(
        *("check", "lab-claims", "--timeout", "1", "--json"),
        *("--only", "report", "--only", "after"),
    )
    report, after = result.document["data"]["results"]
    assert (report["verdict"], after["verdict"]) == ("broken", "passed")
    assert result.code == 6

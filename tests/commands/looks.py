"""One screen in every way to look at it: in a pipe, and on terminals."""

from __future__ import annotations

from tests import golden
from tests.conftest import Run
from tests.terminal import on_terminal

# Columns, and the options that go with them.
LOOKS = [
    (60, ["--color", "never"]),
    (80, ["--color", "always"]),
    (80, ["--color", "never", "--ascii"]),
    (140, ["--color", "never"]),
]


def looks(run: Run, argv: list[str]) -> str:
    """Give the text of a golden file, a section for each way to look."""
    piped = run(*argv)
    sections = [_section("in a pipe", argv, [], piped.out)]
    for columns, options in LOOKS:
        result = on_terminal(*argv, *options, columns=columns)
        assert (result.code, result.err) == (0, piped.err)
        sections.append(_section(f"{columns} columns", argv, options, result.out))
    return "\n".join(sections)


def _section(where: str, argv: list[str], options: list[str], text: str) -> str:
    line = " ".join(["aiinfra", *argv, *options])
    return f"== {where}: {line}\n{golden.visible(text)}"

"""What the learner says and hands in to a check: on the command line, or when asked."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from aiinfra_cli.errors import UsageError
from aiinfra_cli.labs import runner
from aiinfra_cli.labs.evidence import evidence_of
from aiinfra_cli.labs.model import Check, Probe

_YES, _NO = ("y", "yes"), ("n", "no")


def handed_in(checks: Sequence[Check], texts: Iterable[str]) -> dict[str, Path]:
    """Read NAME=FILE; raises UsageError for a name that no check knows."""
    known = runner.evidence_names(checks)
    found = {}
    for name, value in _pairs("--evidence", texts):
        if name not in known:
            takes = f"the names are: {', '.join(known)}" if known else ""
            raise UsageError(
                f'no check here takes "{name}"', hint=takes or "no check reads a file"
            )
        try:
            found[name] = Path(value).expanduser()
        except RuntimeError:
            raise UsageError(
                f"there is no {value}", hint="write the path out"
            ) from None
    return found


def given(checks: Sequence[Check], texts: Iterable[str]) -> dict[str, runner.Answer]:
    """Read CHECK=yes, CHECK=no or CHECK=LINK; raises UsageError for anything else."""
    known = [check.id for check in checks if check.is_asked]
    found = {}
    for name, value in _pairs("--answer", texts):
        if name not in known:
            asks = f"the questions are: {', '.join(known)}" if known else ""
            raise UsageError(
                f'"{name}" is no question here', hint=asks or "no check here asks you"
            )
        found[name] = _answer_of(value)
    return found


def ask(probe: Probe) -> runner.Answer | None:
    """Put a question to the learner; none where nobody can be asked."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return None
    said = _said(f"{probe.spec['question']} [y/n]: ").lower()
    if said not in (*_YES, *_NO):
        return None
    if said in _NO or not probe.spec.get("link"):
        return runner.Answer(said in _YES)
    link = _said(f"{probe.spec['link']} (a link, or Return for none): ")
    try:
        return _answer_of(link or "yes")
    except UsageError as error:
        sys.stderr.write(f"{error.message}: none is kept\n")
        return runner.Answer(is_yes=True)


def _answer_of(text: str) -> runner.Answer:
    if text.lower() in (*_YES, *_NO):
        return runner.Answer(text.lower() in _YES)
    if not text.lower().startswith(("http://", "https://")):
        raise UsageError(f'"{text[:80]}" is no answer', hint="write yes, no or a link")
    return runner.Answer(is_yes=True, link=str(evidence_of(text)["url"]))


def _pairs(option: str, texts: Iterable[str]) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for text in texts:
        name, _, value = text.partition("=")
        if not (name and value):
            raise UsageError(
                f'{option} is "{text[:80]}"', hint=f"write it like {option} name=value"
            )
        if any(name == known for known, _ in found):
            raise UsageError(f"{option} names {name} twice", hint="keep one of them")
        found.append((name, value))
    return found


def _said(prompt: str) -> str:
    from aiinfra_cli.typography import clean

    sys.stderr.write(clean(prompt))
    sys.stderr.flush()
    line = b""
    try:
        line = sys.stdin.buffer.readline()
    finally:
        if not line.endswith(b"\n"):  # end of input, or ^C: the line is still open
            sys.stderr.write("\n")
    return line.decode("utf-8", "replace").strip()

"""The files beside a lab, as they are handed to a learner: read with care.

A curriculum may come from anywhere. What it hands out is a plain file in the lab's
own folder; a link could lead to whatever else this learner can read.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from aiinfra_cli.content.versions import fill
from aiinfra_cli.errors import CurriculumError

MAX_FILE = 256 * 1024  # bytes: what a learner copies is meant to be read


def hand_out(
    folder: Path, lab: str, names: list[str], versions: Mapping[str, str]
) -> dict[str, str]:
    """Give the text of each file of a lab, its versions filled in.

    Raises CurriculumError with all that stands against it.
    """
    # Links in the way to the curriculum are the learner's own.
    files = Path(os.path.realpath(folder), "labs", lab, "files")
    texts, problems = {}, []
    for name in names:
        path = files / name
        text, wrong = read_text(path)
        if os.path.realpath(path) != str(path):
            wrong = "is a link"
        if wrong:
            problems.append(f"labs/{lab}/files/{name} {wrong}")
        texts[name] = str(fill(text, versions))
    if problems:
        raise CurriculumError(
            f"files of {lab} cannot be handed out",
            hint="see: aiinfra curriculum lint",
            problems=tuple(problems),
        )
    return texts


def read_text(path: Path) -> tuple[str, str]:
    """Give the text of a file, and what is wrong with it: one of them is empty."""
    try:
        if not path.is_file():  # a pipe would hold us for ever
            return "", "is no file" if path.exists() else "is missing"
        with path.open("rb") as file:
            raw = file.read(MAX_FILE + 1)
    except OSError as error:
        return "", f"cannot be read: {(error.strerror or 'unknown').lower()}"
    if len(raw) > MAX_FILE:
        return "", f"is larger than {MAX_FILE // 1024} KiB"
    try:
        return raw.decode("utf-8"), ""
    except UnicodeDecodeError:
        return "", "is not UTF-8"

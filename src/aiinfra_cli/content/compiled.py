"""Courses that were compiled when the program was built, kept by content digest.

A wheel brings the course of its bundled curriculum with it, so that a first run reads
one JSON file and leaves the YAML alone. The digest names it: a curriculum that differs
in one byte, or another compiler, does not find it, and is compiled as ever.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from aiinfra_cli.course import (
    Course,
    CourseCard,
    CourseCheck,
    CourseItem,
    CourseLink,
    CoursePage,
    CourseSession,
    CourseTool,
    CourseWeek,
    Rest,
)

FOLDER = Path(__file__).with_name("compiled")

# The fields that hold records, and of which kind.
_RECORDS: dict[str, type] = {
    "weeks": CourseWeek,
    "sessions": CourseSession,
    "items": CourseItem,
    "rests": Rest,
    "checks": CourseCheck,
    "tools": CourseTool,
    "pages": CoursePage,
    "links": CourseLink,
    "cards": CourseCard,
}


def write(course: Course, folder: Path) -> Path:
    """Keep a course in a folder, and give its file."""
    file = folder / f"{course.digest}.json"
    text = json.dumps(asdict(course), ensure_ascii=False, separators=(",", ":"))
    file.write_text(text, encoding="utf-8")
    return file


def read(digest: str) -> Course | None:
    """Give the course of these contents, if it was compiled before."""
    try:
        raw = (FOLDER / f"{digest}.json").read_bytes()
        course = _record(Course, json.loads(raw))
    except (OSError, ValueError, TypeError, AttributeError):
        return None  # not there, or damaged: the YAML has it all
    return course if course.digest == digest else None


def _record(kind: type, found: dict[str, Any]) -> Any:
    return kind(**{name: _value(name, value) for name, value in found.items()})


def _value(name: str, value: Any) -> Any:
    if name in _RECORDS:
        return tuple(_record(_RECORDS[name], one) for one in value)
    # The lists of records are tuples; what is inside a detail is JSON, and stays so.
    return tuple(value) if isinstance(value, list) else value

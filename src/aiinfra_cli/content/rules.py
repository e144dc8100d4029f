"""Rules for single values. Each returns the value or says what it must be.

The messages go on after the name of the key: "title" + "must be on one line".
"""

from __future__ import annotations

import re
from datetime import date
from typing import LiteralString, NoReturn, TypeVar

from pydantic_core import PydanticCustomError

from aiinfra_cli.content.wording import shown
from aiinfra_cli.course import FAMILIES

# Kinds of complaint: a predicate to put behind the key, or a whole sentence.
PREDICATE: LiteralString = "predicate"
WHOLE: LiteralString = "whole"

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_VERSION = re.compile(r"[0-9]{1,6}(\.[0-9]{1,6}){0,3}")
_NAME = re.compile(r"[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?")
_TYPES = re.compile(r"[A-Za-z][A-Za-z0-9.-]*(,[A-Za-z][A-Za-z0-9.-]*)*")
_API_PATH = re.compile(r"/[!-~]*")
_PROGRAM = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.+-]{0,63}")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# What is left out would break out of Markdown, HTML or a shell, or hide a host.
_URL = re.compile(
    r"https?://[^\W_]([\w.-]*[^\W_])?(:[0-9]{1,5})?([/?#][^\s<>\"\\^`{|}]*)?"
)

T = TypeVar("T")


def complain(kind: LiteralString, text: str, hint: str = "") -> PydanticCustomError:
    """Make the error that `plain.problems_of` turns into words."""
    # Text of a file may hold braces, which a template would try to fill in.
    return PydanticCustomError(kind, "{text}", {"text": text, "hint": hint})


def check_id(value: str) -> str:
    """Accept a slug of at most 48 characters."""
    if len(value) > 48:
        _wrong(f"is longer than 48 characters: {shown(value)}")
    if not _ID.fullmatch(value):
        _wrong(f"is not a slug: {shown(value)}")
    return value


def check_kept(value: str) -> str:
    """Accept an id of the path, or one of another family like concept:ttft."""
    family, mark, id = value.rpartition(":")
    if mark and family not in FAMILIES:
        _wrong(f"names a family that is none of {', '.join(FAMILIES)}: {shown(value)}")
    check_id(id)
    return value


def check_target(value: str) -> str:
    """Accept an id, or the id of a lab and of one of its checks."""
    item, mark, check = value.partition("#")
    check_id(item)
    if mark:
        check_id(check)
    return value


def check_title(value: str) -> str:
    """Accept one line of 1 to 80 characters."""
    _on_one_line(value, 80)
    return value


def check_line(value: str) -> str:
    """Accept one line of 1 to 300 characters."""
    _on_one_line(value, 300)
    return value


def check_prose(value: str) -> str:
    """Accept text of up to 8,000 characters, without the line end of a block."""
    text = value.strip()
    if not text:
        _wrong("is empty")
    if len(text) > 8000:
        _wrong("is longer than 8000 characters")
    return text


def check_url(value: str) -> str:
    """Accept a web address with a host."""
    if not value.startswith(("https://", "http://")):
        _wrong(f"must start with https:// or http://, not {shown(value)}")
    if len(value) > 2000 or not _URL.fullmatch(value):
        _wrong(f"is not an address with a host: {shown(value)}")
    return value


def check_version(value: str) -> str:
    """Accept numbers with points between them."""
    if not _VERSION.fullmatch(value):
        _wrong(f"is not a version: {shown(value)}")
    return value


def check_name(value: str) -> str:
    """Accept what Kubernetes takes for a name: letters, digits, dots and hyphens."""
    if not _NAME.fullmatch(value):
        _wrong(f"is not a name: {shown(value)}")
    return value


def check_relative(value: str) -> str:
    """Accept a path that leads nowhere but down."""
    parts = value.split("/")
    if value.startswith("/") or "\\" in value or (len(value) > 1 and value[1] == ":"):
        _wrong(f"must be a relative path, with / between its parts: {shown(value)}")
    if any(part in ("", ".", "..") for part in parts):
        _wrong(f"must lead down, without .. or empty parts: {shown(value)}")
    if len(value) > 200 or not value.isprintable():
        _wrong(f"is not a path: {shown(value)}")
    return value


def check_file(value: str) -> str:
    """Accept a relative path that no walk through a folder passes over."""
    check_relative(value)
    if any(part.startswith(".") for part in value.split("/")[:-1]):
        _wrong(f"must not lie in a hidden folder: {shown(value)}")
    return value


def check_types(value: str) -> str:
    """Accept types of objects as kubectl takes them, and no option of its."""
    if not _TYPES.fullmatch(value):
        _wrong(f"is no type of object: {shown(value)}")
    return value


def check_api_path(value: str) -> str:
    """Accept a path of an API server."""
    if not _API_PATH.fullmatch(value):
        _wrong(f"must begin with / and have no spaces: {shown(value)}")
    return value


def check_argv(value: tuple[str, ...]) -> tuple[str, ...]:
    """Accept a program and its arguments; the program is found on the PATH."""
    for word in value:
        if len(word) > 4000:
            _wrong(f"holds a word of {len(word)} characters; at most 4000 fit")
    if not _PROGRAM.fullmatch(value[0]):
        _wrong(f"must begin with the name of a program, not {shown(value[0])}")
    return value


def check_date(value: object) -> date:
    """Accept a calendar date of this century."""
    found = None
    if isinstance(value, str) and _DATE.fullmatch(value):
        try:
            found = date.fromisoformat(value)
        except ValueError:
            found = None
    if found is None:
        _wrong(f"is not a date: {shown(value)}")
    if not 2000 <= found.year < 2100:
        _wrong(f"is not a date of this century: {value}")
    return found


def check_unique(value: tuple[T, ...]) -> tuple[T, ...]:
    """Accept a list in which nothing stands twice."""
    seen: set[T] = set()
    for member in value:
        if member in seen:
            _wrong(f'names "{member}" twice')
        seen.add(member)
    return value


def _on_one_line(value: str, limit: int) -> None:
    if not value.strip():
        _wrong("is empty")
    if value != value.strip():
        _wrong("has spaces around it")
    if "\n" in value or "\t" in value:
        _wrong(f"must be on one line: {shown(value)}")
    if len(value) > limit:
        _wrong(f"is {len(value)} characters long; at most {limit} fit")


def _wrong(text: str) -> NoReturn:
    raise complain(PREDICATE, text)

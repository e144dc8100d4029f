"""The addresses that a curriculum sends its readers to, with all their places.

Those are what stands under `url` and its like, and what the texts name. What is code
(commands, probes, expectations) names servers, bases and identifiers, not pages.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urldefrag, urlsplit

from aiinfra_cli.content.loader import load
from aiinfra_cli.content.versions import fill
from aiinfra_cli.course import Address, Spot
from aiinfra_cli.errors import CurriculumError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aiinfra_cli.content.digest import Contents
    from aiinfra_cli.content.loader import Step

_LINKS = {"url", "home", "recap"}
_CODE = {"probe", "probes", "expect", "sees", "run", "hints", "find", "files"}

_URL = re.compile(r"https?://[^\s<>\"\\^`{|}]+")
# Ends of a sentence, a bracket or emphasis, not of an address.
_AFTER = ".,;:!?'*_]"
# Names that only exist on the learner's own machines, or in documentation.
_OWN = re.compile(
    r"(.*\.)?(localhost|local|internal|svc|test|invalid|example|example\.(com|org|net))"
)


def addresses(contents: Contents) -> list[Address]:
    """Give each address once, sorted, without the part behind #.

    Raises CurriculumError for a folder without path.yaml, which is something else,
    and for files of which nothing can be made: what they name would be left out.
    """
    if "path.yaml" not in contents:
        raise CurriculumError(
            "there is no path.yaml: this is no curriculum",
            hint="give the folder that holds path.yaml",
        )
    documents = [load(name, raw) for name, raw in contents.items()]
    problems = [p for one in documents if one.data is None for p in one.problems]
    if problems:
        raise CurriculumError(
            "some files of the curriculum cannot be read",
            hint="mend the files named here, then try again",
            problems=tuple(str(problem) for problem in problems),
        )
    places: dict[str, dict[Spot, None]] = {}
    for document in documents:
        versions = (document.data or {}).get("versions")
        for path, value in _texts(_filled(document.data, versions), ()):
            for url in _named(path, value):
                spot = Spot(document.file, document.line(*path))
                places.setdefault(url, {})[spot] = None
    return [Address(url, tuple(places[url])) for url in sorted(places)]


def _filled(data: Any, versions: Any) -> Any:
    """Put the versions of a lab into its texts, where it has some."""
    if not isinstance(versions, dict):
        return data
    return fill(data, {key: str(value) for key, value in versions.items()})


def _texts(node: Any, path: tuple[Step, ...]) -> Iterator[tuple[tuple[Step, ...], str]]:
    if isinstance(node, str):
        yield path, node
    elif isinstance(node, dict):
        for key, value in node.items():
            if key not in _CODE:
                yield from _texts(value, (*path, key))
    elif isinstance(node, list):
        for number, value in enumerate(node):
            yield from _texts(value, (*path, number))


def _named(path: tuple[Step, ...], text: str) -> Iterator[str]:
    key = path[-1] if path else ""
    if key in _LINKS:
        if text.startswith(("https://", "http://")):
            yield urldefrag(text)[0]
    elif key == "repository" and text.count("/") == 1:
        yield f"https://github.com/{text}"
    else:
        for found in _URL.finditer(text):
            url = _trimmed(found[0])
            if text[found.end() : found.end() + 1] not in ("{", "<") and _is_page(url):
                yield urldefrag(url)[0]


def _trimmed(url: str) -> str:
    """Take off what the sentence around it has put behind an address."""
    while url:
        is_extra = url[-1] == ")" and url.count(")") > url.count("(")
        if not is_extra and url[-1] not in _AFTER:
            break
        url = url[:-1]
    return url


def _is_page(url: str) -> bool:
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return False
    # The last part of an address in numbers has no letter.
    is_named = "." in host and not host.rpartition(".")[2].isdigit()
    return is_named and not _OWN.fullmatch(host)

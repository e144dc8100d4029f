"""What a learner hands in: a link, or a file kept by path, size and hash."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Any

from aiinfra_cli.errors import UsageError


def evidence_of(text: str) -> dict[str, Any]:
    """Describe a piece of evidence for the journal.

    A file is not copied: its path, size in bytes and SHA-256 say later whether it is
    still the same. Raises UsageError for what is neither a link nor a file.
    """
    text = text.strip()
    if text.lower().startswith(("http://", "https://")):
        return {"kind": "link", "url": _link(text)}
    if not text:
        raise UsageError("the evidence is empty", hint="give a file, or a link")
    try:
        path = Path(os.path.abspath(os.path.expanduser(text)))  # noqa: PTH100,PTH111 - resolve() would follow links
        str(path).encode()  # the journal is UTF-8
        with open(path, "rb", opener=_without_waiting) as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise UsageError(
                    f"{text} is not a regular file",
                    hint="hand in a file or a link; archive a folder first",
                )
            from hashlib import file_digest

            digest = file_digest(file, "sha256").hexdigest()
            size = os.fstat(file.fileno()).st_size
    except IsADirectoryError:
        raise UsageError(
            f"{text} is a folder", hint="hand in a file or a link; archive it first"
        ) from None
    except UnicodeEncodeError:
        raise UsageError(
            f"the path of {text} is not UTF-8", hint="hand in a copy with another name"
        ) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "not a path"
        raise UsageError(
            f"no evidence at {text[:200]!r}: {reason.lower()}",
            hint="give a file that exists, or a link beginning with https://",
        ) from None
    return {"kind": "file", "path": str(path), "size": size, "sha256": digest}


def _without_waiting(path: str, flags: int) -> int:
    # A named pipe without a writer would hold the program for ever.
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _link(text: str) -> str:
    from urllib.parse import urlsplit

    try:
        host = urlsplit(text).hostname
    except ValueError:
        host = None
    if not host or any(char.isspace() or not char.isprintable() for char in text):
        raise UsageError(
            f"not a link: {text[:200]!r}", hint="write it like https://example.org/page"
        )
    return text

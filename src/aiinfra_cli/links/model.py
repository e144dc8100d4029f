"""What became of an address."""

from __future__ import annotations

from typing import Literal, NamedTuple

# There · there, but its address has changed for good · something else seems to stand
# there · gone · could not look, or nobody would say.
Verdict = Literal["fine", "moved", "doubtful", "dead", "unknown"]
VERDICTS: tuple[Verdict, ...] = ("dead", "unknown", "doubtful", "moved", "fine")

FOR_GOOD = frozenset({301, 308})
NOT_ASKED = "not asked: "  # begins the reason where nobody was

REDIRECTS = FOR_GOOD | {302, 303, 307}


class Hop(NamedTuple):
    """A redirect: its status, and where it leads."""

    status: int
    url: str


class Finding(NamedTuple):
    """The answer to the question whether a page is there."""

    verdict: Verdict
    status: int | None  # of the last answer; None: there was none
    reason: str  # in words, where there is something to say
    hops: tuple[Hop, ...] = ()

    @property
    def is_unasked(self) -> bool:
        """Tell whether it was left alone, because of what others answered."""
        return self.status is None and self.reason.startswith(NOT_ASKED)

    @property
    def moved_to(self) -> str | None:
        """Give the address that should be written in place of this one.

        What is only redirected for now keeps its own.
        """
        found = None
        for hop in self.hops:
            if hop.status not in FOR_GOOD:
                break
            found = hop.url
        return found

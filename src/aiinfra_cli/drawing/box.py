"""A rectangle of a picture."""

from __future__ import annotations

from typing import NamedTuple


class Box(NamedTuple):
    """A rectangle; y grows downwards, as it does in pictures."""

    id: str
    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> tuple[float, float]:
        """The centre."""
        return self.x + self.width / 2, self.y + self.height / 2

    def overlaps(self, other: Box) -> bool:
        """Tell whether two rectangles share more than an edge."""
        return (
            self.x < other.x + other.width
            and other.x < self.x + self.width
            and self.y < other.y + other.height
            and other.y < self.y + self.height
        )

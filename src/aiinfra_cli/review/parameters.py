"""What FSRS is asked with. Our own copy, so that an upgrade changes none of it."""

from __future__ import annotations

from typing import NamedTuple

from aiinfra_cli.errors import UsageError
from aiinfra_cli.review.retrievability import DECAY

# The defaults of FSRS-6 (open-spaced-repetition/py-fsrs v6.3.2, DEFAULT_PARAMETERS).
WEIGHTS = (
    *(0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666),
    *(0.796, 1.4835, 0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658),
    DECAY,
)
# Below, cards come back mostly forgotten; above, nearly every day.
LEAST, MOST = 0.70, 0.97


class Parameters(NamedTuple):
    """The weights of FSRS, and what is wanted of it."""

    weights: tuple[float, ...] = WEIGHTS
    # At least once a year each card is seen: this field moves, and so do its answers.
    longest: int = 365  # days
    retention: float = 0.9  # the chance of recall at which a card comes back

    def digest(self) -> str:
        """Name all but the retention, which stands in the log, in 12 hex digits."""
        from hashlib import sha256

        return sha256(repr((self.weights, self.longest)).encode()).hexdigest()[:12]


DEFAULTS = Parameters()


def is_fit(retention: float) -> bool:
    """Tell whether FSRS may be asked for such a retention."""
    return LEAST <= retention <= MOST


def wanting(retention: float) -> Parameters:
    """Give the default parameters with a desired retention.

    Raises UsageError when it lies outside 0.70 to 0.97.
    """
    if not is_fit(retention):
        raise UsageError(
            f"a desired retention cannot be {retention:g}",
            hint=f"it takes a number from {LEAST:.2f} to {MOST:.2f}; 0.9 as it comes",
        )
    return DEFAULTS._replace(retention=float(retention))

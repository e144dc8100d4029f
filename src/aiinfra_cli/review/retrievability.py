"""The forgetting curve of FSRS-6, without imports: screens that show Retained use it.

Source: open-spaced-repetition/py-fsrs v6.3.2, `Scheduler.get_card_retrievability`.
"""

DECAY = 0.1542  # the last of FSRS's 21 default weights


def retrievability(stability: float, days: int, decay: float = DECAY) -> float:
    """Give the chance, 0 to 1, that a card is recalled so many days after a review.

    A power curve: 1 on the day of the review, 0.9 after `stability` days, which is
    what stability means. Days before the review count as its day.
    """
    factor = 0.9 ** (-1 / decay) - 1
    return float((1 + factor * max(days, 0) / stability) ** -decay)

"""Text takes no more room than is reserved for it."""

from __future__ import annotations

from aiinfra_cli.drawing.measure import MARGIN, UNKNOWN, text_width

# Widths in hundredths of the size, as the font files give them: of DejaVu Sans, one
# of the widest sans serifs, and of Liberation Sans, as wide as Arial and Helvetica.
MEASURED = {
    "containerd": (537, 467),
    "Workload-aware scheduling": (1389, 1234),
    "kube-agentic-networking": (1251, 1090),
    "TPU, NPU and others ?": (1122, 1050),
    "Gödel": (291, 267),
    "DCGM Exporter": (772, 711),
}


def test_reserved_room_is_enough_and_not_far_too_much() -> None:
    """Each name fits in the widest font, and no name is given 15 % more than that."""
    for text, (widest, common) in MEASURED.items():
        room = text_width(text, 100)
        assert common < widest <= room <= widest * 1.15, text


def test_width_grows_with_size_and_weight() -> None:
    """Twice the size is twice the width; bold type is wider than regular."""
    assert text_width("Kernel", 20) == 2 * text_width("Kernel", 10)
    assert text_width("Kernel", 20, bold=True) > text_width("Kernel", 20)


def test_unknown_characters_are_taken_for_wide_ones() -> None:
    """A character outside the table is as wide as the type is high."""
    assert text_width("漢字", 10) == 2 * UNKNOWN / 10 * MARGIN

"""How wide a text is in a picture, for whichever sans serif it is shown in.

A viewer draws with the fonts that it has. The widths here are those of a wide one:
for each character the wider of DejaVu Sans and Liberation Sans (which has the widths
of Arial and Helvetica), rounded up to a hundredth of the size. A margin of 4 % on
the whole allows for hinting and for fonts that are wider still.
"""

from __future__ import annotations

MARGIN = 1.04
BOLD = 1.2  # the bold cut of a wide font, against its regular one
UNKNOWN = 100  # a character that the table lacks: as wide as it is high

_CLASSES = {
    28: "'ijl",
    32: " ,.·’I",
    34: "/:;\\|",
    36: "f-",
    40: "()[]t",
    42: "!r",
    46: '"',
    50: "*J`",
    53: "sz“”",
    56: "?L_–c",
    60: "vxyk",
    62: "FTaeoéö",
    64: "$0123456789bdghnpqu{}ü",
    67: "EKPSY",
    69: "ABVXZ",
    75: "CRUN",
    79: "&DGHOQ",
    84: "#+<=>^~×w",
    87: "M",
    99: "%mW",
    102: "@—…→",
}
_WIDTHS = {char: width for width, chars in _CLASSES.items() for char in chars}


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Give the width that text takes at most, in the unit of the font size."""
    hundredths = sum(_WIDTHS.get(char, UNKNOWN) for char in text)
    return hundredths / 100 * size * MARGIN * (BOLD if bold else 1.0)

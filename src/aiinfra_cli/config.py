"""What the learner has set: one small TOML file, every value checked."""

# No `from __future__ import annotations`: see model.py.

import stat
from collections.abc import Callable, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any, NamedTuple

from aiinfra_cli.errors import StoreError, UsageError

LARGEST = 64 * 1024


class Config(NamedTuple):
    """The settings in effect."""

    day_start: str = "04:00"
    week_start: str = "monday"
    date_format: str = "day-month"
    report_format: str = "terminal"
    color: str = "auto"
    desired_retention: str = "0.9"
    new_per_day: str = "20"
    reviews_per_day: str = "100"

    @property
    def day_begins(self) -> timedelta:
        """Give how long after midnight a study day begins."""
        hours, minutes = self.day_start.split(":")
        return timedelta(hours=int(hours), minutes=int(minutes))


class Setting(NamedTuple):
    """What one key means and which values it takes."""

    help: str
    allowed: str
    fits: Callable[[str], bool]
    is_number: bool = False  # in the file it may stand without quotes


def _one_of(*names: str) -> tuple[str, Callable[[str], bool]]:
    return " | ".join(names), lambda value: value in names


def _is_morning(value: str) -> bool:
    hours, colon, minutes = value[:2], value[2:3], value[3:]
    digits = hours + minutes
    is_time = len(value) == 5 and colon == ":" and digits.isascii()
    return is_time and digits.isdigit() and hours < "12" and minutes < "60"


def _is_retention(value: str) -> bool:
    # The bounds are those of review.parameters.
    is_share = value[:2] == "0." and value.isascii() and value[2:].isdigit()
    return is_share and len(value) <= 6 and 0.70 <= float(value) <= 0.97


def _is_count(value: str) -> bool:
    return value.isascii() and value.isdigit() and str(int(value[:5])) == value[:4]


SETTINGS: dict[str, Setting] = {
    "day_start": Setting(
        "When a study day begins; what is done before it counts for the day before.",
        "a time from 00:00 to 11:59",
        _is_morning,
    ),
    "week_start": Setting(
        "The first day of a week, where the plan sums up this week.",
        *_one_of("monday", "sunday"),
    ),
    "date_format": Setting(
        "How days are written: 25 November, November 25 or 2026-11-25.",
        *_one_of("day-month", "month-day", "iso"),
    ),
    "report_format": Setting(
        "What `aiinfra report` prints without an option.",
        *_one_of("terminal", "plain", "markdown", "html", "json", "csv", "svg"),
    ),
    "color": Setting(
        "When to use colour, unless --color says it.",
        *_one_of("auto", "always", "never"),
    ),
    "desired_retention": Setting(
        "The chance of recall at which a card comes back; more asks more often.",
        "a number from 0.70 to 0.97",
        _is_retention,
        is_number=True,
    ),
    "new_per_day": Setting(
        "How many new cards a day asks at most; 0 asks none.",
        "a whole number up to 9999",
        _is_count,
        is_number=True,
    ),
    "reviews_per_day": Setting(
        "How many cards a day asks again at most; what is most forgotten comes first.",
        "a whole number up to 9999",
        _is_count,
        is_number=True,
    ),
}


def read(path: Path) -> Config:
    """Read the file; without one, every setting is as it comes.

    Raises StoreError with all that is wrong in it: the key, the value and what is
    allowed.
    """
    text = text_of(path)
    if text is None:
        return Config()
    values = parsed(text, path)
    found = problems(values)
    if len(found) == 1:
        raise StoreError(f"{path}: {found[0].message}", hint=found[0].hint)
    if found:
        raise StoreError(
            f"{path}: {len(found)} settings are wrong",
            hint="mend them: aiinfra config set KEY VALUE, or unset KEY",
            problems=tuple(f"{one.message} ({one.hint})" for one in found),
        )
    return Config(**{key: check(key, value) for key, value in values.items()})


def text_of(path: Path) -> str | None:
    """Give the text of the file; none without one.

    Raises StoreError for what cannot be read as text.
    """
    try:
        # A pipe in its place would let the program wait for ever.
        if not stat.S_ISREG(path.stat().st_mode):
            raise _unread(path, "it is not a regular file")
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise StoreError(
            f"{path} cannot be read: {(error.strerror or str(error)).lower()}",
            hint="see that the file and its folder are yours",
        ) from None
    if len(data) > LARGEST:
        raise _unread(path, "it is larger than 64 kB")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _unread(path, "it is not UTF-8") from None


def parsed(text: str, path: Path) -> dict[str, Any]:
    """Give the keys and values of the text; raise StoreError if it is no TOML."""
    # Only here: without a file no command pays for it.
    import tomllib

    try:
        return tomllib.loads(text)
    except RecursionError:
        raise _unread(path, "it is nested too deep") from None
    except ValueError as error:  # tomllib's own, and numbers that are too long
        raise _unread(path, str(error)) from None


def _unread(path: Path, why: str) -> StoreError:
    return StoreError(
        f"{path} cannot be read: {why}",
        hint='mend it (values stand in quotes: color = "never"), or move it away',
    )


def problems(values: Mapping[str, Any]) -> list[UsageError]:
    """Give what is wrong with keys and values, in their order."""
    found = []
    for key, value in values.items():
        try:
            check(key, value)
        except UsageError as error:
            found.append(error)
    return found


def check(key: str, value: object) -> str:
    """Give the value as text if the key takes it; raise UsageError otherwise."""
    setting = known(key)
    is_number = setting.is_number and type(value) in (int, float)
    text = _shown(value) if is_number else value
    if not isinstance(text, str) or not setting.fits(text):
        raise UsageError(
            f"{key} cannot be {_shown(value)}", hint=f"{key} takes {setting.allowed}"
        )
    return text


def _shown(value: object) -> str:
    """Write a value much as TOML does, and not too long."""
    if isinstance(value, dict | list):
        return "a table" if isinstance(value, dict) else "a list"
    if isinstance(value, str):
        return f'"{value[:60]}{"…" if len(value) > 60 else ""}"'
    if isinstance(value, int) and value.bit_length() > 64:
        return "so large a number"  # its digits could be more than Python writes
    return str(value).lower()[:60] if isinstance(value, bool) else str(value)[:60]


def known(key: str) -> Setting:
    """Give what a key means; raise UsageError with a near match if there is none."""
    if key in SETTINGS:
        return SETTINGS[key]
    from difflib import get_close_matches

    near = get_close_matches(key.lower(), SETTINGS, n=1)
    raise UsageError(
        f'there is no setting "{key[:60]}"',
        hint=f"did you mean {near[0]}?" if near else "one of: " + ", ".join(SETTINGS),
    )


_in_effect = Config()


def in_effect() -> Config:
    """Give the settings of this run, which hold like the local zone."""
    return _in_effect


def put_into_effect(config: Config) -> None:
    """Let these settings hold from now on."""
    # One per process, for those who only write a date and are handed nothing else.
    global _in_effect
    _in_effect = config

"""`aiinfra config`: read and change your settings."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from aiinfra_cli import config
from aiinfra_cli.commands import new_parser
from aiinfra_cli.commands.context import AsJson, app_of
from aiinfra_cli.commands.output import target_of, written_aside
from aiinfra_cli.console import Line
from aiinfra_cli.errors import StoreError, UsageError
from aiinfra_cli.typography import pad

group = new_parser(name="config", help="Read and change your settings.")

_HEAD = "# Settings of aiinfra. What each means: aiinfra config list\n"
_DEFAULTS = config.Config()._asdict()


def _complete_key(incomplete: str) -> list[tuple[str, str]]:
    return [
        (key, setting.help)
        for key, setting in config.SETTINGS.items()
        if key.startswith(incomplete)
    ]


def _complete_value(ctx: typer.Context, incomplete: str) -> list[str]:
    setting = config.SETTINGS.get(ctx.params.get("key", ""))
    words = setting.allowed.split(" | ") if setting else []
    return [word for word in words if len(words) > 1 and word.startswith(incomplete)]


Key = Annotated[
    str,
    typer.Argument(
        metavar="KEY",
        help="One of: " + ", ".join(config.SETTINGS) + ".",
        autocompletion=_complete_key,
    ),
]
Value = Annotated[
    str,
    typer.Argument(
        metavar="VALUE",
        help="What it shall be; aiinfra config list says what each takes.",
        autocompletion=_complete_value,
    ),
]


@group.callback()
def _config() -> None:
    """Read and change your settings."""


@group.command("get")
def get(ctx: typer.Context, key: Key, as_json: AsJson = False) -> None:
    """Print the value of one setting, as it is set or by default."""
    app = app_of(ctx, needs_config=False)
    config.known(key)
    values = _values(app.paths.config)
    wrong = config.problems({key: values[key]} if key in values else {})
    if wrong:
        message = f"{app.paths.config}: {wrong[0].message}"
        raise StoreError(message, hint=wrong[0].hint)
    found = _setting(key, values)
    if as_json:
        app.out.json("aiinfra.setting/1", app.generated_at(), found)
    else:
        app.out.say(found["value"])


@group.command("set")
def set_(ctx: typer.Context, key: Key, value: Value) -> None:
    """Change one setting; all else in the file stays as it is."""
    app = app_of(ctx, needs_config=False)
    config.check(key, value)
    path = app.paths.config
    text = config.text_of(path)
    values = config.parsed(text or "", path)
    if values.get(key) == value:
        app.out.say(f"{key} is {value} already")
    else:
        _write(path, _changed(_HEAD if text is None else text, path, key, value))
        app.out.say(f"{key} is {value} now")
    for problem in config.problems(values | {key: value}):
        app.out.talk(f"still wrong in {path}: {problem.message}; {problem.hint}")


@group.command("unset")
def unset(ctx: typer.Context, key: Key) -> None:
    """Go back to the default of one setting, or take an unknown one out."""
    app = app_of(ctx, needs_config=False)
    path = app.paths.config
    text = config.text_of(path)
    values = config.parsed(text or "", path)
    if text is None or key not in values:
        config.known(key)
        app.out.say(f"{key} is not set; it is {_DEFAULTS[key]} by default")
        return
    _write(path, _changed(text, path, key, None))
    if key in _DEFAULTS:
        app.out.say(f"{key} is {_DEFAULTS[key]} again, the default")
    else:
        app.out.say(f"{key} is taken out")


@group.command("list")
def list_(ctx: typer.Context, as_json: AsJson = False) -> None:
    """Print every setting: its value, what it takes, what it means."""
    app = app_of(ctx, needs_config=False)
    path = app.paths.config
    values = _values(path)
    found = [_setting(key, values) for key in config.SETTINGS]
    wrong = config.problems(values)
    if as_json:
        problems = [{"text": one.message, "hint": one.hint} for one in wrong]
        data = {"path": str(path), "settings": found, "problems": problems}
        app.out.json("aiinfra.config/1", app.generated_at(), data)
    else:
        app.out.lines(line for one in found for line in _lines(one))
    if wrong:
        config.read(path)


@group.command("path")
def path_(ctx: typer.Context, as_json: AsJson = False) -> None:
    """Print where the file of settings is; set makes it."""
    app = app_of(ctx, needs_config=False)
    path = app.paths.config
    if as_json:
        data = {"path": str(path), "exists": path.is_file()}
        app.out.json("aiinfra.config-path/1", app.generated_at(), data)
    else:
        app.out.say(str(path))


def _values(path: Path) -> dict[str, Any]:
    text = config.text_of(path)
    return {} if text is None else config.parsed(text, path)


def _setting(key: str, values: dict[str, Any]) -> dict[str, Any]:
    """Give the document of one setting; what is wrong in the file counts as unset."""
    is_set = key in values and not config.problems({key: values[key]})
    return {
        "key": key,
        "value": config.check(key, values[key]) if is_set else _DEFAULTS[key],
        "default": _DEFAULTS[key],
        "set": is_set,
        "allowed": config.SETTINGS[key].allowed,
        "help": config.SETTINGS[key].help,
    }


def _lines(one: dict[str, Any]) -> list[Line]:
    source = "set" if one["set"] else "default"
    return [
        [
            (pad(one["key"], 18), "head"),
            (pad(one["value"], 11), ""),
            (pad(source, 9), "dim"),
            (one["allowed"], ""),
        ],
        [(f"  {one['help']}", "dim")],
    ]


def _changed(text: str, path: Path, key: str, value: str | None) -> str:
    """Give the text with one key set, or taken out, and all else as it was.

    Raises StoreError where that cannot be done.
    """
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    wanted = config.parsed(text, path)
    wanted.pop(key, None)
    if value is not None:
        wanted[key] = value
    if text and not text.endswith("\n"):
        text += "\n"
    try:
        document = tomlkit.parse(text)
        if value is None:
            document.remove(key)
        else:
            document[key] = value
        made = tomlkit.dumps(document)
        # Read again before anything is written: nothing else may have changed.
        is_right = config.parsed(made, path) == wanted
    except (TOMLKitError, StoreError, ValueError, RecursionError):
        is_right = False
    if not is_right or len(made.encode()) > config.LARGEST:
        raise StoreError(
            f"{path} cannot be changed without losing something; it is as it was",
            hint="change it by hand",
        )
    return made


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise StoreError(
            f"the folder {path.parent} cannot be made: {reason}",
            hint="see that the folder above it is yours",
        ) from None
    try:
        with written_aside(target_of(str(path))) as file:
            file.write(text)
    except (StoreError, UsageError) as error:
        raise StoreError(
            error.message, hint="see that the file and its folder are yours"
        ) from None

"""The process in which expectations are evaluated: a line of JSON in, lines out.

It is started by its path, `python -I expect_child.py FOLDER SECONDS BYTES`, knows
nothing of the package around it, and may be lost: the CEL library holds the
interpreter while it works, so that only the kernel can stop it.

To {"expect", "sees", "facts"} it answers {"verdict", "reason"}, then {"saw"}; to
{"lint"} it answers {"fault"}.
"""

from __future__ import annotations

import contextlib
import json
import re
import signal
import sys
from collections.abc import Iterator
from types import ModuleType
from typing import Any

MAX_DEPTH = 200  # of facts: some thousands overflow the library's stack
MOST_SHOWN = 120  # characters of an expression

# What the standard has and the library knows. With values of another kind it says
# of these, too, that they are undefined.
FUNCTIONS = {
    *("size", "contains", "startsWith", "endsWith", "matches", "type", "dyn"),
    *("int", "uint", "double", "string", "bytes", "timestamp", "duration"),
    *("getDate", "getDayOfMonth", "getDayOfWeek", "getDayOfYear", "getFullYear"),
    *("getHours", "getMilliseconds", "getMinutes", "getMonth", "getSeconds"),
}
NAMES = {
    *("facts", "int", "uint", "double", "string", "bytes", "bool", "list", "map"),
    *("null_type", "type"),
}

_QUOTED = re.compile(  # texts, raw ones first, and comments
    r"""[bB]?[rR][bB]?(?:"{3}.*?"{3}|'{3}.*?'{3}|"[^"\n]*"|'[^'\n]*')"""
    r"""|"{3}.*?"{3}|'{3}.*?'{3}|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|//[^\n]*""",
    re.DOTALL,
)
_BOUND = re.compile(
    r"\.\s*(?:all|exists|exists_one|existsOne|filter|map)\s*\(\s*([A-Za-z_]\w*)\s*,"
)
_PATH = re.compile(r"(?<![\w.])facts(?:\.[A-Za-z_]\w*)+(?![\w(])")
_SYNTAX = re.compile(r"ERROR: <input>:(\d+):(\d+): (?:Syntax error: )?(.*)")
_UNKNOWN = re.compile(r"Undefined variable or function: '([^']*)'")
_IN_FUNCTION = re.compile(r"Function '(\w+)' error: ")

Fault = tuple[str, int, int]  # what is wrong, its line and column


def main() -> None:
    """Answer until there are no more questions."""
    packages, seconds, memory = sys.argv[1], float(sys.argv[2]), int(sys.argv[3])
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    # -I leaves out the folder of packages that are installed for one user.
    sys.path.append(packages)
    # The library would bring in its own command line, and Rich with it: 0.4 s.
    sys.modules["cel.cli"] = ModuleType("cel.cli")
    import cel  # noqa: F401 - here, as no expectation is to pay for it

    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGPROF})
    for question in sys.stdin:
        for answer in _answers(question, seconds):
            sys.stdout.write(json.dumps(answer) + "\n")
            sys.stdout.flush()


def _answers(question: str, seconds: float) -> Iterator[dict[str, Any]]:
    try:
        asked = json.loads(question)
        facts = without_nulls(asked.get("facts"))
    except (RecursionError, MemoryError) as error:
        how = "too large" if isinstance(error, MemoryError) else "nested too deeply"
        yield {"verdict": "broken", "reason": f"what was seen is {how}"}
        yield {"saw": ""}
        return
    if "lint" in asked:
        with _end_after(seconds):
            fault = fault_in(asked["lint"])
        yield {"fault": fault}
        return
    with _end_after(seconds):
        verdict, reason = judge(asked["expect"], facts)
    yield {"verdict": verdict, "reason": reason}
    with _end_after(seconds):
        saw = see(asked["sees"], facts)
    yield {"saw": saw}


@contextlib.contextmanager
def _end_after(seconds: float) -> Iterator[None]:
    # Time of the processor, not of the clock: a busy machine spoils nothing.
    signal.setitimer(signal.ITIMER_PROF, seconds)
    yield
    signal.setitimer(signal.ITIMER_PROF, 0)


def without_nulls(value: Any, depth: int = 0) -> Any:
    """Drop the null members of objects; replace halves of characters in texts.

    Raises RecursionError where the library would crash.
    """
    if isinstance(value, dict):
        if depth > MAX_DEPTH:
            raise RecursionError
        return {
            _whole(key): without_nulls(inner, depth + 1)
            for key, inner in value.items()
            if inner is not None
        }
    if isinstance(value, list):
        if depth > MAX_DEPTH:
            raise RecursionError
        return [without_nulls(inner, depth + 1) for inner in value]
    return _whole(value) if isinstance(value, str) else value


def _whole(text: str) -> str:
    # Half of a surrogate pair is JSON, but no text that could be passed on.
    if text.isascii():
        return text
    return text.encode("utf-8", "replace").decode()


def judge(expression: str, facts: Any) -> tuple[str, str]:
    """Say whether facts are as an expression expects, and if not, why."""
    import cel

    try:
        program = cel.compile(expression)
    except ValueError as error:
        text, line, column = _syntax(str(error))
        where = f"line {line}, column {column}" if line > 1 else f"column {column}"
        return _wrong(f"{text} ({where})", expression)
    try:
        value = program.execute({"facts": facts})
    except MemoryError:
        return "broken", "the expectation needs more memory than it may have"
    except BaseException as error:  # a panic of the library is no Exception
        return _trouble(error, expression, facts)
    if not isinstance(value, bool):
        return _wrong(f"it gives {_kind(value)}, not true or false", expression)
    return ("passed" if value else "failed"), ""


def see(expression: str, facts: Any) -> str:
    """Say what was seen, where an expression can tell."""
    import cel

    if not expression:
        return ""
    try:
        value = cel.evaluate(expression, {"facts": facts})
    except BaseException:  # telling what was seen is a courtesy
        return ""
    return value if isinstance(value, str) else ""


def fault_in(expression: str) -> Fault | None:
    """Find what is wrong with an expression, whatever the facts."""
    import cel

    try:
        program = cel.compile(expression)
    except ValueError as error:
        return _syntax(str(error))
    code = _QUOTED.sub(lambda text: re.sub(r"[^\n]", " ", text[0]), expression)
    for name in program.functions():
        if name.isidentifier() and name not in FUNCTIONS:
            text = f"there is no function “{name}”"
            return (text, *_place(rf"\b{name}\s*\(", code))
    bound = set(_BOUND.findall(code))
    for name in program.variables():
        if name not in NAMES | bound:
            text = f"“{name}” is not known: an expression knows facts alone"
            return (text, *_place(rf"(?<![\w.]){re.escape(name)}\b", code))
    return None


def _place(pattern: str, code: str) -> tuple[int, int]:
    found = re.search(pattern, code)
    before = code[: found.start()] if found else ""
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1


def _syntax(message: str) -> Fault:
    """Put a complaint of the parser into fewer words."""
    found = _SYNTAX.search(message)
    if found is None:
        return "it cannot be read", 1, 1
    text = found[3].partition(" expecting ")[0]
    if "'<EOF>'" in text:
        text = "it ends too early"
    elif "Recursion limit" in text:
        text = "it is nested too deeply"
    return text, int(found[1]), int(found[2])


def _wrong(text: str, expression: str) -> tuple[str, str]:
    where = excerpt(expression, "")
    return "broken", f"the expectation itself is wrong: {text}; it is: {where}"


def _trouble(error: BaseException, expression: str, facts: Any) -> tuple[str, str]:
    """Say why there is no answer: the facts are other than expected, as a rule."""
    message = str(error)
    word = ""
    if isinstance(error, KeyError):
        word = str(error.args[0]).strip("'")
        text = f"there is no field “{word}”"
    elif isinstance(error, IndexError):
        text = f"a list is too short: {message}"
    elif isinstance(error, ZeroDivisionError):
        text = "there is a division by 0"
    elif isinstance(error, OverflowError):
        text = "a number is too large"
    elif found := _UNKNOWN.search(message):
        word = found[1]
        if word not in FUNCTIONS:
            return _wrong(f"“{word}” is not known", expression)
        text = f"{word}() has no use for what is there{_kinds(expression, facts)}"
    elif found := _IN_FUNCTION.search(message):
        word = found[1]
        if "not a valid regex" in message:
            return _wrong("a pattern of matches() cannot be read", expression)
        text = f"{word}() can make nothing of what is there"
    elif isinstance(error, TypeError):
        text = f"a value is of another kind than expected{_kinds(expression, facts)}"
    else:
        return _wrong("it cannot be evaluated", expression)
    return "failed", f"{text}; the expectation is: {excerpt(expression, word)}"


def excerpt(expression: str, word: str) -> str:
    """Give an expression on one line: whole, or the part around a word."""
    line = " ".join(expression.split())
    if len(line) <= MOST_SHOWN:
        return line
    found = re.search(rf"\b{re.escape(word)}\b", line) if word else None
    start = max((found.start() if found else 0) - MOST_SHOWN // 2, 0)
    end = start + MOST_SHOWN
    return ("…" if start else "") + line[start:end] + ("…" if end < len(line) else "")


def _kinds(expression: str, facts: Any) -> str:
    """Tell of what kind the fields are that an expression names in full."""
    code = _QUOTED.sub(lambda text: " " * len(text[0]), expression)
    told = []
    for path in dict.fromkeys(_PATH.findall(code)):
        value, walked = facts, "facts"
        for key in path.split(".")[1:]:
            if not isinstance(value, dict) or key not in value:
                break
            value, walked = value[key], f"{walked}.{key}"
        told.append(f"{walked} is {_kind(value)}")
    return f" ({', '.join(dict.fromkeys(told[:3]))})" if told else ""


def _kind(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return "a number" if value == value else "NaN, not a number"
    names = {str: "text", list: "a list", dict: "an object", type(None): "null"}
    return names.get(type(value), "something else")


if __name__ == "__main__":
    main()

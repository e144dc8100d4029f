"""Read the plain form: one JSON object, or one CSV row, for each request.

Anybody's own script can write it: `ttft_ms`, `e2e_ms`, `output_tokens`, and, where
they are known, `start_s`, `input_tokens`, `tpot_ms`, `itl_ms`, `ok`, `error`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from aiinfra_cli.errors import UsageError
from aiinfra_cli.metrics.collector import Collector
from aiinfra_cli.metrics.fields import Fields, number
from aiinfra_cli.metrics.model import Run

TIMES = ("ttft_ms", "e2e_ms", "tpot_ms")
_YES, _NO = ("true", "1", "yes", ""), ("false", "0", "no")


def is_request(value: dict[str, Any]) -> bool:
    """Tell whether an object is a request of the plain form."""
    return is_header(list(value)) or value.get("ok") is False


def is_header(names: Sequence[str]) -> bool:
    """Tell whether these are the columns of the plain form."""
    return any(name in names for name in TIMES)


def read_requests(requests: Iterable[Fields]) -> Run:
    """Read requests.

    Raises UsageError for what cannot be read.
    """
    gathered = Collector()
    for one in requests:
        start, e2e = one.number("start_s"), one.number("e2e_ms")
        if not _is_ok(one):
            gathered.fail(
                start, None if start is None or e2e is None else start + e2e / 1000
            )
            continue
        ttft, tpot = one.number("ttft_ms"), one.number("tpot_ms")
        if ttft is None and e2e is None and tpot is None:
            raise UsageError(f"{one.where}neither ttft_ms nor e2e_ms is there")
        gathered.add(
            one.where,
            ttft=ttft,
            e2e=e2e,
            tpot=tpot,
            output_tokens=one.number("output_tokens"),
            prompt_tokens=one.number("input_tokens"),
            gaps=_gaps(one),
            start=start,
        )
    return gathered.run("", load={})


def _is_ok(one: Fields) -> bool:
    said = one.values.get("ok")
    if said is None or said == "":
        return not one.values.get("error")
    word = str(said).strip().lower()
    if word not in _YES + _NO:
        raise UsageError(f'{one.where}"ok" is "{word[:40]}", not true or false')
    return word in _YES


def _gaps(one: Fields) -> list[float]:
    found = one.values.get("itl_ms")
    if found is None or found == "":
        return []
    if not isinstance(found, list):
        raise UsageError(f'{one.where}"itl_ms" is not a list of gaps')
    gaps = [number(gap, f'{one.where}"itl_ms"') for gap in found]
    return [gap for gap in gaps if gap is not None]

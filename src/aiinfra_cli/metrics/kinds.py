"""The kinds of file there are: how each is known, and who reads it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from aiinfra_cli.errors import UsageError
from aiinfra_cli.metrics import aiperf, bench, guidellm, inference_perf, llmperf, plain
from aiinfra_cli.metrics.fields import Fields
from aiinfra_cli.metrics.model import Result, Run
from aiinfra_cli.metrics.source import Entry, Table

Summary = Callable[[Fields], list[Run]]
Records = Callable[[Iterable[Fields]], Run]


class Kind(NamedTuple):
    """One kind of file: an entry is a run, or several, or one request of a run."""

    tool: str | Callable[[dict[str, Any]], str]
    fits: Callable[[dict[str, Any]], bool]
    summary: Summary | None = None
    records: Records | None = None


# The first that fits is taken: those with telling keys come before those without.
KINDS = (
    Kind("aiperf", aiperf.is_record, records=aiperf.read_records),
    Kind(aiperf.tool_of, aiperf.is_summary, summary=aiperf.read_summary),
    Kind("inference-perf", inference_perf.is_summary, inference_perf.read_summary),
    Kind("inference-perf", inference_perf.is_record, None, inference_perf.read_records),
    Kind("guidellm", guidellm.is_report, guidellm.read_report),
    Kind("llmperf", llmperf.is_summary, llmperf.read_summary),
    Kind("llmperf", llmperf.is_response, None, llmperf.read_responses),
    Kind("sglang", bench.is_sglang, bench.read_sglang),
    Kind("vllm", bench.is_vllm, bench.read_vllm),
    Kind("requests", plain.is_request, None, plain.read_requests),
)
EXPECTED = (
    "it reads results of vllm bench serve (--save-result), AIPerf and genai-perf,"
    " SGLang bench_serving, inference-perf, GuideLLM (JSON), llmperf, and JSON Lines"
    " or CSV with ttft_ms and e2e_ms for each request"
)


def result_of(found: Iterator[Entry] | Table) -> Result:
    """Read the entries of a file with the reader that fits them.

    Raises UsageError when none does.
    """
    if isinstance(found, Table):
        if not plain.is_header(found.columns):
            raise _other(f"a table with the columns {_named(found.columns)}")
        rows = (Fields(value, where) for where, value in found.rows)
        return Result("requests", (plain.read_requests(rows),))
    first = next(found, None)
    if first is None:
        raise _other("an empty list")
    kind = _kind_of(first.value)
    tool = kind.tool if isinstance(kind.tool, str) else kind.tool(first.value)
    fields = _fields(kind, first, found)
    if kind.records:
        return Result(tool, (kind.records(fields),))
    assert kind.summary
    return Result(tool, tuple(run for one in fields for run in kind.summary(one)))


def _kind_of(value: Any) -> Kind:
    if not isinstance(value, dict):
        raise _other(f"a list that begins with {type_word(value)}")
    for kind in KINDS:
        if kind.fits(value):
            return kind
    if not value:
        raise _other("an empty JSON object")
    raise _other(f"a JSON object with the keys {_named(value)}")


def _fields(kind: Kind, first: Entry, others: Iterator[Entry]) -> Iterator[Fields]:
    yield Fields(first.value, first.where)
    for where, value in others:
        # What failed may have but a few of its keys.
        if not isinstance(value, dict) or not (kind.records or kind.fits(value)):
            raise UsageError(f"{where}expected what the entries before it are")
        yield Fields(value, where)


def type_word(value: object) -> str:
    """Name the type of a JSON value."""
    words = {dict: "an object", list: "a list", str: "a text", type(None): "null"}
    return words.get(type(value), "a number")


def _named(names: Iterable[Any]) -> str:
    shown = [str(name)[:30] for name in names]
    more = f" and {len(shown) - 6} more" if len(shown) > 6 else ""
    return ", ".join(shown[:6]) + more


def _other(found: str) -> UsageError:
    return UsageError(
        f"expected the result of a serving benchmark, found {found}", hint=EXPECTED
    )

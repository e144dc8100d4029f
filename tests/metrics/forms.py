"""The forms that no real file with a clear licence was found of, written by hand.

Each follows the source of its tool: vllm/benchmarks/serve.py, sglang's
bench_serving.py, genai-perf's JSON exporter, inference-perf's reportgen/base.py,
guidellm's request statistics, llmperf's token_benchmark_ray.py.
"""

from __future__ import annotations

from typing import Any


def vllm_detailed() -> dict[str, Any]:
    """Give a run of four requests with values of each, in seconds; the last failed.

    TTFT 100, 200, 300 ms. Gaps of 10, 20; 30, 30, 30; none. So E2E is 130, 290, 300 ms,
    TPOT 15 and 30 ms, and none for the single token.
    """
    return {
        "date": "20260806-075834",
        "backend": "openai-chat",
        "model_id": "tiny",
        "num_prompts": 4,
        "request_rate": "inf",
        "max_concurrency": 2,
        "duration": 2.0,
        "completed": 3,
        "failed": 1,
        "request_throughput": 1.5,
        "request_goodput": None,
        "output_throughput": 4.0,
        "total_token_throughput": 10.0,
        "input_lens": [4, 4, 4, 4],
        "output_lens": [3, 4, 1, 0],
        "ttfts": [0.1, 0.2, 0.3, 0.0],
        "itls": [[0.01, 0.02], [0.03, 0.03, 0.03], [], []],
        "generated_texts": ["a b c", "a b c d", "a", ""],
        "errors": ["", "", "", "Connection refused"],
        "mean_ttft_ms": 200.0,
        "median_ttft_ms": 200.0,
        "p99_ttft_ms": 298.0,
    }


def sglang(tag: str, **more: Any) -> dict[str, Any]:
    """Give a run without values of each request."""
    return {
        "tag": tag,
        "backend": "sglang",
        "duration": 10.0,
        "completed": 20,
        "request_throughput": 2.0,
        "output_throughput": 50.0,
        "total_throughput": 90.0,
        "mean_e2e_latency_ms": 500.0,
        "median_e2e_latency_ms": 480.0,
        "p99_e2e_latency_ms": 900.0,
        "mean_ttft_ms": 40.0,
        "median_ttft_ms": 38.0,
        "p99_ttft_ms": 80.0,
        **more,
    }


def genai_perf() -> dict[str, Any]:
    """Give a summary of genai-perf, with the units and the text of its releases."""
    return {
        "request_throughput": {"unit": "requests/sec", "avg": 2.5},
        "request_latency": {"unit": "ms", "avg": "400.5", "p50": 390, "p99": "610.25"},
        "request_count": {"unit": "count", "avg": 32},
        "time_to_first_token": {"unit": "ms", "avg": 30.0, "p50": 28.0, "p99": 70.0},
        "inter_token_latency": {"unit": "ms", "avg": 9.0, "p50": 8.5, "p99": 14.0},
        "output_token_throughput": {"unit": "tokens per sec", "avg": "250.5"},
        "telemetry_stats": {},
        "input_config": {"model": ["tiny"], "subcommand": "profile"},
    }


def aiperf_record(number: int, phase: str = "profiling", **more: Any) -> dict[str, Any]:
    """Give a request of ten tokens that began so many seconds after the first."""
    start = 1_762_551_801_000_000_000 + number * 1_000_000_000
    return {
        "metadata": {
            "request_start_ns": start,
            "request_end_ns": start + 500_000_000,
            "benchmark_phase": phase,
            "was_cancelled": False,
        },
        "metrics": {
            "time_to_first_token": {"value": 50.0, "unit": "ms"},
            "request_latency": {"value": 0.5, "unit": "sec"},
            "inter_token_latency": {"value": 50_000.0, "unit": "us"},
            "inter_chunk_latency": {"value": [40.0, 60.0], "unit": "ms"},
            "output_sequence_length": {"value": 10, "unit": "tokens"},
            "input_sequence_length": {"value": 5, "unit": "tokens"},
        },
        "error": None,
        **more,
    }


def inference_perf_requests() -> list[dict[str, Any]]:
    """Give three requests: with computed metrics, with token times only, and failed.

    Both that completed took 1 s: 250 ms to the first of four tokens, then 250 each.
    """
    return [
        {
            "start_time": 10.0,
            "end_time": 11.0,
            "computed_metrics": {
                "request_latency": 1.0,
                "normalized_time_per_output_token": 0.25,
                "time_to_first_token": 0.25,
                "time_per_output_token": 0.25,
                "inter_token_latencies": [0.25, 0.25, 0.25],
                "input_tokens": 6,
                "output_tokens": 4,
            },
            "error": None,
        },
        {
            "start_time": 11.0,
            "end_time": 12.0,
            "info": {
                "input_tokens": 6,
                "output_tokens": 4,
                "output_token_times": [11.25, 11.5, 11.75, 12.0],
            },
            "error": None,
        },
        {
            "start_time": 12.0,
            "end_time": 14.0,
            "info": {},
            "error": {"error_type": "HTTP Error 500", "error_msg": "no"},
        },
    ]


def guidellm_2025() -> dict[str, Any]:
    """Give a report without a version, of two load levels; one kept its requests."""

    def level(rate: float, requests: list[dict[str, Any]]) -> dict[str, Any]:
        return {
            "args": {"strategy": {"type_": "constant", "rate": rate}},
            "run_stats": {
                "requests_made": {"successful": 2, "errored": 1, "incomplete": 3}
            },
            "duration": 10.0,
            "requests": {"successful": requests},
            "metrics": {
                "requests_per_second": _successful(mean=0.2, median=0.1),
                "output_tokens_per_second": _successful(mean=1.6, median=0.2),
                "tokens_per_second": _successful(mean=4.0, median=0.5),
                "request_latency": _successful(mean=0.5, percentiles={"p50": 0.4}),
                "time_to_first_token_ms": _successful(mean=20.0),
                "inter_token_latency_ms": _successful(mean=5.0),
                "time_per_output_token_ms": _successful(mean=4.5),
            },
        }

    kept = [
        {
            "request_latency": latency,
            "time_to_first_token_ms": 20.0,
            "inter_token_latency_ms": 5.0,
            "output_tokens": 8,
        }
        for latency in (0.4, 0.6)
    ]
    return {"args": {"model": "tiny"}, "benchmarks": [level(1.0, kept), level(4.0, [])]}


def _successful(**stats: Any) -> dict[str, Any]:
    return {"successful": stats, "errored": {"mean": 0.0}, "total": stats}


def llmperf_responses() -> list[dict[str, Any]]:
    """Give two responses, and one that failed."""
    return [
        {
            "error_code": None,
            "inter_token_latency_s": 0.1,
            "ttft_s": 0.2,
            "end_to_end_latency_s": 1.0,
            "number_input_tokens": 20,
            "number_output_tokens": 10,
        },
        {
            "error_code": None,
            "inter_token_latency_s": 0.2,
            "ttft_s": 0.4,
            "end_to_end_latency_s": 2.2,
            "number_input_tokens": 20,
            "number_output_tokens": 11,
        },
        {"error_code": 429, "ttft_s": 0, "end_to_end_latency_s": 0},
    ]


def requests(count: int = 10) -> list[dict[str, Any]]:
    """Give plain requests, one begun each second: TTFT 10, 20, … ms, 11 tokens.

    After the first token they take 10 ms a token, so E2E is TTFT + 100 ms.
    """
    return [
        {
            "start_s": float(number),
            "ttft_ms": 10.0 * number,
            "e2e_ms": 10.0 * number + 100,
            "output_tokens": 11,
            "input_tokens": 3,
        }
        for number in range(1, count + 1)
    ]

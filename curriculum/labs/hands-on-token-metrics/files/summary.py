"""Turn one line per request into mean, p50 and p99. Two functions are yours.

Use: python3 summary.py w1.jsonl w1-summary.json
"""

import json
import statistics
import sys


def tpot_ms(request):
    """Time per output token of ONE request: one number, or None for a single token.

    `request` has ttft_ms, e2e_ms and output_tokens. The first token is not counted.
    """
    raise NotImplementedError("write me")


def pooled_gaps_ms(requests):
    """Every gap between two pieces, of ALL requests, in one list.

    Each request has itl_ms, the list of its own gaps.
    """
    raise NotImplementedError("write me")


def described(values):
    values = sorted(values)

    def quantile(part):  # linear between the two neighbours
        place = part * (len(values) - 1)
        low = int(place)
        high = min(low + 1, len(values) - 1)
        return values[low] + (values[high] - values[low]) * (place - low)

    return {
        "mean": round(statistics.fmean(values), 3),
        "p50": round(quantile(0.50), 3),
        "p99": round(quantile(0.99), 3),
    }


def main(source, target):
    with open(source, encoding="utf-8") as file:
        rows = [json.loads(line) for line in file if line.strip()]
    good = [row for row in rows if row.get("ok", True)]
    summary = {
        "requests": len(good),
        "failed": len(rows) - len(good),
        "ttft_ms": described([row["ttft_ms"] for row in good]),
        "tpot_ms": described([t for t in map(tpot_ms, good) if t is not None]),
        "itl_ms": described(pooled_gaps_ms(good)),
    }
    with open(target, "w", encoding="utf-8") as file:
        json.dump(summary, file, indent=2)
    for name in ("ttft_ms", "tpot_ms", "itl_ms"):
        numbers = summary[name]
        print(
            f"{name:8} mean {numbers['mean']:8.1f}  p50 {numbers['p50']:8.1f}", end=""
        )
        print(f"  p99 {numbers['p99']:8.1f}")


if __name__ == "__main__":
    main(*sys.argv[1:])

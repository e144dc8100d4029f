"""Print plain.jsonl and epp.jsonl side by side, as a table for the report."""

import collections
import json
import statistics


def load(name):
    with open(name, encoding="utf-8") as file:
        return [row for row in map(json.loads, file) if row["ok"]]


def p99(values):
    values = sorted(values)
    place = 0.99 * (len(values) - 1)
    low = int(place)
    high = min(low + 1, len(values) - 1)
    return values[low] + (values[high] - values[low]) * (place - low)


def line(name, rows, of):
    values = [value for row in rows for value in of(row)]
    return f"{name} mean {statistics.fmean(values):.0f} ms, p99 {p99(values):.0f} ms"


def tpot(row):
    tokens = row["output_tokens"]
    if tokens > 1:
        yield (row["e2e_ms"] - row["ttft_ms"]) / (tokens - 1)


for path in ("plain", "epp"):
    rows = load(f"{path}.jsonl")
    print(f"{path}: {len(rows)} requests")
    print(" ", line("TTFT", rows, lambda row: [row["ttft_ms"]]))
    print(" ", line("TPOT", rows, tpot))
    print(" ", line("ITL ", rows, lambda row: row["itl_ms"]))
    for pod, count in collections.Counter(row["server"] for row in rows).most_common():
        print(f"  {count:4} answered by {pod}")

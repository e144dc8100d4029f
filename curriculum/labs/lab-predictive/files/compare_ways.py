"""Put the three measurements side by side into predictive.csv."""

import csv
import json

WAYS = ("reactive", "scheduled", "trend")


def p95(values):  # linear between the two neighbours
    values = sorted(values)
    place = 0.95 * (len(values) - 1)
    low = int(place)
    high = min(low + 1, len(values) - 1)
    return values[low] + (values[high] - values[low]) * (place - low)


def measured(way):
    with open(f"{way}.jsonl", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file if line.startswith("{")]
    with open(f"{way}-replicas.csv", encoding="utf-8", newline="") as file:
        seen = [
            (int(row["second"]), int(row["replicas"] or 0), int(row["ready"] or 0))
            for row in csv.DictReader(file)
        ]
    paid = sum(
        before[1] * (after[0] - before[0]) for before, after in zip(seen, seen[1:])
    )
    return {
        "way": way,
        "ready_at_start": seen[0][2],
        "ttft_p95_ms": round(p95([row["ttft_ms"] for row in rows if row["ok"]]), 1),
        "replica_minutes": round(paid / 60, 2),
    }


table = [measured(way) for way in WAYS]
with open("predictive.csv", "w", encoding="utf-8", newline="") as file:
    writer = csv.DictWriter(file, table[0])
    writer.writeheader()
    writer.writerows(table)
for row in table:
    print(row)

"""Compare a tuned run with two runs of the baseline, and write performance.json.

    python3 compare.py --change "batch limit 16 instead of 4" \
        --expected "TTFT p95 at least halves, ITL grows"

It reads baseline.jsonl, baseline-2.jsonl and tuned.jsonl, as load.py wrote them, and
the settings beside them. A gain is (baseline - tuned) / baseline in percent, so a
loss is negative. The spread is the same figure between the two baselines: what
differs without any change. A gain within the spread is none.
"""

import argparse
import json
import pathlib


def percentile(values, percent):
    """Interpolate between the two nearest values, as most tools do."""
    values = sorted(values)
    place = (len(values) - 1) * percent / 100
    low = int(place)
    high = min(low + 1, len(values) - 1)
    return values[low] + (values[high] - values[low]) * (place - low)


def percentiles(values):
    return {f"p{p}": round(percentile(values, p), 3) for p in (50, 95, 99)}


def summary(name):
    """Sum up one run."""
    path = pathlib.Path(name)
    rows = [json.loads(line) for line in path.read_text().splitlines()]
    good = [row for row in rows if row["ok"]]
    if not good:
        raise SystemExit(f"{name}: no request was answered")
    start = min(row["start_s"] for row in good)
    end = max(row["start_s"] + row["e2e_ms"] / 1000 for row in good)
    tokens = sum(row["output_tokens"] for row in good)
    beside = json.loads(path.with_suffix(".settings.json").read_text())
    return {
        "profile": beside["profile"],
        "settings": beside["settings"],
        "requests": len(rows),
        "failed": len(rows) - len(good),
        "ttftMs": percentiles([row["ttft_ms"] for row in good]),
        "itlMs": percentiles([gap for row in good for gap in row["itl_ms"]]),
        "outputTokensPerSecond": round(tokens / (end - start), 1),
        # An engine that answers /settings is the pretend one.
        "simulated": beside["settings"].get("engine") == "pretend",
    }


def gain(before, after):
    """Give what got better, in percent of before; the smaller the better."""
    return round((before - after) / before * 100, 1)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--change", required=True, help="the one change, in words")
    parser.add_argument("--expected", required=True, help="what you said before")
    parser.add_argument("--simulated", action="store_true", help="say so yourself")
    given = parser.parse_args()
    baseline, again, tuned = map(
        summary, ("baseline.jsonl", "baseline-2.jsonl", "tuned.jsonl")
    )
    for run in (baseline, again, tuned):
        run["simulated"] = run["simulated"] or given.simulated
    before, after = baseline["ttftMs"]["p95"], tuned["ttftMs"]["p95"]
    spread = abs(gain(before, again["ttftMs"]["p95"]))
    claimed = gain(before, after)
    verdict = "no difference"
    if abs(claimed) > spread:
        verdict = "better" if claimed > 0 else "worse"
    slower = gain(baseline["itlMs"]["p95"], tuned["itlMs"]["p95"])
    report = {
        "change": given.change,
        "expected": given.expected,
        "baseline": baseline,
        "tuned": tuned,
        "spreadPercent": {"ttftP95": spread},
        "claimedGainPercent": {"ttftP95": claimed, "itlP95": slower},
        "verdict": verdict,
    }
    pathlib.Path("performance.json").write_text(json.dumps(report, indent=2) + "\n")
    print(f"TTFT p95 {before} -> {after} ms: {claimed} % (spread {spread} %)")
    print(f"ITL p95 changed by {slower} %; verdict on TTFT: {verdict}")


if __name__ == "__main__":
    main()

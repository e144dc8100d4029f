"""Judge the targets by what was measured.

    python3 judge.py

Reads targets.json, performance.json and cost-report.json, and adds to each target
what was measured and whether it is met. The targets themselves stay as they are.
"""

import json
import pathlib


def main():
    path = pathlib.Path("targets.json")
    targets = json.loads(path.read_text())
    run = json.loads(pathlib.Path("performance.json").read_text())["tuned"]
    cost = json.loads(pathlib.Path("cost-report.json").read_text())
    measured = {
        "latency": run["ttftMs"]["p95"],
        "availability": round((1 - run["failed"] / run["requests"]) * 100, 3),
        "cost": round(cost["costPerMillionTokens"], 4),
    }
    for name, value in measured.items():
        target = targets[name]["target"]
        targets[name]["measured"] = value
        # More is better for availability, less for the others.
        is_met = value >= target if name == "availability" else value <= target
        targets[name]["met"] = is_met
        word = "met" if is_met else "missed"
        print(f"{name}: {value} {targets[name]['unit']}, target {target}: {word}")
    targets["simulated"] = run["simulated"]
    path.write_text(json.dumps(targets, indent=2) + "\n")


if __name__ == "__main__":
    main()

"""Measure the speed of variants in Ollama, and put size, speed and accuracy together.

`quant.py speed` asks every variant the same thing several times and writes
speeds.json. `quant.py report` adds the sizes that the server tells and the scores of
lm-evaluation-harness, and writes quant-report.json. Only the standard library.
"""

import argparse
import json
import statistics
from pathlib import Path
from urllib.request import Request, urlopen

BASE = "qwen2.5:0.5b-instruct"
VARIANTS = [f"{BASE}-fp16", f"{BASE}-q8_0", f"{BASE}-q4_K_M"]
# Bits of a weight in the format itself: Q8_0 has a scale for 32 weights, Q4_K_M mixes
# types. A small model takes more than that: its embeddings are kept in more bits.
BITS = {"F16": 16, "BF16": 16, "Q8_0": 8.5, "Q4_K_M": 4.85, "Q4_K_S": 4.6, "Q4_0": 4.5}
PROMPT = "Explain in plain words why the first token of an answer takes the longest."


def call(server, path, body=None):
    """GET without a body, POST with one."""
    data = None if body is None else json.dumps(body).encode()
    request = Request(f"{server}{path}", data, {"Content-Type": "application/json"})
    with urlopen(request, timeout=600) as reply:
        return json.load(reply)


def speed(args):
    """Time each variant; durations are nanoseconds, and the first call is not used."""
    options = {"temperature": 0, "seed": 1, "num_predict": 128, "num_ctx": 2048}
    report = []
    for name in args.variants:
        body = {"model": name, "prompt": PROMPT, "stream": False, "options": options}
        replies = [
            call(args.server, "/api/generate", body) for _ in range(args.runs + 1)
        ]
        runs = [
            {
                "eval_count": reply["eval_count"],
                "eval_duration_ns": reply["eval_duration"],
                "load_duration_ns": reply["load_duration"],
                "tokens_per_s": reply["eval_count"] / reply["eval_duration"] * 1e9,
            }
            for reply in replies[1:]
        ]
        median = statistics.median(run["tokens_per_s"] for run in runs)
        report.append({"variant": name, "runs": runs, "median_tokens_per_s": median})
        print(f"{name}: median {median:.1f} tokens/s of {args.runs} runs")
    Path("speeds.json").write_text(json.dumps(report, indent=2) + "\n")


def score(variant):
    """Find the newest result of lm-eval below eval/LABEL: task, metric and value."""
    label = variant.rsplit("-", 1)[-1]
    files = sorted(Path("eval", label).rglob("results_*.json"), key=lambda f: f.name)
    if not files:
        raise SystemExit(
            f"no results_*.json below eval/{label}: evaluate {variant} first"
        )
    found = json.loads(files[-1].read_text())
    (task, values), *_ = found["results"].items()
    metric = next(key for key in values if key.startswith(("exact_match,", "acc,")))
    return {
        "task": task,
        "accuracy_metric": metric,
        "accuracy": values[metric],
        "accuracy_stderr": values[metric.replace(",", "_stderr,")],
        "samples": found["n-samples"][task]["effective"],
        "evaluated_model": found["config"]["model_args"]["model"],
    }


def report(args):
    """Put everything into one list, one object a variant."""
    speeds = {
        line["variant"]: line for line in json.loads(Path("speeds.json").read_text())
    }
    stored = {
        model["name"]: model for model in call(args.server, "/api/tags")["models"]
    }
    lines = []
    for name in args.variants:
        shown = call(args.server, "/api/show", {"model": name})
        kind = stored[name]["details"]["quantization_level"]
        parameters = shown["model_info"]["general.parameter_count"]
        size = stored[name]["size"]
        line = {
            "variant": name,
            "format": kind,
            "bits": BITS[kind],
            "size_bytes": size,
            "parameters": parameters,
            "effective_bits": size * 8 / parameters,
            "tokens_per_s": speeds[name]["median_tokens_per_s"],
            **score(name),
        }
        lines.append(line)
        print(
            f"{kind:<7} {size / 1e6:7.0f} MB {line['tokens_per_s']:7.1f} tokens/s",
            end="  ",
        )
        print(
            f"{line['accuracy']:.3f} ± {line['accuracy_stderr']:.3f}"
            f" of {line['samples']}"
        )
    Path("quant-report.json").write_text(json.dumps(lines, indent=2) + "\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=["speed", "report"])
    parser.add_argument("--server", default="http://127.0.0.1:11434")
    parser.add_argument("--variants", nargs="+", default=VARIANTS)
    parser.add_argument("--runs", type=int, default=5)
    args = parser.parse_args()
    speed(args) if args.what == "speed" else report(args)


if __name__ == "__main__":
    main()

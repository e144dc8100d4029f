"""Send workloads to a model server and say what its prefix cache did with each.

Works with every server that streams /v1/completions and counts queried and hit
tokens under vLLM's names. Writes a report, and per workload one JSON object a
request. Only the standard library.
"""

import argparse
import hashlib
import json
import random
import re
import statistics
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise, permutations
from pathlib import Path
from urllib.request import Request, urlopen

COUNTER = re.compile(
    r"^vllm:(external_)?prefix_cache_(queries|hits)(?:_total)?(?:{[^}]*})? (\S+)", re.M
)
KINDS = ["shared", "multi-turn", "documents", "random"]


def text(rng, count):
    """Make words that stand for tokens; another generator gives other words."""
    return " ".join(f"w{rng.randrange(10**6)}" for _ in range(count))


def rounds_of(kind, seed, requests):
    """Give rounds of prompts. A round starts when the one before it has ended.

    A prompt is (conversation or None, words): a conversation carries its history.
    """
    rng = random.Random(f"{kind} {seed}")
    if kind == "shared":  # one long beginning, another question each time
        system = text(rng, 320)
        return [[(None, f"{system} {text(rng, 64)}") for _ in range(requests)]]
    if kind == "multi-turn":  # six turns, each repeats all that was said before
        talks = range(max(1, requests // 6))
        return [[(talk, text(rng, 48)) for talk in talks] for _ in range(6)]
    if kind.startswith("documents"):  # the same six documents, then a question
        papers = [text(rng, 64) for _ in range(6)]
        orders = rng.sample(list(permutations(papers)), requests)
        if kind == "documents-sorted":
            orders = [sorted(order) for order in orders]
        return [[(None, f"{' '.join(order)} {text(rng, 16)}") for order in orders]]
    if kind == "random":  # nothing in common, from the first word on
        return [[(None, text(rng, 384)) for _ in range(requests)]]
    raise SystemExit(f"no such workload: {kind}")


def ask(url, model, prompt, max_tokens):
    """Send one request; tell what was seen of it, and the answer."""
    body = {"model": model, "prompt": prompt, "max_tokens": max_tokens}
    body |= {
        "temperature": 0,
        "stream": True,
        "stream_options": {"include_usage": True},
    }
    headers = {"Content-Type": "application/json"}
    request = Request(f"{url}/v1/completions", json.dumps(body).encode(), headers)
    began, seen, answer, usage = time.perf_counter(), [], "", {}
    with urlopen(request, timeout=600) as reply:
        for line in reply:
            if not line.startswith(b"data: ") or line.startswith(b"data: [DONE]"):
                continue
            event = json.loads(line[6:])
            if event.get("choices") and event["choices"][0].get("text"):
                seen.append(time.perf_counter())
                answer += event["choices"][0]["text"]
            usage = event.get("usage") or usage
    row = {
        "ttft_ms": (seen[0] - began) * 1000,
        "e2e_ms": (seen[-1] - began) * 1000,
        "input_tokens": usage["prompt_tokens"],
        "output_tokens": usage["completion_tokens"],
        "itl_ms": [(b - a) * 1000 for a, b in pairwise(seen)],
        "ok": True,
    }
    details = usage.get("prompt_tokens_details") or {}
    if "cached_tokens" in details:  # not every server tells it
        row["cached_tokens"] = details["cached_tokens"]
    return row, answer


def counters(urls):
    """Add up the counters over all instances: of the cache itself, of an outer tier."""
    total = {"queries": 0, "hits": 0, "outer_hits": 0}
    for url in urls:
        with urlopen(url, timeout=30) as reply:
            for outer, name, value in COUNTER.findall(reply.read().decode()):
                if not outer or name == "hits":
                    total["outer_hits" if outer else name] += int(float(value))
    return total


def run(
    kind, url, metrics, model, rows_file, *, seed, requests, concurrency, max_tokens
):
    """Run one workload; write its rows, return its line of the report."""
    before, origin = counters(metrics), time.perf_counter()
    history, rows, sent = {}, [], hashlib.sha256()

    def one(prompt):
        talk, words = prompt
        whole = f"{history[talk]} {words}" if talk in history else words
        start = time.perf_counter() - origin
        row, answer = ask(url, model, whole, max_tokens)
        if talk is not None:
            history[talk] = f"{whole} {answer.strip()}"
        return whole, {"start_s": start, **row}

    with ThreadPoolExecutor(concurrency) as pool:
        for prompts in rounds_of(kind, seed, requests):
            for whole, row in pool.map(one, prompts):
                sent.update(whole.encode())
                rows.append(row)
    tokens = cached = 0  # running totals: each line can be checked against the last
    rows_file.parent.mkdir(parents=True, exist_ok=True)
    with rows_file.open("w") as file:
        for number, row in enumerate(rows):
            tokens += row["input_tokens"]
            cached += row.get("cached_tokens", 0)
            sums = {"input_so_far": tokens, "cached_so_far": cached}
            print(
                json.dumps({"request": number, "workload": kind, **row, **sums}),
                file=file,
            )
    after = counters(metrics)
    queries, hits, outer = (after[name] - before[name] for name in before)
    return {
        "workload": kind,
        "seed": seed,
        "requests": len(rows),
        "prompts_sha256": sent.hexdigest(),
        "input_tokens": tokens,
        "before": before,
        "after": after,
        "query_tokens": queries,
        "hit_tokens": hits,
        "hit_ratio": hits / queries if queries else 0,
        "outer_hit_tokens": outer,
        "mean_ttft_ms": statistics.mean(row["ttft_ms"] for row in rows),
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--url", default="http://127.0.0.1:8010")
    parser.add_argument("--metrics", action="append", help="one address per instance")
    parser.add_argument(
        "--workload", action="append", help="several times; else all four"
    )
    parser.add_argument("--requests", type=int, default=48)
    parser.add_argument("--concurrency", type=int, default=1)
    parser.add_argument("--max-tokens", type=int, default=16)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--model", help="else the first that the server names")
    parser.add_argument("--out", default="cache-report.json")
    parser.add_argument("--rows", default="runs", help="the folder for the requests")
    args = parser.parse_args()
    model = args.model
    if not model:
        with urlopen(f"{args.url}/v1/models", timeout=30) as reply:
            model = json.load(reply)["data"][0]["id"]
    settings = {
        name: getattr(args, name) for name in ("seed", "requests", "concurrency")
    }
    report = []
    for kind in args.workload or KINDS:
        rows = Path(args.rows) / f"{kind}.jsonl"
        metrics = args.metrics or [f"{args.url}/metrics"]
        line = run(
            kind, args.url, metrics, model, rows, max_tokens=args.max_tokens, **settings
        )
        report.append(line)
        told = f"{line['hit_tokens']:>7} of {line['query_tokens']:>7} tokens hit"
        mean = line["mean_ttft_ms"]
        print(
            f"{kind:<17}{told}  ratio {line['hit_ratio']:.3f}  mean TTFT {mean:.1f} ms"
        )
    Path(args.out).write_text(json.dumps(report, indent=2) + "\n")


if __name__ == "__main__":
    main()

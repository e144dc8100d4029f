"""Send one fixed load to a completions server, and keep what each request took.

    python3 load.py baseline.jsonl

The profile (how many requests, how many at once, how long, which seed) is fixed
below by default, so that two runs differ in the server only. Each line of the
result is one request, in the order of the profile, in milliseconds. The settings
of the server go into a second file beside it, here baseline.settings.json.
"""

import argparse
import concurrent.futures
import http.client
import itertools
import json
import pathlib
import random
import time
import urllib.parse
import urllib.request

WORDS = ["lens", "cart", "rope", "fern", "salt", "drum", "pond", "mast"]


def make_profile(given):
    """Make the same prompts for the same seed, half of each shared by all."""
    dice = random.Random(given.seed)
    shared = dice.choices(WORDS, k=64)
    profile = []
    for _ in range(given.requests):
        own = dice.choices(WORDS, k=dice.randint(32, 96))
        profile.append((" ".join(shared + own), dice.randint(16, 48)))
    return profile


def ask(given, prompt, max_tokens):
    """Send one request and give its row."""
    address = urllib.parse.urlsplit(given.url)
    body = {"model": given.model, "prompt": prompt, "max_tokens": max_tokens}
    body |= {"stream": True, "ignore_eos": True}
    row = {"start_s": time.time(), "input_tokens": len(prompt.split())}
    started = time.perf_counter()
    arrivals = []
    connection = http.client.HTTPConnection(
        address.hostname, address.port, timeout=given.timeout
    )
    try:
        connection.request(
            "POST",
            address.path.rstrip("/") + "/v1/completions",
            json.dumps(body),
            {"Content-Type": "application/json"},
        )
        answer = connection.getresponse()
        if answer.status != 200:
            raise ValueError(f"status {answer.status}")
        for line in answer:
            if line.strip() == b"data: [DONE]":
                break
            # A chunk without text (a role, a usage report) is no token.
            if line.startswith(b"data: {") and text_of(line[6:]):
                arrivals.append(time.perf_counter())
        else:
            raise ValueError("the answer ended early")
        if not arrivals:
            raise ValueError("no token came")
    except (OSError, http.client.HTTPException, ValueError) as error:
        return row | {"ok": False, "error": str(error) or type(error).__name__}
    finally:
        connection.close()
    gaps = [b - a for a, b in itertools.pairwise(arrivals)]
    return row | {
        "ok": True,
        "output_tokens": len(arrivals),
        "ttft_ms": round((arrivals[0] - started) * 1000, 3),
        "e2e_ms": round((arrivals[-1] - started) * 1000, 3),
        "itl_ms": [round(gap * 1000, 3) for gap in gaps],
    }


def text_of(event):
    choices = json.loads(event).get("choices") or [{}]
    return choices[0].get("text")


def run(given, profile):
    """Keep `concurrency` requests under way until all are answered."""
    with concurrent.futures.ThreadPoolExecutor(given.concurrency) as pool:
        return list(pool.map(lambda one: ask(given, *one), profile))


def settings_of(url):
    """Ask a pretend engine how it is set; another server does not say."""
    try:
        with urllib.request.urlopen(f"{url}/settings", timeout=5) as answer:
            return json.load(answer)
    except (OSError, ValueError):
        return {}


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("result", type=pathlib.Path)
    parser.add_argument("--url", default="http://127.0.0.1:8000")
    parser.add_argument("--model", default="tiny-course-model")
    parser.add_argument("--requests", type=int, default=200)
    parser.add_argument("--concurrency", type=int, default=16)
    parser.add_argument("--seed", type=int, default=42)
    parser.add_argument("--warmup", type=int, default=16)
    parser.add_argument("--timeout", type=float, default=120)
    parser.add_argument(
        "--settings",
        type=pathlib.Path,
        help="a JSON object with the settings of a server that does not tell them",
    )
    given = parser.parse_args()
    if given.settings:
        settings = json.loads(given.settings.read_text())
    else:
        settings = settings_of(given.url)
    profile = make_profile(given)
    run(given, profile[: given.warmup])  # not counted
    started = time.perf_counter()
    rows = run(given, profile)
    seconds = time.perf_counter() - started
    given.result.write_text("".join(json.dumps(row) + "\n" for row in rows))
    load = {name: getattr(given, name) for name in ("requests", "seed", "concurrency")}
    beside = given.result.with_suffix(".settings.json")
    beside.write_text(json.dumps({"profile": load, "settings": settings}, indent=2))
    failed = sum(not row["ok"] for row in rows)
    tokens = sum(row.get("output_tokens", 0) for row in rows)
    print(f"{len(rows)} requests in {seconds:.1f} s, {failed} failed, {tokens} tokens")


if __name__ == "__main__":
    main()

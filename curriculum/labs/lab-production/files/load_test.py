"""Load the service for ten minutes, and keep what each request took.

    python3 load_test.py --url http://127.0.0.1:8080

Writes requests.jsonl, one request a line, in milliseconds, and load-test.json, which
sums them up and names the commit and the seed. Standard library only.
"""

import argparse
import concurrent.futures
import http.client
import itertools
import json
import pathlib
import random
import subprocess
import threading
import time
import urllib.parse

WORDS = ["lens", "cart", "rope", "fern", "salt", "drum", "pond", "mast"]


def ask(given, prompt, max_tokens):
    """Send one request and give its row."""
    address = urllib.parse.urlsplit(given.url)
    body = {"model": given.model, "prompt": prompt, "max_tokens": max_tokens}
    body |= {"stream": True, "ignore_eos": True}
    row = {"start_s": time.time(), "input_tokens": len(prompt.split())}
    started = time.perf_counter()
    arrivals = []
    connection = http.client.HTTPConnection(address.hostname, address.port, timeout=60)
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


def run(given):
    """Keep `concurrency` requests under way until the time is over."""
    dice = random.Random(given.seed)
    lock = threading.Lock()
    end = time.perf_counter() + given.seconds
    rows = []

    def worker():
        while time.perf_counter() < end:
            with lock:
                words = dice.choices(WORDS, k=dice.randint(32, 160))
                max_tokens = dice.randint(16, 48)
            row = ask(given, " ".join(words), max_tokens)
            with lock:
                rows.append(row)
            if not row["ok"]:
                time.sleep(1)  # do not hammer a service that is down

    with concurrent.futures.ThreadPoolExecutor(given.concurrency) as pool:
        for worker_done in [pool.submit(worker) for _ in range(given.concurrency)]:
            worker_done.result()
    return rows


def percentiles(values):
    """Interpolate between the two nearest values, as most tools do."""
    values = sorted(values)
    found = {}
    for percent in (50, 95, 99):
        place = (len(values) - 1) * percent / 100
        low = int(place)
        high = min(low + 1, len(values) - 1)
        value = values[low] + (values[high] - values[low]) * (place - low)
        found[f"p{percent}"] = round(value, 3)
    return found


def commit():
    """Name the commit of the folder in which the manifests are."""
    git = subprocess.run(["git", "rev-parse", "HEAD"], capture_output=True, text=True)
    return git.stdout.strip() if git.returncode == 0 else ""


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--url", default="http://127.0.0.1:8080")
    parser.add_argument("--model", default="tiny-course-model")
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--concurrency", type=int, default=8)
    parser.add_argument("--seed", type=int, default=42)
    given = parser.parse_args()
    started = time.perf_counter()
    rows = run(given)
    seconds = time.perf_counter() - started
    good = [row for row in rows if row["ok"]]
    lines = "".join(json.dumps(row) + "\n" for row in rows)
    pathlib.Path("requests.jsonl").write_text(lines)
    if not good:
        raise SystemExit(f"none of {len(rows)} requests was answered")
    report = {
        "tool": "load_test.py",
        "commit": commit(),
        "seed": given.seed,
        "concurrency": given.concurrency,
        "durationSeconds": round(seconds, 1),
        "requests": len(rows),
        "errors": len(rows) - len(good),
        "ttftMs": percentiles([row["ttft_ms"] for row in good]),
        "itlMs": percentiles([gap for row in good for gap in row["itl_ms"]]),
        "outputTokensPerSecond": round(
            sum(row["output_tokens"] for row in good) / seconds, 1
        ),
        "simulated": True,  # the service is the simulator
    }
    pathlib.Path("load-test.json").write_text(json.dumps(report, indent=2) + "\n")
    print(json.dumps(report, indent=2))


if __name__ == "__main__":
    main()

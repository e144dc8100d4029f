"""Send streaming chat requests and write one line of measurements per request.

Works with every OpenAI-compatible server. Only the standard library is used. Times
are taken at the client, in milliseconds, from just before the connection is opened.
"""

import argparse
import http.client
import json
import random
import threading
import time
from urllib.parse import urlsplit

WORDS = "the queue of a model server grows when work comes faster than it goes".split()


def words(dice, count):
    return " ".join(dice.choice(WORDS) for _ in range(count))


def prompts(options):
    """As many prompts as requests; with --groups they share their beginnings."""
    dice = random.Random(options.seed)
    shared = [words(dice, options.prefix_words) for _ in range(max(1, options.groups))]
    for number in range(options.requests):
        start = shared[number % len(shared)]
        yield f"{start} {words(dice, options.prompt_words)} {number}".strip()


def ask(options, prompt, began):
    """Send one request; measure each piece of the answer as it arrives."""
    url = urlsplit(options.url)
    body = {
        "model": options.model,
        "messages": [{"role": "user", "content": prompt}],
        "max_tokens": options.output_tokens,
        "stream": True,
        "stream_options": {"include_usage": True},
    }
    headers = {"Content-Type": "application/json"}
    headers |= dict(pair.split("=", 1) for pair in options.header)
    secure = url.scheme == "https"
    kind = http.client.HTTPSConnection if secure else http.client.HTTPConnection
    connection = kind(url.netloc, timeout=options.timeout)
    start, times, usage = time.perf_counter(), [], {}
    row = {"start_s": round(start - began, 6), "ok": False}
    try:
        connection.request(
            "POST", f"{url.path}/v1/chat/completions", json.dumps(body), headers
        )
        answer = connection.getresponse()
        if answer.status != 200:
            return row | {"error": f"HTTP {answer.status}"}
        row["server"] = answer.getheader("x-inference-pod") or url.netloc
        while line := answer.readline():
            if not line.startswith(b"data: ") or line.startswith(b"data: [DONE]"):
                continue
            chunk = json.loads(line[6:])
            usage = chunk.get("usage") or usage
            choices = chunk.get("choices") or [{}]
            if (choices[0].get("delta") or {}).get("content"):
                times.append(time.perf_counter())
    except (OSError, http.client.HTTPException, ValueError) as error:
        return row | {"error": f"{type(error).__name__}: {error}"[:200]}
    finally:
        connection.close()
    if not times:
        return row | {"error": "no output"}
    gaps = [round((b - a) * 1000, 3) for a, b in zip(times, times[1:])]
    return row | {
        "ok": True,
        "ttft_ms": round((times[0] - start) * 1000, 3),
        "e2e_ms": round((times[-1] - start) * 1000, 3),
        "input_tokens": usage.get("prompt_tokens", len(prompt.split())),
        "output_tokens": usage.get("completion_tokens", len(times)),
        "itl_ms": gaps,
    }


def run(options):
    """Closed loop (--concurrency at once) or open loop (--rate requests a second)."""
    dice, rows, lock = random.Random(options.seed), [], threading.Lock()
    waiting = iter(list(prompts(options)))
    began = time.perf_counter()

    def keep(prompt):
        row = ask(options, prompt, began)
        with lock:
            rows.append(row)

    def worker():
        while True:
            with lock:
                prompt = next(waiting, None)
            if prompt is None:
                return
            keep(prompt)

    if options.rate:
        threads = []
        for prompt in waiting:
            threads.append(threading.Thread(target=keep, args=(prompt,)))
            threads[-1].start()
            time.sleep(dice.expovariate(options.rate))
    else:
        threads = [threading.Thread(target=worker) for _ in range(options.concurrency)]
        for thread in threads:
            thread.start()
    for thread in threads:
        thread.join()
    return sorted(rows, key=lambda row: row["start_s"])


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--url", default="http://127.0.0.1:8000")
    parser.add_argument("--model", default="mock-model")
    parser.add_argument("--requests", type=int, default=100)
    parser.add_argument("--concurrency", type=int, default=4)
    parser.add_argument("--rate", type=float, default=0, help="requests a second")
    parser.add_argument("--prompt-words", type=int, default=60)
    parser.add_argument("--prefix-words", type=int, default=0, help="shared by a group")
    parser.add_argument("--groups", type=int, default=1)
    parser.add_argument("--output-tokens", type=int, default=32)
    parser.add_argument("--header", action="append", default=[], metavar="NAME=VALUE")
    parser.add_argument("--timeout", type=float, default=120, help="seconds")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", required=True)
    options = parser.parse_args()
    options.url = options.url.rstrip("/")
    rows = run(options)
    with open(options.out, "w", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)
    failed = sum(not row["ok"] for row in rows)
    print(f"{options.out}: {len(rows)} requests, {failed} failed")
    for row in [row for row in rows if not row["ok"]][:1]:
        print("first error:", row["error"])


if __name__ == "__main__":
    main()

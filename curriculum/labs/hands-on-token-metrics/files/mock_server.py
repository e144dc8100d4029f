"""A model server without a model: streams made-up tokens at a stated pace.

It answers like an OpenAI-compatible server and counts what it does under the metric
names of vLLM. Only the standard library is used. Stop it with Ctrl+C.
"""

import argparse
import json
import random
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

BUCKETS = [0.001, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.25, 0.5, 0.75, 1.0]
BUCKETS += [2.5, 5.0, 7.5, 10.0, 20.0, 40.0, 80.0]


class Histogram:
    def __init__(self):
        self.counts, self.total, self.sum = [0] * len(BUCKETS), 0, 0.0

    def observe(self, seconds):
        self.total, self.sum = self.total + 1, self.sum + seconds
        for place, bound in enumerate(BUCKETS):
            self.counts[place] += seconds <= bound


class State:
    """What all requests share: the slots, the counters, the dice."""

    def __init__(self, options):
        self.options = options
        self.lock = threading.Lock()
        self.slots = threading.Semaphore(options.slots)
        self.dice = random.Random(options.seed)
        self.running = self.waiting = self.finished = self.gaps = 0
        self.ttft, self.itl, self.tpot, self.e2e = (Histogram() for _ in range(4))

    def pause_ms(self, milliseconds):
        """One pause with a little jitter; now and then a gap is a long one."""
        with self.lock:
            spread = self.options.jitter
            milliseconds *= self.dice.uniform(1 - spread, 1 + spread)
            self.gaps += 1
            if self.options.stall_every and self.gaps % self.options.stall_every == 0:
                milliseconds += self.options.stall_ms
        time.sleep(milliseconds / 1000)

    def exposition(self):
        model = f'model_name="{self.options.model}"'
        lines = []

        def add(name, value, more=""):
            lines.append(f"vllm:{name}" + "{" + model + more + "}" + f" {value}")

        for name, kind, value in (
            ("num_requests_running", "gauge", self.running),
            ("num_requests_waiting", "gauge", self.waiting),
            ("request_success_total", "counter", self.finished),
        ):
            lines.append(f"# TYPE vllm:{name} {kind}")
            add(name, value)
        for name, seen in (
            ("time_to_first_token_seconds", self.ttft),
            ("inter_token_latency_seconds", self.itl),
            ("request_time_per_output_token_seconds", self.tpot),
            ("e2e_request_latency_seconds", self.e2e),
        ):
            lines.append(f"# TYPE vllm:{name} histogram")
            for bound, count in [*zip(BUCKETS, seen.counts), ("+Inf", seen.total)]:
                add(f"{name}_bucket", count, f',le="{bound}"')
            add(f"{name}_sum", f"{seen.sum:.6f}")
            add(f"{name}_count", seen.total)
        return "\n".join(lines) + "\n"


class Handler(BaseHTTPRequestHandler):
    state: State

    def do_GET(self):
        if self.path == "/metrics":
            with self.state.lock:
                self.reply("text/plain; version=0.0.4", self.state.exposition())
        elif self.path == "/v1/models":
            models = [{"id": self.state.options.model, "object": "model"}]
            self.reply("application/json", json.dumps({"data": models}))
        elif self.path == "/health":
            self.reply("text/plain", "ok\n")
        else:
            self.send_error(404)

    def do_POST(self):
        arrived = time.perf_counter()
        body = json.loads(self.rfile.read(int(self.headers.get("Content-Length", 0))))
        if self.path != "/v1/chat/completions":
            return self.send_error(404)
        prompt = sum(len(m["content"].split()) for m in body.get("messages", []))
        wanted = max(1, int(body.get("max_tokens", 16)))
        state = self.state
        with state.lock:
            state.waiting += 1
        with state.slots:  # a request beyond the last slot waits here: the queue
            with state.lock:
                state.waiting, state.running = state.waiting - 1, state.running + 1
            try:
                self.stream(arrived, prompt, wanted)
            except (BrokenPipeError, ConnectionResetError):
                pass  # the client went away
            finally:
                with state.lock:
                    state.running -= 1

    def stream(self, arrived, prompt, wanted):
        state, options = self.state, self.state.options
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        state.pause_ms(options.ttft_ms + prompt * options.prefill_ms_per_token)
        sent, first, last = 0, 0.0, 0.0
        while sent < wanted:
            if sent:
                pieces = min(options.tokens_per_chunk, wanted - sent)
                state.pause_ms(options.itl_ms * pieces)
            pieces = min(options.tokens_per_chunk, wanted - sent)
            self.send_chunk({"content": "token " * pieces})
            sent, now = sent + pieces, time.perf_counter()
            with state.lock:
                if first:
                    state.itl.observe(now - last)
                else:
                    first = now
                    state.ttft.observe(first - arrived)
            last = now
        with state.lock:
            state.finished += 1
            state.e2e.observe(last - arrived)
            if wanted > 1:
                state.tpot.observe((last - first) / (wanted - 1))
        usage = {"prompt_tokens": prompt, "completion_tokens": wanted}
        self.send_chunk({}, usage=usage)
        self.wfile.write(b"data: [DONE]\n\n")

    def send_chunk(self, delta, **more):
        chunk = {"object": "chat.completion.chunk", "model": self.state.options.model}
        chunk |= {"choices": [{"index": 0, "delta": delta}], **more}
        self.wfile.write(b"data: " + json.dumps(chunk).encode() + b"\n\n")
        self.wfile.flush()

    def reply(self, kind, text):
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(text.encode())))
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *_):
        pass


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--model", default="mock-model")
    parser.add_argument("--slots", type=int, default=4, help="requests at once")
    parser.add_argument("--ttft-ms", type=float, default=150, help="fixed part")
    parser.add_argument("--prefill-ms-per-token", type=float, default=0.5)
    parser.add_argument("--itl-ms", type=float, default=20, help="pause per token")
    parser.add_argument("--tokens-per-chunk", type=int, default=1)
    parser.add_argument(
        "--jitter", type=float, default=0.1, help="0.1 = plus/minus 10 %%"
    )
    parser.add_argument("--stall-every", type=int, default=50, help="0 = never")
    parser.add_argument("--stall-ms", type=float, default=200)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    Handler.state = State(options)
    try:
        server = ThreadingHTTPServer(("127.0.0.1", options.port), Handler)
    except OSError as error:
        raise SystemExit(f"port {options.port}: {error.strerror}") from None
    server.daemon_threads = True
    print(f"{options.model} on http://127.0.0.1:{options.port}, Ctrl+C stops it")
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        pass


if __name__ == "__main__":
    main()

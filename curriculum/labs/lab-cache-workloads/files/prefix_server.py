"""A model server without a model: its prefix cache is real, its speed is a setting.

It speaks the streaming part of the OpenAI completions API and counts like vLLM. A
word is a token. Full blocks of tokens are cached, each under a hash of itself and of
its parent; the block used longest ago leaves first. Only the standard library.
"""

import argparse
import hashlib
import json
import threading
import time
from collections import Counter, OrderedDict
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

BLOCK = 16  # tokens


def block_hashes(tokens):
    """Hash each full block together with all that stands before it."""
    hashes, parent = [], b""
    for start in range(0, len(tokens) - len(tokens) % BLOCK, BLOCK):
        piece = " ".join(tokens[start : start + BLOCK]).encode()
        parent = hashlib.sha256(parent + piece).digest()
        hashes.append(parent.hex())
    return hashes


def prompt_of(body):
    """Give the text of a completion, or of a chat."""
    if "prompt" in body:
        return body["prompt"]
    return "\n".join(message["content"] for message in body["messages"])


class Cache:
    """The blocks of one instance, and behind them, if wanted, a folder for more."""

    def __init__(self, blocks, outer=None, bytes_per_token=4096):
        self.blocks, self.limit = OrderedDict(), blocks
        self.outer = Path(outer) if outer else None
        self.block_bytes = BLOCK * bytes_per_token
        self.lock = threading.Lock()
        if self.outer:
            self.outer.mkdir(parents=True, exist_ok=True)

    def look_up(self, hashes):
        """Count how many blocks from the first on are here, then in the folder."""
        with self.lock:
            here = 0
            while here < len(hashes) and hashes[here] in self.blocks:
                self.blocks.move_to_end(hashes[here])
                here += 1
        fetched = 0
        while self.outer and here + fetched < len(hashes):
            try:  # the bytes are really read: this takes the time it takes
                (self.outer / hashes[here + fetched]).read_bytes()
            except FileNotFoundError:
                break
            fetched += 1
        return here, fetched

    def keep(self, hashes):
        """Store blocks, here and in the folder."""
        with self.lock:
            for name in hashes:
                self.blocks[name] = True
                self.blocks.move_to_end(name)
            while len(self.blocks) > self.limit:
                self.blocks.popitem(last=False)
        for name in hashes if self.outer else ():
            file = self.outer / name
            if not file.exists():
                part = file.with_suffix(f".{threading.get_ident()}")
                part.write_bytes(bytes(self.block_bytes))
                part.rename(file)  # never half a block under its name


class Engine:
    """Prefill and decode: how long they take, and what was counted."""

    def __init__(self, args):
        self.args, self.cache = args, None
        if args.prefix_caching:
            self.cache = Cache(args.cache_blocks, args.outer, args.bytes_per_token)
        self.counts, self.lock = Counter(), threading.Lock()
        self.busy = threading.Lock()  # one prompt is computed at a time

    def count(self, **more):
        with self.lock:
            self.counts.update(more)

    def prefill(self, tokens):
        """Wait as long as the missing tokens take; tell how many were cached."""
        hashes = block_hashes(tokens)
        with self.busy:
            cached = 0
            if self.cache:
                # The last token is always computed: it gives the first answer.
                here, fetched = self.cache.look_up(hashes[: (len(tokens) - 1) // BLOCK])
                cached = (here + fetched) * BLOCK
                self.count(queries=len(tokens), hits=here * BLOCK)
                if self.cache.outer:
                    missed = len(tokens) - here * BLOCK
                    self.count(outer_queries=missed, outer_hits=fetched * BLOCK)
            time.sleep((len(tokens) - cached) * self.args.prefill_ms_per_token / 1000)
        return cached, hashes

    def metrics(self):
        told = {
            "vllm:prefix_cache_queries_total": "queries",
            "vllm:prefix_cache_hits_total": "hits",
            "vllm:external_prefix_cache_queries_total": "outer_queries",
            "vllm:external_prefix_cache_hits_total": "outer_hits",
            "vllm:request_success_total": "requests",
        }
        label = f'{{model_name="{self.args.model}"}}'
        lines = []
        for name, key in told.items():
            lines += [f"# TYPE {name} counter", f"{name}{label} {self.counts[key]}"]
        if self.cache:
            share = len(self.cache.blocks) / self.cache.limit
            lines += ["# TYPE vllm:kv_cache_usage_perc gauge"]
            lines += [f"vllm:kv_cache_usage_perc{label} {share:.6f}"]
        return "\n".join(lines) + "\n"


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def answer(self, text, kind="application/json"):
        data = text.encode()
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def do_GET(self):
        engine = self.server.engine
        if self.path == "/metrics":
            self.answer(engine.metrics(), "text/plain; version=0.0.4")
        elif self.path == "/v1/models":
            self.answer(json.dumps({"data": [{"id": engine.args.model}]}))
        elif self.path == "/health":
            self.answer("{}")
        else:
            self.send_error(404)

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        engine = self.server.engine
        tokens = prompt_of(body).split()
        cached, hashes = engine.prefill(tokens)
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        # The same prompt always gets the same words, so that runs can be compared.
        seed = hashlib.sha256(" ".join(tokens).encode()).hexdigest()
        count = int(body.get("max_tokens") or 16)
        for n in range(count):
            if n:
                time.sleep(engine.args.itl_ms / 1000)
            word = f"a{seed[n % 60 : n % 60 + 4]}{n} "
            choice = {"index": 0, "text": word, "delta": {"content": word}}
            self.event({"choices": [choice]})
        usage = {"prompt_tokens": len(tokens), "completion_tokens": count}
        usage["prompt_tokens_details"] = {"cached_tokens": cached}
        self.event({"choices": [], "usage": usage})
        # Kept and counted before the end is told: the next request finds it done.
        if engine.cache:
            engine.cache.keep(hashes)
        engine.count(requests=1)
        self.wfile.write(b"data: [DONE]\n\n")
        self.close_connection = True

    def event(self, what):
        self.wfile.write(b"data: " + json.dumps(what).encode() + b"\n\n")
        self.wfile.flush()


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8010)
    parser.add_argument("--model", default="no-model")
    parser.add_argument("--cache-blocks", type=int, default=512)
    parser.add_argument(
        "--no-prefix-caching", dest="prefix_caching", action="store_false"
    )
    parser.add_argument("--prefill-ms-per-token", type=float, default=0.2)
    parser.add_argument("--itl-ms", type=float, default=2.0)
    parser.add_argument("--outer", help="a folder that holds blocks of all instances")
    parser.add_argument("--bytes-per-token", type=int, default=4096)
    return parser.parse_args()


def main():
    args = arguments()
    server = ThreadingHTTPServer(("127.0.0.1", args.port), Handler)
    server.daemon_threads = True
    server.engine = Engine(args)
    print(f"http://127.0.0.1:{args.port} cache blocks: {args.cache_blocks}", flush=True)
    with suppress(KeyboardInterrupt):
        server.serve_forever()


if __name__ == "__main__":
    main()

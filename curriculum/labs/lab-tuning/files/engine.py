"""A pretend inference engine with a batch limit and a queue. Standard library only.

    python3 engine.py --max-batch 4

It streams OpenAI-style completions. No model runs: the text is one word repeated.
What is real is the waiting. One engine does one thing at a time: it admits
waiting requests while the batch has room, reads their prompts (prefill), and then
makes one token for every request of the batch (a decode step). A step takes longer
the fuller the batch is. So the batch limit trades waiting against token speed.
"""

import argparse
import asyncio
import collections
import json

PREFILL_S = 0.0004  # per prompt token that is not in the prefix cache
STEP_S = 0.010  # one decode step with an empty batch
STEP_PER_REQUEST_S = 0.0015  # what each request of the batch adds to a step


class Request:
    """One request on its way through the engine."""

    def __init__(self, words, max_tokens):
        self.words = words
        self.left = max_tokens
        self.tokens = asyncio.Queue()  # one True for each token, None at the end


class Engine:
    """A queue in front of a batch that is worked on step by step."""

    def __init__(self, max_batch, prefix_cache):
        self.max_batch = max_batch
        self.prefix_cache = prefix_cache
        self.waiting = collections.deque()
        self.batch = []
        self.prefixes = set()
        self.arrived = asyncio.Event()
        self.finished = 0

    def add(self, request):
        self.waiting.append(request)
        self.arrived.set()

    async def run(self):
        while True:
            if not self.waiting and not self.batch:
                self.arrived.clear()
                await self.arrived.wait()
            while self.waiting and len(self.batch) < self.max_batch:
                request = self.waiting.popleft()
                self.batch.append(request)
                # Prefill: the whole batch stands still meanwhile.
                await asyncio.sleep(self.uncached(request.words) * PREFILL_S)
                self.emit(request)
            await asyncio.sleep(STEP_S + STEP_PER_REQUEST_S * len(self.batch))
            for request in self.batch:
                self.emit(request)
            self.batch = [request for request in self.batch if request.left > 0]

    def uncached(self, words):
        """Count the prompt's words behind its longest known prefix."""
        if not self.prefix_cache:
            return len(words)
        blocks = range(16, len(words) + 1, 16)  # remembered in blocks of 16 words
        prefixes = [tuple(words[:end]) for end in blocks]
        known = max((len(p) for p in prefixes if p in self.prefixes), default=0)
        self.prefixes.update(prefixes)
        return len(words) - known

    def emit(self, request):
        if request.left > 0:
            request.left -= 1
            request.tokens.put_nowait(True)
            if request.left == 0:
                request.tokens.put_nowait(None)
                self.finished += 1

    def settings(self):
        return {
            "engine": "pretend",
            "max_batch": self.max_batch,
            "prefix_cache": self.prefix_cache,
        }

    def metrics(self):
        return (
            f"vllm:num_requests_running {len(self.batch)}\n"
            f"vllm:num_requests_waiting {len(self.waiting)}\n"
            f"vllm:request_success_total {self.finished}\n"
        )


async def serve(engine, reader, writer):
    """Answer one HTTP request; the connection is closed afterwards."""
    try:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        method, path = head.split()[:2]
        size = 0
        for line in head.split("\r\n")[1:]:
            name, _, value = line.partition(":")
            if name.lower() == "content-length":
                size = int(value)
        body = await reader.readexactly(size)
        if (method, path) == ("POST", "/v1/completions"):
            await complete(engine, json.loads(body), writer)
        elif (method, path) == ("GET", "/settings"):
            send(writer, "200 OK", "application/json", json.dumps(engine.settings()))
        elif (method, path) == ("GET", "/metrics"):
            send(writer, "200 OK", "text/plain; version=0.0.4", engine.metrics())
        elif (method, path) == ("GET", "/health"):
            send(writer, "200 OK", "text/plain", "ok\n")
        else:
            send(writer, "404 Not Found", "text/plain", "no such page\n")
        await writer.drain()
    except (asyncio.IncompleteReadError, ConnectionError, ValueError, KeyError):
        pass  # a client that went away or wrote nonsense
    finally:
        writer.close()


def send(writer, status, kind, text):
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nConnection: close\r\n\r\n"
    writer.write((head + text).encode())


async def complete(engine, asked, writer):
    """Stream one completion as server-sent events."""
    request = Request(asked["prompt"].split(), max(1, int(asked["max_tokens"])))
    engine.add(request)
    send(writer, "200 OK", "text/event-stream", "")
    while await request.tokens.get():
        event = json.dumps({"choices": [{"index": 0, "text": "word "}]})
        writer.write(f"data: {event}\n\n".encode())
        await writer.drain()
    writer.write(b"data: [DONE]\n\n")


async def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--max-batch", type=int, default=4)
    parser.add_argument("--prefix-cache", action="store_true")
    given = parser.parse_args()
    engine = Engine(given.max_batch, given.prefix_cache)
    server = await asyncio.start_server(
        lambda reader, writer: serve(engine, reader, writer), "127.0.0.1", given.port
    )
    print(f"pretend engine on http://127.0.0.1:{given.port}: {engine.settings()}")
    async with server:
        await asyncio.gather(server.serve_forever(), engine.run())


if __name__ == "__main__":
    try:
        asyncio.run(main())
    except KeyboardInterrupt:
        print("stopped")

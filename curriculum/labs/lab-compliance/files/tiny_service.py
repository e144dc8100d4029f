"""A pretend model service that keeps a log of its calls, in the standard library.

    python3 tiny_service.py            # in the folder that holds tiny-model/

It answers POST /v1/completions on port 8077 in the shape of the OpenAI API, with
words that mean nothing. One JSON line a call goes to inference.jsonl: when, which
model by digest, which request, how it ended, how much. The text of a prompt is never
written: it may hold personal data.
"""

import argparse
import hashlib
import json
import time
import uuid
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock

WORDS = ["this", "model", "is", "random", "bytes", "and", "knows", "nothing"]
MODEL = Path("tiny-model")
LOG = Path("inference.jsonl")
lock = Lock()


class Service(BaseHTTPRequestHandler):
    """Answers one call and logs it."""

    digest = ""

    def do_POST(self):
        start = time.perf_counter()
        request = f"req-{uuid.uuid4().hex[:12]}"
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        usage = {"prompt_tokens": 0, "completion_tokens": 0}
        try:
            asked = json.loads(body)
            prompt, limit = str(asked["prompt"]), int(asked.get("max_tokens", 8))
        except (ValueError, KeyError, TypeError):
            status, answer = 400, {"error": {"message": "no JSON with a prompt"}}
        else:
            words = [WORDS[n % len(WORDS)] for n in range(limit)]
            usage = {
                "prompt_tokens": len(prompt.split()),
                "completion_tokens": len(words),
            }
            choice = {"index": 0, "text": " ".join(words), "finish_reason": "length"}
            status = 200
            answer = {
                "id": request,
                "object": "text_completion",
                "model": MODEL.name,
                "choices": [choice],
                "usage": usage,
            }
        self.log_call(request, status, usage, time.perf_counter() - start)
        data = json.dumps(answer).encode() + b"\n"
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_call(self, request, status, usage, seconds):
        now = time.time()
        stamp = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(now))
        line = {
            "ts": f"{stamp}.{int(now * 1000) % 1000:03d}Z",
            "event": "inference",
            "model": MODEL.name,
            "modelSha256": self.digest,
            "requestId": request,
            "status": status,
            "promptTokens": usage["prompt_tokens"],
            "completionTokens": usage["completion_tokens"],
            "durationMs": round(seconds * 1000, 3),
        }
        with lock, LOG.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")


def main():
    """Serve until ^C."""
    parser = argparse.ArgumentParser(description="A pretend model service.")
    parser.add_argument("--port", type=int, default=8077)
    given = parser.parse_args()
    weights = (MODEL / "weights.bin").read_bytes()
    Service.digest = hashlib.sha256(weights).hexdigest()
    server = ThreadingHTTPServer(("127.0.0.1", given.port), Service)
    print(f"service on localhost:{given.port}, calls go to {LOG}; ^C ends it")
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        print("ended")


if __name__ == "__main__":
    main()

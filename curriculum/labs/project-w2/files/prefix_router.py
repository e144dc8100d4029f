"""Put one address before several model servers and choose one for each request.

`round-robin` takes them in turn. `prefix` remembers which blocks of which prompts it
sent where, and takes the server that should hold most of the new prompt; among equals
the least busy one. It guesses: a server may have dropped what is remembered here.
"""

import argparse
import json
import threading
from collections import Counter, OrderedDict
from contextlib import suppress
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from prefix_server import BLOCK, block_hashes, prompt_of


class Chooser:
    """What is known of each server: the blocks sent there, the requests under way."""

    def __init__(self, servers, policy, remember):
        self.servers, self.policy, self.remember = servers, policy, remember
        self.sent = {server: OrderedDict() for server in servers}
        self.busy, self.counts, self.turn = Counter(), Counter(), 0
        self.lock = threading.Lock()

    def matched(self, server, hashes):
        """Count the blocks from the first on that were sent to a server before."""
        known = 0
        while known < len(hashes) and hashes[known] in self.sent[server]:
            known += 1
        return known

    def choose(self, tokens):
        hashes = block_hashes(tokens)
        with self.lock:
            self.turn += 1
            turn = self.turn % len(self.servers)
            order = self.servers[turn:] + self.servers[:turn]
            best = order[0]
            if self.policy == "prefix":
                best = max(
                    order, key=lambda s: (self.matched(s, hashes), -self.busy[s])
                )
            self.counts["matched", best] += self.matched(best, hashes) * BLOCK
            self.counts["requests", best] += 1
            self.busy[best] += 1
            blocks = self.sent[best]
            for name in hashes:
                blocks[name] = True
                blocks.move_to_end(name)
            while len(blocks) > self.remember:
                blocks.popitem(last=False)
        return best

    def metrics(self):
        lines = []
        names = {"requests": "requests_total", "matched": "matched_tokens_total"}
        for key, name in names.items():
            lines.append(f"# TYPE prefix_router_{name} counter")
            for server in self.servers:
                labels = f'policy="{self.policy}",server="{server}"'
                value = self.counts[key, server]
                lines.append(f"prefix_router_{name}" + "{" + labels + "} " + str(value))
        return "\n".join(lines) + "\n"


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def do_GET(self):
        if self.path == "/metrics":
            data = self.server.chooser.metrics().encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/plain; version=0.0.4")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)
        else:
            self.pass_on(self.server.chooser.servers[0], b"")

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        chooser = self.server.chooser
        server = chooser.choose(prompt_of(json.loads(body)).split())
        try:
            self.pass_on(server, body)
        finally:
            with chooser.lock:
                chooser.busy[server] -= 1

    def pass_on(self, server, body):
        """Forward the request and hand on each piece of the answer as it comes."""
        upstream = HTTPConnection(server, timeout=600)
        try:
            headers = {"Content-Type": "application/json"} if body else {}
            upstream.request(self.command, self.path, body or None, headers)
            reply = upstream.getresponse()
            self.send_response(reply.status)
            self.send_header("Content-Type", reply.getheader("Content-Type", ""))
            self.send_header("Connection", "close")
            self.end_headers()
            while piece := reply.read1():
                self.wfile.write(piece)
                self.wfile.flush()
        finally:
            upstream.close()
        self.close_connection = True


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("servers", nargs="+", help="host:port of each model server")
    parser.add_argument("--port", type=int, default=8020)
    parser.add_argument("--policy", choices=["prefix", "round-robin"], default="prefix")
    parser.add_argument("--remember", type=int, default=4096, help="blocks per server")
    args = parser.parse_args()
    server = ThreadingHTTPServer(("127.0.0.1", args.port), Handler)
    server.daemon_threads = True
    server.chooser = Chooser(args.servers, args.policy, args.remember)
    print(f"http://127.0.0.1:{args.port} {args.policy} {args.servers}", flush=True)
    with suppress(KeyboardInterrupt):
        server.serve_forever()


if __name__ == "__main__":
    main()

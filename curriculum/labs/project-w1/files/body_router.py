"""Read the model's name out of the body and hand it on as a header.

A gateway routes by headers, but a client of the OpenAI interface writes the model into
the body. This small proxy stands where a body-based router stands, in front of the
gateway.
Only the standard library is used. Use: python3 body_router.py --upstream 127.0.0.1:8080
"""

import argparse
import http.client
import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

HOP = {"connection", "host", "keep-alive", "transfer-encoding", "content-length"}


class Router(BaseHTTPRequestHandler):
    upstream = ""
    host = ""

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        headers = {k: v for k, v in self.headers.items() if k.lower() not in HOP}
        try:
            model = json.loads(body)["model"]
        except (ValueError, KeyError, TypeError):
            return self.refuse(400, "the body names no model")
        headers["X-Gateway-Base-Model-Name"] = str(model)
        self.forward(body, headers)

    def do_GET(self):
        headers = {k: v for k, v in self.headers.items() if k.lower() not in HOP}
        self.forward(None, headers)

    def forward(self, body, headers):
        connection = http.client.HTTPConnection(self.upstream, timeout=300)
        try:
            connection.putrequest(self.command, self.path, skip_host=True)
            connection.putheader("Host", self.host)
            for name, value in headers.items():
                connection.putheader(name, value)
            if body is not None:
                connection.putheader("Content-Length", str(len(body)))
            connection.endheaders(body)
            answer = connection.getresponse()
            self.send_response(answer.status)
            for name, value in answer.getheaders():
                if name.lower() not in HOP | {"date", "server"}:
                    self.send_header(name, value)
            self.send_header("Connection", "close")
            self.end_headers()
            while piece := answer.read1(
                65536
            ):  # as it comes, so that streams stay streams
                self.wfile.write(piece)
                self.wfile.flush()
        except ConnectionRefusedError:
            self.refuse(502, f"nothing listens at {self.upstream}")
        except (OSError, http.client.HTTPException) as error:
            self.log_error("%s", error)
        finally:
            connection.close()

    def refuse(self, status, text):
        self.send_response(status)
        self.send_header("Content-Type", "text/plain")
        self.end_headers()
        self.wfile.write(f"{text}\n".encode())


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--port", type=int, default=8090)
    parser.add_argument("--upstream", default="127.0.0.1:8080")
    parser.add_argument("--host", default="models.example", help="sent to the gateway")
    options = parser.parse_args()
    Router.upstream, Router.host = options.upstream, options.host
    print(f"http://127.0.0.1:{options.port} in front of {options.upstream}")
    try:
        ThreadingHTTPServer(("127.0.0.1", options.port), Router).serve_forever()
    except KeyboardInterrupt:
        pass


if __name__ == "__main__":
    main()

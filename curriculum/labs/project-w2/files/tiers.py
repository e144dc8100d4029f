"""Measure how fast three tiers give bytes back, and whether a fetch beats a prefill.

Host memory is copied, a file is read from disk, bytes go through a TCP connection on
this machine (a network is slower than that). Writes tiers.json. Only the standard
library.
"""

import argparse
import json
import os
import socket
import statistics
import threading
import time
from pathlib import Path

CHUNK = 1 << 20


def memory(size):
    source = bytearray(os.urandom(CHUNK)) * (size // CHUNK)
    target = memoryview(bytearray(source))  # pages are there before the clock starts
    began = time.perf_counter()
    target[:] = source
    return time.perf_counter() - began


def disk(size):
    path = Path("tier-sample.bin")
    piece = os.urandom(CHUNK)
    with path.open("wb") as file:
        for _ in range(size // CHUNK):
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())
        if hasattr(os, "posix_fadvise"):  # else the copy in memory would be read
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
    began = time.perf_counter()
    with path.open("rb", buffering=0) as file:
        while file.read(CHUNK):
            pass
    seconds = time.perf_counter() - began
    path.unlink()
    return seconds


def network(size):
    piece = os.urandom(CHUNK)
    with socket.create_server(("127.0.0.1", 0)) as server:

        def send():
            connection, _ = server.accept()
            with connection:
                for _ in range(size // CHUNK):
                    connection.sendall(piece)

        threading.Thread(target=send, daemon=True).start()
        began, left = time.perf_counter(), size
        with socket.create_connection(server.getsockname()) as client:
            while left:
                left -= len(client.recv(min(CHUNK, left)))
    return time.perf_counter() - began


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tokens", type=int, default=4096)
    parser.add_argument("--bytes-per-token", type=int, default=131072)
    parser.add_argument("--prefill-tokens-per-s", type=float, required=True)
    parser.add_argument(
        "--prefill-source", required=True, help="where that figure is from"
    )
    parser.add_argument("--sample-mib", type=int, default=256)
    args = parser.parse_args()
    size = args.sample_mib * CHUNK
    recompute_ms = args.tokens / args.prefill_tokens_per_s * 1000
    report = {
        "tokens": args.tokens,
        "bytes_per_token": args.bytes_per_token,
        "prefill_tokens_per_s": args.prefill_tokens_per_s,
        "prefill_source": args.prefill_source,
        "recompute_ms": recompute_ms,
        "tiers": [],
    }
    for measure in (memory, disk, network):
        seconds = statistics.median(measure(size) for _ in range(3))
        fetch_ms = args.tokens * args.bytes_per_token / (size / seconds) * 1000
        tier = {
            "tier": measure.__name__,
            "sample_bytes": size,
            "seconds": seconds,
            "bytes_per_s": size / seconds,
            "fetch_ms": fetch_ms,
            "fetch_is_faster": fetch_ms < recompute_ms,
        }
        report["tiers"].append(tier)
        verdict = "fetch" if tier["fetch_is_faster"] else "recompute"
        rate = tier["bytes_per_s"] / 1e9
        print(f"{tier['tier']:<8} {rate:6.2f} GB/s  fetch {fetch_ms:8.1f} ms", end="  ")
        print(f"recompute {recompute_ms:8.1f} ms  -> {verdict}")
    Path("tiers.json").write_text(json.dumps(report, indent=2) + "\n")


if __name__ == "__main__":
    main()

"""Read a buffer of the size of a KV cache from another process with NIXL.

Start it twice: `kv_read.py target` offers the buffer, `kv_read.py initiator` reads
it several times and writes what it measured to a JSON file. Memory is host memory
(DRAM), the backend is UCX; no GPU takes part.
"""

import argparse
import json
import statistics
import time
from pathlib import Path

import numpy as np
from nixl._api import nixl_agent, nixl_agent_config

DONE = b"done reading"


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("role", choices=["target", "initiator"])
    parser.add_argument("--ip", default="127.0.0.1", help="where the target listens")
    parser.add_argument("--port", type=int, default=5555)
    parser.add_argument("--tokens", type=int, default=4096, help="a multiple of 16")
    parser.add_argument("--bytes-per-token", type=int, default=131072)
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--prefill-tokens-per-s", type=float, default=5000.0)
    parser.add_argument("--out", default="nixl-transfer.json")
    return parser.parse_args()


def pattern(size):
    """Give bytes that are told from zeros, and from a shifted copy of themselves."""
    return np.resize(np.arange(251, dtype=np.uint8), size)


def blocks(buffer, count):
    """Cut the buffer into equal pieces: (address, length, device), as NIXL wants."""
    size = buffer.nbytes // count
    start = buffer.ctypes.data
    return [(start + n * size, size, 0) for n in range(count)]


def offer(agent, pieces):
    """Wait for the reader, tell it where the pieces lie, and wait until it is done."""
    descs = agent.get_serialized_descs(agent.get_xfer_descs(pieces, "DRAM"))
    while not agent.check_remote_metadata("initiator"):
        time.sleep(0.01)
    agent.send_notif("initiator", descs)
    print("target: the reader is here")
    while DONE not in agent.get_new_notifs().get("initiator", []):
        time.sleep(0.01)
    print("target: the reader is done")


def read(agent, pieces, args):
    """Ask the target for its pieces and read them, several times over."""
    agent.fetch_remote_metadata("target", args.ip, args.port)
    agent.send_local_metadata(args.ip, args.port)
    told = {}
    while "target" not in told:
        told = agent.get_new_notifs()
        time.sleep(0.01)
    remote = agent.deserialize_descs(told["target"][0])
    local = agent.get_xfer_descs(pieces, "DRAM")
    while not agent.check_remote_metadata("target"):
        time.sleep(0.01)
    handle = agent.initialize_xfer("READ", local, remote, "target")
    seconds = []
    for _ in range(args.repeats):
        began = time.perf_counter()
        state = agent.transfer(handle)
        while state == "PROC":
            state = agent.check_xfer_state(handle)
        if state != "DONE":
            raise SystemExit(f"the transfer ended in state {state}")
        seconds.append(time.perf_counter() - began)
    told = agent.get_xfer_telemetry(handle)  # of the last transfer
    agent.send_notif("target", DONE)
    agent.release_xfer_handle(handle)
    agent.remove_remote_agent("target")
    return seconds, {"bytes": told.totalBytes, "descriptors": told.descCount}


def main():
    args = arguments()
    size = args.tokens * args.bytes_per_token
    count = args.tokens // 16  # one piece per block of 16 tokens
    target = args.role == "target"
    buffer = pattern(size) if target else np.zeros(size, dtype=np.uint8)
    config = nixl_agent_config(
        enable_listen_thread=True,
        listen_port=args.port if target else 0,
        capture_telemetry=True,
        backends=["UCX"],
    )
    agent = nixl_agent(args.role, config)
    registered = agent.register_memory([(buffer.ctypes.data, size, 0, "")], "DRAM")
    print(f"{args.role}: {size} bytes of host memory in {count} blocks")
    if target:
        offer(agent, blocks(buffer, count))
    else:
        seconds, telemetry = read(agent, blocks(buffer, count), args)
        fetch_ms = statistics.median(seconds) * 1000
        recompute_ms = args.tokens / args.prefill_tokens_per_s * 1000
        report = {
            "backend": "UCX",
            "tokens": args.tokens,
            "bytes_per_token": args.bytes_per_token,
            "bytes": size,
            "blocks": count,
            "verified": bool(np.array_equal(buffer, pattern(size))),
            "seconds": seconds,
            "median_bytes_per_s": size / statistics.median(seconds),
            "telemetry": telemetry,
            "fetch_ms": fetch_ms,
            "prefill_tokens_per_s": args.prefill_tokens_per_s,
            "recompute_ms": recompute_ms,
            "fetch_is_faster": fetch_ms < recompute_ms,
        }
        Path(args.out).write_text(json.dumps(report, indent=2) + "\n")
        print(json.dumps(report, indent=2))
    agent.deregister_memory(registered)


if __name__ == "__main__":
    main()

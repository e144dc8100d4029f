"""Run the same workloads against several cache strategies and write one report.

Every strategy starts its own servers, empty, and stops them again. The requests are
the same everywhere: the report carries a hash of all prompts of a run. Speeds are
simulated by prefix_server.py. Only the standard library.
"""

import argparse
import json
import shutil
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from workloads import KINDS, run

# name: (number of servers, what the servers get, what the router gets or None)
STRATEGIES = {
    "none": (1, ["--no-prefix-caching"], None),
    "one": (1, [], None),
    "one-outer": (1, ["--outer", "outer"], None),
    "two-round-robin": (2, [], ["--policy", "round-robin"]),
    "two-prefix": (2, [], ["--policy", "prefix"]),
    "two-prefix-outer": (2, ["--outer", "outer"], ["--policy", "prefix"]),
}
PORT, ROUTER = 8031, 8030


def start(program, *options):
    return subprocess.Popen(
        [sys.executable, program, *options], stdout=subprocess.DEVNULL
    )


def wait_for(url):
    for _ in range(100):
        try:
            return urlopen(url, timeout=5).close()
        except URLError:
            time.sleep(0.05)
    raise SystemExit(f"nothing answers at {url}")


def measure(strategy, kind, seed, args):
    """Give one line of the report: one strategy, one workload, one seed."""
    count, server_options, router_options = STRATEGIES[strategy]
    shutil.rmtree("outer", ignore_errors=True)
    ports = [str(PORT + n) for n in range(count)]
    size = ["--cache-blocks", str(args.cache_blocks)]
    programs = [
        start("prefix_server.py", "--port", port, *size, *server_options)
        for port in ports
    ]
    metrics = [f"http://127.0.0.1:{port}/metrics" for port in ports]
    url = f"http://127.0.0.1:{ports[0]}"
    try:
        for address in metrics:
            wait_for(address)
        if router_options:
            servers = [f"127.0.0.1:{port}" for port in ports]
            programs.append(
                start(
                    "prefix_router.py", *servers, "--port", str(ROUTER), *router_options
                )
            )
            url = f"http://127.0.0.1:{ROUTER}"
            wait_for(f"{url}/metrics")
        rows = Path("runs") / strategy / f"{kind}-{seed}.jsonl"
        settings = {"requests": args.requests, "concurrency": 4, "max_tokens": 16}
        line = run(kind, url, metrics, "no-model", rows, seed=seed, **settings)
    finally:
        for program in programs:
            program.terminate()
        for program in programs:
            program.wait()
        shutil.rmtree("outer", ignore_errors=True)
    told = {"strategy": strategy, "simulated": True, "instances": count}
    return told | {"cache_blocks": args.cache_blocks, "rows": str(rows)} | line


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, nargs="+", default=[7, 8])
    parser.add_argument("--requests", type=int, default=48)
    parser.add_argument("--cache-blocks", type=int, default=128, help="per instance")
    parser.add_argument("--out", default="strategy-report.json")
    args = parser.parse_args()
    report = []
    for seed in args.seeds:
        for kind in KINDS:
            for strategy in STRATEGIES:
                line = measure(strategy, kind, seed, args)
                report.append(line)
                mean = line["mean_ttft_ms"]
                told = f"ratio {line['hit_ratio']:.3f}"
                told += f"  outer {line['outer_hit_tokens']:>5}"
                told += f"  mean TTFT {mean:6.1f} ms"
                print(f"seed {seed}  {kind:<11}{strategy:<18}{told}", flush=True)
    Path(args.out).write_text(json.dumps(report, indent=2) + "\n")


if __name__ == "__main__":
    main()

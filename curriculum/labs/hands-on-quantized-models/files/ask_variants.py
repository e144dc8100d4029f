"""Ask each variant of a model the same question; note what it takes on disk and loaded.

Your estimates come first: they are arguments, in megabytes (10^6 bytes), one for each
variant in the order in which the variants stand. Only the standard library.
"""

import argparse
import json
from pathlib import Path
from urllib.request import Request, urlopen

BASE = "qwen2.5:0.5b-instruct"
VARIANTS = [f"{BASE}-fp16", f"{BASE}-q8_0", f"{BASE}-q4_K_M"]
QUESTION = "Name three things that a KV cache stores or saves. One short line each."


def call(server, path, body=None):
    """GET without a body, POST with one."""
    data = None if body is None else json.dumps(body).encode()
    request = Request(f"{server}{path}", data, {"Content-Type": "application/json"})
    with urlopen(request, timeout=600) as reply:
        return json.load(reply)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--server", default="http://127.0.0.1:11434")
    parser.add_argument("--variants", nargs=3, default=VARIANTS)
    parser.add_argument("--estimates-mb", nargs=3, type=float, required=True)
    parser.add_argument("--question", default=QUESTION)
    parser.add_argument("--out", default="quantized-models.json")
    args = parser.parse_args()
    rows = []
    for name, estimate in zip(args.variants, args.estimates_mb, strict=True):
        options = {"temperature": 0, "num_predict": 64, "num_ctx": 2048}
        body = {"model": name, "prompt": args.question, "stream": False}
        reply = call(args.server, "/api/generate", body | {"options": options})
        stored = {
            model["name"]: model for model in call(args.server, "/api/tags")["models"]
        }
        loaded = {
            model["name"]: model for model in call(args.server, "/api/ps")["models"]
        }
        shown = call(args.server, "/api/show", {"model": name})
        parameters = shown["model_info"]["general.parameter_count"]
        size = stored[name]["size"]
        row = {
            "variant": name,
            "format": stored[name]["details"]["quantization_level"],
            "parameters": parameters,
            "estimate_bytes": round(estimate * 1e6),
            "size_bytes": size,
            "effective_bits": size * 8 / parameters,
            "loaded_bytes": loaded[name]["size"],
            "question": args.question,
            "answer": reply["response"],
            "eval_count": reply["eval_count"],
        }
        rows.append(row)
        print(f"{name}: {row['format']}, estimated {estimate:.0f} MB, ", end="")
        print(
            f"{size / 1e6:.0f} MB on disk, {row['effective_bits']:.1f} bits a weight, ",
            end="",
        )
        print(f"{row['loaded_bytes'] / 1e6:.0f} MB loaded\n  {row['answer'].strip()}\n")
    Path(args.out).write_text(json.dumps(rows, indent=2) + "\n")


if __name__ == "__main__":
    main()

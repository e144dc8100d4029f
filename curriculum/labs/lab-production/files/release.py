"""Verify the model, then put down what is released. Run it before you apply.

    python3 release.py ghcr.io/llm-d/llm-d-inference-sim@sha256:...

It verifies the folder tiny-model with key.pub and model.sig, as in the signing lab,
and writes release.json. A release whose model does not verify is not written.
"""

import datetime
import hashlib
import json
import pathlib
import re
import subprocess
import sys

VERIFY = ["model_signing", "verify", "key", "tiny-model"]
VERIFY += ["--public_key", "key.pub", "--signature", "model.sig"]


def main():
    if len(sys.argv) != 2 or not re.search(r"@sha256:[0-9a-f]{64}$", sys.argv[1]):
        raise SystemExit("give the image by digest: name@sha256:<64 hex digits>")
    verified = subprocess.run(VERIFY)
    if verified.returncode != 0:
        raise SystemExit("the model does not verify: nothing is released")
    now = datetime.datetime.now(datetime.UTC)
    signature = pathlib.Path("model.sig").read_bytes()
    release = {
        "image": sys.argv[1],
        "modelSignatureSha256": hashlib.sha256(signature).hexdigest(),
        "verifiedAt": now.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "exitCode": verified.returncode,
    }
    pathlib.Path("release.json").write_text(json.dumps(release, indent=2) + "\n")
    print("release.json:", release["image"])


if __name__ == "__main__":
    main()

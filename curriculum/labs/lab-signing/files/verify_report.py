"""Verify three folders with one signature and write down how each run ended.

    python3 verify_report.py

It runs `model_signing verify key` on tiny-model, tampered and extra, in the folder
where you start it, and writes verify-report.json. An exit code is kept as it came:
nothing is judged here.
"""

import hashlib
import json
import subprocess
import sys
import time
from pathlib import Path

FOLDERS = {"intact": "tiny-model", "tampered": "tampered", "extraFile": "extra"}
SIGNATURE, PUBLIC_KEY = "model.sig", "key.pub"


def sha256(path):
    """Hash a file."""
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()


def run(*words):
    """Start model_signing; give exit code and what it printed."""
    try:
        done = subprocess.run(
            ["model_signing", *words], capture_output=True, text=True, check=False
        )
    except FileNotFoundError:
        sys.exit("verify_report.py: no model_signing on the PATH of this terminal")
    return done.returncode, (done.stdout + done.stderr).strip()


def main():
    """Write the report."""
    for needed in (SIGNATURE, PUBLIC_KEY, *FOLDERS.values()):
        if not Path(needed).exists():
            sys.exit(f"verify_report.py: there is no {needed} here")
    code, version = run("--version")
    if code:
        sys.exit(f"verify_report.py: model_signing does not start: {version}")
    runs = {}
    for name, folder in FOLDERS.items():
        words = ("--public_key", PUBLIC_KEY, "--signature", SIGNATURE)
        code, said = run("verify", "key", folder, *words)
        runs[name] = {"folder": folder, "exitCode": code, "said": said[:200]}
        print(f"{name}: exit {code}: {said[:80]}")
    report = {
        "model": FOLDERS["intact"],
        "tool": version.splitlines()[-1],
        "createdAt": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        "signatureSha256": sha256(SIGNATURE),
        "publicKeySha256": sha256(PUBLIC_KEY),
        "runs": runs,
    }
    text = json.dumps(report, indent=2) + "\n"
    Path("verify-report.json").write_text(text, encoding="utf-8")
    print("wrote verify-report.json")


if __name__ == "__main__":
    main()

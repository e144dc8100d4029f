"""Tie each piece of evidence in ai-act-report.json to its file by SHA-256.

    python3 hash_evidence.py           # write the hashes into the report
    python3 hash_evidence.py --check   # write nothing

Exit code 1: a piece is missing, or was changed since its hash was taken.
"""

import hashlib
import json
import sys
from pathlib import Path

REPORT = Path("ai-act-report.json")


def main():
    """Go through the report."""
    only_check = sys.argv[1:] == ["--check"]
    report = json.loads(REPORT.read_text(encoding="utf-8"))
    wrong = 0
    for duty in report["obligations"]:
        for piece in duty["evidence"]:
            path = Path(piece["path"])
            if not path.is_file():
                print(f"missing  {path} ({duty['article']})")
                wrong += 1
                continue
            found = hashlib.sha256(path.read_bytes()).hexdigest()
            if not only_check:
                piece["sha256"] = found
            fits = piece.get("sha256") == found
            wrong += not fits
            print(f"{'ok' if fits else 'changed':8} {path} ({duty['article']})")
    if not only_check:
        text = json.dumps(report, indent=2, ensure_ascii=False) + "\n"
        REPORT.write_text(text, encoding="utf-8")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()

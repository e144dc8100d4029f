"""Take the policy reports into ai-act-report.json: as evidence, and what failed.

    python3 add_exceptions.py

It reads evidence/policy-reports.json, as `kubectl get policyreports -o json` wrote it.
Each failure that has no exception yet gets one, with reason and date still to be
written by you. Exceptions whose failure is gone are named, not removed. Run
hash_evidence.py afterwards.
"""

import json
from pathlib import Path

REPORT, REPORTS = Path("ai-act-report.json"), Path("evidence/policy-reports.json")


def failures(reports):
    """Give policy and resource of every result that is fail or error."""
    for report in reports["items"]:
        resource = f"{report['scope']['kind']}/{report['scope']['name']}"
        for result in report.get("results", []):
            if result["result"] in ("fail", "error"):
                yield result["policy"], resource


def main():
    """Write the report anew."""
    report = json.loads(REPORT.read_text(encoding="utf-8"))
    reports = json.loads(REPORTS.read_text(encoding="utf-8"))
    known = {(one["policy"], one["resource"]) for one in report["exceptions"]}
    failed = set(failures(reports))
    for policy, resource in sorted(failed - known):
        entry = {"policy": policy, "resource": resource}
        report["exceptions"].append({**entry, "reason": "TODO", "until": "TODO"})
        print(f"to explain  {policy} on {resource}")
    for policy, resource in sorted(known - failed):
        print(f"no longer   {policy} on {resource}")
    path = REPORTS.as_posix()
    duty = next(one for one in report["obligations"] if one["article"] == "Art. 15")
    if path not in [piece["path"] for piece in duty["evidence"]]:
        duty["evidence"].append({"path": path})
    text = json.dumps(report, indent=2, ensure_ascii=False) + "\n"
    REPORT.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()

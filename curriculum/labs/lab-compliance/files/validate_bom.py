"""Validate a bill of materials against the CycloneDX schema of its own version.

    bom-venv/bin/python validate_bom.py ai-bom.cdx.json

Needs the package cyclonedx-python-lib with its extra json-validation. Exit code 1:
the schema says no.
"""

import json
import sys
from pathlib import Path

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator


def main():
    """Print what the schema says."""
    text = Path(sys.argv[1]).read_text(encoding="utf-8")
    version = json.loads(text).get("specVersion", "")
    name = "V" + version.replace(".", "_")
    if name not in SchemaVersion.__members__:
        sys.exit(f"no schema for specVersion {version!r}")
    problem = JsonStrictValidator(SchemaVersion[name]).validate_str(text)
    if problem:
        sys.exit(f"not valid: {str(problem)[:500]}")
    print(f"valid CycloneDX {version}")


if __name__ == "__main__":
    main()

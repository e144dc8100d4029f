"""A signed statement: a Sigstore bundle, or the bare DSSE envelope of one."""

from __future__ import annotations

import base64
import binascii
from typing import Any

from aiinfra_cli.labs.opening import Unfit
from aiinfra_cli.labs.plain import json_of


def statement_of(text: str, name: str) -> dict[str, Any]:
    """Give the document and, where it has an envelope, the payload decoded.

    The signature is not verified: a program that can do it says so to another check.
    Raises Unfit for what is no bundle and for a payload that cannot be decoded.
    """
    bundle = json_of(text, name)
    if not isinstance(bundle, dict):
        raise Unfit(f"{name} is JSON, but not an object: no bundle")
    envelope = bundle.get("dsseEnvelope", bundle)
    if not isinstance(envelope, dict) or "payload" not in envelope:
        return {"bundle": bundle}
    return {"bundle": bundle, "payload": _payload(envelope["payload"], name)}


def _payload(encoded: Any, name: str) -> Any:
    what = f"the payload in {name}"
    try:
        # Both alphabets are allowed by the specification; padding is not left out.
        plain = str(encoded).translate(str.maketrans("-_", "+/"))
        raw = base64.b64decode(plain, validate=True)
        text = raw.decode("utf-8")
    except (binascii.Error, ValueError):
        raise Unfit(f"{what} is not text in base64") from None
    return json_of(text, what)

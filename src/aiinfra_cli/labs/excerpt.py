"""What is kept of facts: a digest of all, and a short piece without secrets."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from aiinfra_cli.labs.answer import told

MOST = 1000  # characters of an excerpt
MASK = "(masked)"
_MOST_TEXT = 100  # characters of one text in it
_MOST_MEMBERS = 5  # of a list, and three times as many of an object
_MOST_DEPTH = 12

_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[0-9]+")
_SECRET = {
    *("token", "password", "passwd", "passphrase", "secret", "authorization"),
    *("cookie", "credential", "credentials", "apikey"),
}
_KEYS = {"api", "access", "private", "secret", "client", "signing", "account"}
_APPLIED = "kubectl.kubernetes.io/last-applied-configuration"

# What gives itself away inside a text, wherever it stands.
_IN_TEXT = re.compile(
    r"-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(?:-----END [A-Z ]*-----|\Z)"
    r"|\b(?:bearer|basic)\s+[\w.~+/=-]{8,}"
    r"|\beyJ[\w-]{8,}\.[\w-]+\.[\w-]*"
    r"|\b(?:hf_|gh[a-z]_|github_pat_|glpat-|sk-|nvapi-|xox[a-z]-)[\w-]{16,}"
    r"|\b(?:AKIA|ASIA)[0-9A-Z]{16}\b"
    r"|(?<=://)[^/\s:@]*:[^/\s@]+(?=@)"
    r"""|(?<=token=)[^\s&"']+|(?<=password=)[^\s&"']+|(?<=secret=)[^\s&"']+""",
    re.DOTALL | re.IGNORECASE,
)


def digest_of(facts: Any) -> str:
    """Hash facts, as canonical JSON, with SHA-256; empty where JSON has no words."""
    from hashlib import sha256

    try:
        text = json.dumps(facts, separators=(",", ":"), sort_keys=True)
    except (RecursionError, ValueError):
        return ""
    return sha256(text.encode()).hexdigest()


def excerpt_of(facts: Any) -> str:
    """Give a piece of facts as JSON on one line, fit to be kept and to be shown.

    What looks like a secret is masked; what is long is cut and says so.
    """
    text = json.dumps(_short(facts, 0), ensure_ascii=False)
    return told(text, MOST)


def _short(value: Any, depth: int) -> Any:
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, dict | list) and depth >= _MOST_DEPTH:
        return "…"
    if isinstance(value, list):
        kept = [_short(inner, depth + 1) for inner in value[:_MOST_MEMBERS]]
        left = len(value) - len(kept)
        return [*kept, f"… {left} more"] if left else kept
    if isinstance(value, dict):
        members = list(_unveiled(value))
        kept_members = members[: 3 * _MOST_MEMBERS]
        left = len(members) - len(kept_members)
        short = {_text(key): _short(inner, depth + 1) for key, inner in kept_members}
        return {**short, "…": f"{left} more"} if left else short
    return value


def _text(text: str) -> str:
    # Long before the cut, so that a secret is not cut in two and its half kept.
    plain = _IN_TEXT.sub(MASK, text[: 40 * _MOST_TEXT])
    return plain if len(plain) <= _MOST_TEXT else plain[: _MOST_TEXT - 1] + "…"


def _unveiled(members: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Give the members of an object, those masked that look like secrets."""
    kind = members.get("kind")
    # {"name": "HF_TOKEN", "value": "…"}, as containers have their environment.
    is_named_so = is_secret(str(members.get("name", "")))
    for key, value in members.items():
        if kind == "Secret" and key in ("data", "stringData"):
            yield key, dict.fromkeys(value, MASK) if isinstance(value, dict) else MASK
        elif kind == "SecretList" and key == "items" and isinstance(value, list):
            items = (one for one in value if isinstance(one, dict))
            yield key, [{**one, "kind": "Secret"} for one in items]
        elif isinstance(value, str) and (
            is_secret(key) or key == _APPLIED or (key == "value" and is_named_so)
        ):
            yield key, MASK
        else:
            yield key, value


def is_secret(name: str) -> bool:
    """Tell whether a field of this name holds a secret, if it holds text.

    The last word tells: `HF_TOKEN` and `apiKey` do, `secretName` and `output_tokens`
    do not.
    """
    words = [word.lower() for word in _WORDS.findall(name)]
    if words[-1:] == ["data"]:  # client-key-data
        words.pop()
    if words[-1:] == ["key"]:
        return bool(_KEYS & set(words[:-1]))
    return bool(_SECRET & set(words[-1:]))

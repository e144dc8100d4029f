"""What is kept of facts: a hash of all of them, and a piece without secrets."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiinfra_cli.labs.excerpt import MASK, MOST, digest_of, excerpt_of, is_secret


def test_digest_is_of_canonical_json() -> None:
    """The order of members does not count, and the form is the one without spaces."""
    digest = hashlib.sha256(b'{"a":[1,2.5,null],"b":"\\u00e9"}').hexdigest()
    assert digest_of({"b": "é", "a": [1, 2.5, None]}) == digest
    assert digest_of({"a": [1, 2.5, None], "b": "é"}) == digest


def test_digest_of_odd_facts() -> None:
    """Half of a character has a digest; what JSON has no words for has none."""
    assert len(digest_of({"\ud800": "\udfff"})) == 64
    nested: Any = []
    for _ in range(100_000):
        nested = [nested]
    assert digest_of(nested) == ""
    assert digest_of(10**5000) == ""


@pytest.mark.parametrize(
    ("facts", "excerpt"),
    [
        ({"a": 1}, '{"a": 1}'),
        (["é", None, True, 1.5], '["é", null, true, 1.5]'),
        (list(range(9)), '[0, 1, 2, 3, 4, "… 4 more"]'),
        (
            dict.fromkeys("abcdefghijklmnopqr", 0),
            '{"a": 0, "b": 0, "c": 0, "d": 0, "e": 0, "f": 0, "g": 0, "h": 0, "i": 0,'
            ' "j": 0, "k": 0, "l": 0, "m": 0, "n": 0, "o": 0, "…": "3 more"}',
        ),
        ("x" * 101, '"' + "x" * 99 + '…"'),
        ("a\x1b[31m\u202eb\x9b\n", '"a\\u001b[31m b \\n"'),
        ([[[[[[[[[[[[[1]]]]]]]]]]]]], '[[[[[[[[[[[["…"]]]]]]]]]]]]'),
    ],
)
def test_excerpt_is_short(facts: Any, excerpt: str) -> None:
    """Long lists, objects and texts are cut and say so; controls are gone."""
    assert excerpt_of(facts) == excerpt


SECRETS = [
    {"kind": "Secret", "data": {"tls.key": "SEKRIT"}, "stringData": {"a": "SEKRIT"}},
    {"kind": "Secret", "data": "SEKRIT"},
    {"kind": "List", "items": [{"kind": "Secret", "data": {"a": "SEKRIT"}}]},
    {"kind": "SecretList", "items": [{"data": {"a": "SEKRIT"}}]},
    {"env": [{"name": "HF_TOKEN", "value": "SEKRIT"}]},
    {
        "annotations": {
            "kubectl.kubernetes.io/last-applied-configuration": '{"data": "SEKRIT"}'
        }
    },
    {"headers": {"authorization": "SEKRIT", "set-cookie": "SEKRIT"}},
    {"password": "SEKRIT", "apiKey": "SEKRIT", "client-key-data": "SEKRIT"},
    {"AWS_SECRET_ACCESS_KEY": "SEKRIT", "deep": [{"refresh_token": "SEKRIT"}]},
    {"stdout": "curl -H 'Authorization: Bearer SEKRITSEKRIT'"},
    {"stdout": "url: https://me:SEKRIT@example.org/x?token=SEKRIT&a=1"},
    {"stdout": "-----BEGIN EC PRIVATE KEY-----\nSEKRIT\n-----END EC PRIVATE KEY-----"},
    {"stdout": "x" * 70 + "-----BEGIN PRIVATE KEY-----\nSEKRIT" + "SEKRIT" * 900},
    {"stdout": "hf_SEKRITSEKRITSEKRIT ghp_SEKRITSEKRITSEKRIT"},
    {"stdout": "eyJSEKRITSEKRIT.eyJSEKRIT.SEKRIT"},
]


@pytest.mark.parametrize("facts", SECRETS, ids=range(len(SECRETS)))
def test_secrets_are_masked(facts: Any) -> None:
    """What looks like a secret, by its place or by itself, is not kept."""
    excerpt = excerpt_of(facts)
    assert "SEKRIT" not in excerpt
    assert MASK in excerpt


def test_other_things_are_kept() -> None:
    """Tokens of a model, names of Secrets and numbers are no secrets."""
    facts = {
        "output_tokens": 128,
        "time_per_output_token": 12.5,
        "token": 3,
        "secretName": "tls",
        "tokenizer": "gpt2",
        "key": "nvidia.com/gpu",
        "labelKey": "a",
        "env": [{"name": "MODEL", "value": "m"}],
        "kind": "ConfigMap",
        "data": {"a": "b"},
    }
    assert excerpt_of(facts) == json.dumps(facts)


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("token", True),
        ("HF_TOKEN", True),
        ("accessToken", True),
        ("x-api-key", True),
        ("privateKey", True),
        ("Authorization", True),
        ("max_tokens", False),
        ("key", False),
        ("secretKeyRef", False),
        ("", False),
    ],
)
def test_names_of_secrets(name: str, found: bool) -> None:
    """The last word of a name tells what it holds."""
    assert is_secret(name) is found


@given(
    facts=st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
def test_any_excerpt_is_fit_to_be_shown(facts: Any) -> None:
    """Whatever the facts, the excerpt is one short line that no terminal obeys."""
    excerpt = excerpt_of(facts)
    assert len(excerpt) <= MOST
    assert not set(excerpt) & set("\n\r\x00\x07\x1b\x7f\x9b\u2028\u202e")

"""Each value of the wrong kind is told in plain words, with what it takes."""

from __future__ import annotations

from typing import Any, get_args

import pytest
from pydantic import BaseModel

from aiinfra_cli.content import lab, plain, probes, schema

from .folders import Mini

W1, LAB, PATH = "weeks/week-1.yaml", "labs/lab-claims.yaml", "path.yaml"

SLUG = "write lower-case letters, digits and single hyphens, at most 48 characters"
TITLE = "write one line of 1 to 80 characters"
PROSE = "write text; put it in quotes, or below >-"
MINUTES = "write a whole number from 5 to 600, a multiple of 5"
URL = "write an address like https://example.org/page"
TAGS = "write a list of 1 to 4 slugs"

# file, old text, new text, then what is told at the line of the new text.
WRONG: dict[str, tuple[str, str, str, str, str]] = {
    "unknown key": (
        *(W1, "minutes: 45", "minuts: 45", 'unknown key "minuts"'),
        'did you mean "minutes"?',
    ),
    "unknown key without a near one": (
        *(PATH, "version:", "zzz: 1\nversion:", 'unknown key "zzz"'),
        "known here: format, id, title, version, summary, weeks, origin, assessment, "
        "retired",
    ),
    "key beside a placement": (
        *(W1, "- lab: lab-setup", "- {lab: lab-setup, minutes: 5}"),
        *('unknown key "minutes"', "known here: lab"),
    ),
    "markup in a key": (
        *(W1, "minutes: 45", 'minutes: 45\n        "a|[red]\\n": 45'),
        r'unknown key "a|[red]\n"',
        "known here: sources, verified, unverified, erratum, aliases, id, kind, title, "
        "description, minutes, estimate, optional, needs, tags, references",
    ),
    "title empty": (W1, "Ground and gateway", '" "', "title is empty", TITLE),
    "title long": (
        *(W1, "Ground and gateway", "x" * 81),
        *("title is 81 characters long; at most 80 fit", TITLE),
    ),
    "title on two lines": (
        *(W1, "Ground and gateway", r'"a\nb"', r'title must be on one line: "a\nb"'),
        TITLE,
    ),
    "title padded": (
        *(W1, "Ground and gateway", '" a"', "title has spaces around it", TITLE),
    ),
    "title a number": (
        *(W1, "Ground and gateway", "2026", "title must be text, not the number 2026"),
        TITLE,
    ),
    "title a list": (
        *(W1, "Ground and gateway", "[a]", "title must be text, not a list", TITLE),
    ),
    "title a flag": (
        *(W1, "Ground and gateway", "true", "title must be text, not true", TITLE),
    ),
    "id with capitals": (
        *(W1, "- id: study-map", "- id: Study-Map", 'id is not a slug: "Study-Map"'),
        SLUG,
    ),
    "id long": (
        *(LAB, "id: driver", f"id: {'x' * 49}"),
        *(f'id is longer than 48 characters: "{"x" * 49}"', SLUG),
    ),
    "minutes odd": (
        *(W1, "minutes: 45", "minutes: 47"),
        *("minutes must be a multiple of 5, not 47", MINUTES),
    ),
    "minutes few": (
        *(W1, "minutes: 45", "minutes: 0"),
        *("minutes must be at least 5, not 0", MINUTES),
    ),
    "minutes many": (
        *(W1, "minutes: 45", "minutes: 605"),
        *("minutes must be at most 600, not 605", MINUTES),
    ),
    "minutes quoted": (
        *(W1, "minutes: 45", 'minutes: "45"'),
        *('minutes must be a whole number, not "45"', MINUTES),
    ),
    "minutes with a point": (
        *(W1, "minutes: 45", "minutes: 45.0"),
        *("minutes must be a whole number, not the number 45.0", MINUTES),
    ),
    "kind": (
        *(W1, "kind: hands-on", "kind: lab"),
        'kind must be study, hands-on or project, not "lab"',
        "write study, hands-on or project",
    ),
    "estimate": (
        *(
            W1,
            "minutes: 45\n        estimate: ours",
            "minutes: 45\n        estimate: x",
        ),
        *('estimate must be ours, not "x"', "write estimate: ours"),
    ),
    "tier": (
        *(LAB, "tier: kind", "tier: cloud"),
        'tier must be laptop, kind, gpu or rdma, not "cloud"',
        "write laptop, kind, gpu or rdma",
    ),
    "day": (
        *(W1, "[mon, tue]", "[mon, tuesday]"),
        'days no. 2 must be mon, tue, wed, thu, fri, sat or sun, not "tuesday"',
        "write a list of mon, tue, wed, thu, fri, sat, sun",
    ),
    "day twice": (
        *(W1, "[mon, tue]", "[mon, mon]", 'days names "mon" twice'),
        "write a list of mon, tue, wed, thu, fri, sat, sun",
    ),
    "optional": (
        *(W1, "kind: hands-on", "kind: hands-on\n        optional: yes"),
        *('optional must be true or false, not "yes"', "write true, or leave it out"),
    ),
    "tags empty": (
        *(W1, "tags: [overview]", "tags: []", "tags needs at least 1, not 0", TAGS),
    ),
    "tags five": (
        *(W1, "tags: [overview]", "tags: [a, b, c, d, e]"),
        *("tags takes at most 4 entries", TAGS),
    ),
    "tags a word": (
        *(W1, "tags: [overview]", "tags: overview"),
        *('tags must be a list, not "overview"', TAGS),
    ),
    "tag twice": (
        *(W1, "tags: [overview]", "tags: [a, a]", 'tags names "a" twice', TAGS),
    ),
    "tag with markup": (
        *(W1, "tags: [overview]", 'tags: ["[bold]"]'),
        *('tags no. 1 is not a slug: "[bold]"', TAGS),
    ),
    "script for a url": (
        *(W1, "https://kubernetes.io/docs/", "javascript:alert(1)"),
        'url must start with https:// or http://, not "javascript:alert(1)"',
        URL,
    ),
    "url without a host": (
        *(W1, "https://kubernetes.io/docs/", "https:///docs"),
        *('url is not an address with a host: "https:///docs"', URL),
    ),
    "url with a password": (
        *(W1, "https://kubernetes.io/docs/", "https://a:b@example.org/"),
        *('url is not an address with a host: "https://a:b@example.org/"', URL),
    ),
    "url with a bar": (
        *(W1, "https://kubernetes.io/docs/", "https://example.org/a|b"),
        *('url is not an address with a host: "https://example.org/a|b"', URL),
    ),
    "source empty": (
        *(W1, 'sources: ["Mini plan, week 1 Mon-Tue"]', "sources: []"),
        "sources needs at least 1, not 0",
        "write a list of at least one source, each on one line",
    ),
    "date that is none": (
        *(W1, "on: 2026-11-19", "on: 2026-02-30"),
        *('on is not a date: "2026-02-30"', "write a date like 2026-11-20"),
    ),
    "date far away": (
        *(W1, "on: 2026-11-19", "on: 2126-01-01"),
        *(
            "on is not a date of this century: 2126-01-01",
            "write a date like 2026-11-20",
        ),
    ),
    "date with a time": (
        *(W1, "on: 2026-11-19", 'on: "2026-11-19T10:00"'),
        *('on is not a date: "2026-11-19T10:00"', "write a date like 2026-11-20"),
    ),
    "verified a word": (
        *(
            W1,
            "verified: {on: 2026-11-19, how: compared with the plan}",
            "verified: yes",
        ),
        'verified must be a mapping of keys and values, not "yes"',
        "write a mapping like {on: 2026-11-20, how: …}",
    ),
    "version unquoted": (
        *(LAB, '"1.34"', "1.34", "min must be text, not the number 1.34"),
        'write a version in quotes, like min: "1.34"',
    ),
    "version with a letter": (
        *(LAB, '"1.34"', "v1.34", 'min is not a version: "v1.34"'),
        'write a version in quotes, like min: "1.34"',
    ),
    "target": (
        *(PATH, "lab-claims#allocated", "lab-claims#", 'all no. 2 is not a slug: ""'),
        "write a list of ids, or lab-id#check-id",
    ),
    "format": (
        *(PATH, "format: 1", "format: 0", "format must be 1, not the number 0"),
        "write format: 1",
    ),
    "newer format": (
        *(PATH, "format: 1", "format: 2\nsurprise: 1"),
        *("format 2 is newer than this program, which reads 1", "update aiinfra"),
    ),
    "session a word": (
        *(W1, "- lab: lab-setup", "- lab-setup"),
        'items no. 2 must be a mapping of keys and values, not "lab-setup"',
        "write a list of items, each starting with - id:, - lab: or - challenge:",
    ),
    "objective empty": (
        *(LAB, "- Write a claim.", '- ""', "objectives no. 1 is empty"),
        "write a list of at least one sentence",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_wrong_value_is_told(mini: Mini, name: str) -> None:
    """One wrong value makes one problem, at its line, with what the key takes."""
    file, old, new, text, hint = WRONG[name]
    mini.replace(file, old, new)
    fragment = new.splitlines()[-1] if name != "newer format" else "format"
    fragment = "zzz" if "zzz" in new else fragment
    assert mini.problems() == mini.expect((file, fragment, text, hint))


def models_in(annotation: Any) -> set[type[BaseModel]]:
    """Find the models in a type, through lists, unions and the like."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return {annotation}
    return {model for part in get_args(annotation) for model in models_in(part)}


@pytest.mark.parametrize(
    ("roots", "below"),
    [
        ([schema.Path, schema.Week, lab.Lab], plain._BELOW),
        *(([model], below) for model, below in plain._BELOW_IN.items()),
    ],
)
def test_each_model_is_found_by_its_key(
    roots: list[type[BaseModel]], below: dict[str, type[BaseModel]]
) -> None:
    """Hints come from the right model: none is missing among those below a key."""
    # Entries of these are told apart by what stands in them.
    sorts = {
        "items": (schema.Milestone, schema.LabPlace, schema.ChallengePlace),
        "probe": tuple(probes.MODELS.values()),
        "probes": tuple(probes.MODELS.values()),
    }
    waiting = list(roots)
    for model in waiting:
        for key, field in model.model_fields.items():
            assert field.description, key
            for found in models_in(field.annotation):
                assert found in sorts.get(key, (below.get(key),))
                if found not in waiting:
                    waiting.append(found)
    assert len(waiting) == len(roots) + len(set(below.values()))

"""Each wrong value in a lab or in tools.yaml is told, with what the key takes."""

from __future__ import annotations

import pytest

from .folders import Mini

LAB, TOOLS = "labs/lab-claims.yaml", "tools.yaml"

PROSE = "write text; put it in quotes, or below >-"
LINE = "write one line of text"
ARGV = "write a list: the program, then its arguments"
PROBE = "write a mapping with kind: kubectl, command, http, prometheus, file or ask"
NAMES = "write a list of names below labs/ID/files/"
HINTS = "write a nudge, a stronger one, the answer"
TYPES = "write a resource type like deployments.apps, or several"
NAMESPACE = "write left out for the lab's own; none, all, or a name"
PATH = "write a path below the learner's folder, without .."
READS = "write json, jsonl, yaml, csv, text, metrics, folder, stat or dsse"
STATUSES = "write a list of statuses that are answers"
EXITS = "write a list of exit statuses that are answers"
AT = "write an address like http://127.0.0.1:8000/metrics"
ONE_OF = "write get: with a resource type"
IDS = "lower-case letters, digits and single hyphens, at most 48 characters"

# The value of `probe`, what is told of it, and the hint.
PROBES: dict[str, tuple[str, str, str]] = {
    "a word": (
        "kubectl",
        'probe must be a mapping of keys and values, not "kubectl"',
        PROBE,
    ),
    "no kind": ("{get: pods}", "probe has no kind", PROBE),
    "unknown kind": (
        *("{kind: shell, run: [x]}", 'probe is of kind "shell", which is none', PROBE),
    ),
    "kind a list": ("{kind: [x]}", "probe has no kind", PROBE),
    "unknown key": (
        *("{kind: kubectl, get: pods, gt: x}", 'unknown key "gt"'),
        'did you mean "get"?',
    ),
    "key of another kind": (
        "{kind: ask, question: Well?, url: x}",
        'unknown key "url"',
        "known here: kind, question, link",
    ),
    "kubectl without a question": (
        *("{kind: kubectl}", "kubectl needs one of get, raw and version", ONE_OF),
    ),
    "kubectl with two": (
        "{kind: kubectl, get: pods, raw: /apis}",
        "kubectl needs one of get, raw and version",
        ONE_OF,
    ),
    "version is false": (
        "{kind: kubectl, version: false}",
        "kubectl needs one of get, raw and version",
        ONE_OF,
    ),
    "version is a word": (
        *(
            '{kind: kubectl, version: "yes"}',
            'version must be true or false, not "yes"',
        ),
        "write true, or leave it out",
    ),
    "raw with a name": (
        "{kind: kubectl, raw: /apis, name: x}",
        "kubectl raw takes no name and no selector",
        "take it out, or use get",
    ),
    "version with a selector": (
        "{kind: kubectl, version: true, selector: a=b}",
        "kubectl version takes no name and no selector",
        "take it out, or use get",
    ),
    "get an option": (
        '{kind: kubectl, get: "--raw=/secrets"}',
        'get is no type of object: "--raw=/secrets"',
        TYPES,
    ),
    "get with a name": (
        *("{kind: kubectl, get: pods/a}", 'get is no type of object: "pods/a"', TYPES),
    ),
    "get two words": (
        *('{kind: kubectl, get: "pods -A"}', 'get is no type of object: "pods -A"'),
        TYPES,
    ),
    "raw an option": (
        *(
            '{kind: kubectl, raw: "-f"}',
            'raw must begin with / and have no spaces: "-f"',
        ),
        "write a path of the API like /apis",
    ),
    "name with a comma": (
        '{kind: kubectl, get: pods, name: "a,status.phase=x"}',
        'name is not a name: "a,status.phase=x"',
        "write the name of one object",
    ),
    "namespace with a capital": (
        "{kind: kubectl, get: pods, namespace: Default}",
        'namespace is not a name: "Default"',
        NAMESPACE,
    ),
    "namespace an option": (
        '{kind: kubectl, get: pods, namespace: "-x"}',
        'namespace is not a name: "-x"',
        NAMESPACE,
    ),
    "selector on two lines": (
        r'{kind: kubectl, get: pods, selector: "a\nb"}',
        r'selector must be on one line: "a\nb"',
        "write labels like app=sim",
    ),
    "field selector a list": (
        "{kind: kubectl, get: pods, field_selector: [a]}",
        "field_selector must be text, not a list",
        "write fields like reason=SuccessfulRescale",
    ),
    "run a shell line": (
        *("{kind: command, run: ls -l}", 'run must be a list, not "ls -l"', ARGV),
    ),
    "run nothing": (
        *("{kind: command, run: []}", "run needs at least 1, not 0", ARGV),
    ),
    "run missing": ("{kind: command}", "run is missing", ARGV),
    "run a path": (
        "{kind: command, run: [./steal]}",
        'run must begin with the name of a program, not "./steal"',
        ARGV,
    ),
    "run an option": (
        "{kind: command, run: [-x]}",
        'run must begin with the name of a program, not "-x"',
        ARGV,
    ),
    "run a long word": (
        f"{{kind: command, run: [ls, {'x' * 4001}]}}",
        "run holds a word of 4001 characters; at most 4000 fit",
        ARGV,
    ),
    "run a number": (
        *("{kind: command, run: [ls, 1]}", "run no. 2 must be text, not the number 1"),
        ARGV,
    ),
    "parse": (
        "{kind: command, run: [ls], parse: xml}",
        'parse must be json or jsonl, not "xml"',
        "write json or jsonl, or leave it out",
    ),
    "exit too high": (
        "{kind: command, run: [ls], exits: [0, 256]}",
        "exits no. 2 must be at most 255, not 256",
        EXITS,
    ),
    "no exit": (
        *("{kind: command, run: [ls], exits: []}", "exits needs at least 1, not 0"),
        EXITS,
    ),
    "file for a url": (
        "{kind: http, url: 'file:///etc/passwd'}",
        'url must start with https:// or http://, not "file:///etc/passwd"',
        AT,
    ),
    "url with a password": (
        "{kind: http, url: 'http://a:b@127.0.0.1/'}",
        'url is not an address with a host: "http://a:b@127.0.0.1/"',
        AT,
    ),
    "read of http": (
        "{kind: http, url: 'http://127.0.0.1/', read: yaml}",
        'read must be json, text or prometheus, not "yaml"',
        "write json, text or prometheus",
    ),
    "header on two lines": (
        r"{kind: http, url: 'http://127.0.0.1/', headers: {a: " + r'"b\nc"}}',
        r'"a" in headers must be on one line: "b\nc"',
        "write a mapping of names and values",
    ),
    "headers a list": (
        "{kind: http, url: 'http://127.0.0.1/', headers: [a]}",
        "headers must be a mapping of keys and values, not a list",
        "write a mapping of names and values",
    ),
    "status": (
        "{kind: http, url: 'http://127.0.0.1/', statuses: [99]}",
        "statuses no. 1 must be at least 100, not 99",
        STATUSES,
    ),
    "status a word": (
        "{kind: http, url: 'http://127.0.0.1/', statuses: ok}",
        'statuses must be a list, not "ok"',
        STATUSES,
    ),
    "query missing": (
        "{kind: prometheus, url: 'http://127.0.0.1:9090'}",
        "query is missing",
        "write a query in PromQL",
    ),
    "query empty": (
        "{kind: prometheus, url: 'http://127.0.0.1:9090', query: ' '}",
        "query is empty",
        "write a query in PromQL",
    ),
    "url of prometheus": (
        "{kind: prometheus, url: localhost, query: up}",
        'url must start with https:// or http://, not "localhost"',
        "write the address of the server, like http://127.0.0.1:9090",
    ),
    "path that is absolute": (
        "{kind: file, path: /etc/passwd, read: text}",
        'path must be a relative path, with / between its parts: "/etc/passwd"',
        PATH,
    ),
    "path of Windows": (
        r"{kind: file, path: 'a\b', read: text}",
        'path must be a relative path, with / between its parts: "a\\b"',
        PATH,
    ),
    "path that leads up": (
        "{kind: file, path: a/../../b, read: text}",
        'path must lead down, without .. or empty parts: "a/../../b"',
        PATH,
    ),
    "path that is the folder": (
        "{kind: file, path: ., read: folder}",
        'path must lead down, without .. or empty parts: "."',
        PATH,
    ),
    "read of file": (
        "{kind: file, path: a, read: xml}",
        "read must be json, jsonl, yaml, csv, text, metrics, folder, stat or dsse, "
        'not "xml"',
        READS,
    ),
    "read of file missing": ("{kind: file, path: a}", "read is missing", READS),
    "name of evidence": (
        "{kind: file, path: a, read: text, name: A B}",
        'name is not a name: "A B"',
        "write what --evidence NAME=FILE calls it",
    ),
    "question missing": (
        *("{kind: ask}", "question is missing"),
        "write a question that is answered by yes or no",
    ),
}
OLD_PROBE = "probe: {kind: kubectl, get: resourceclaims.v1.resource.k8s.io}"


@pytest.mark.parametrize("name", PROBES)
def test_wrong_probe_is_told(mini: Mini, name: str) -> None:
    """One wrong value in a probe makes one problem, at the line of the probe."""
    value, text, hint = PROBES[name]
    mini.replace(LAB, OLD_PROBE, f"probe: {value}")
    if "kind: ask" in value:  # it expects nothing
        text_now = mini.read(LAB)
        start = text_now.index("    expect: ")
        end = text_now.index("    sees: ")
        mini.write(LAB, text_now[:start] + text_now[end:])
    assert mini.problems() == mini.expect((LAB, f"probe: {value}", text, hint))


# file, old text, new text, a text on the line told, what is told, the hint.
WRONG: dict[str, tuple[str, str, str, str, str, str]] = {
    "kind of lab": (
        *(LAB, "tier: kind", "tier: kind\nkind: study", "kind: study"),
        *('kind must be lab, hands-on or project, not "study"',),
        "write hands-on or project, or leave it out for a lab",
    ),
    "versions a list": (
        *(LAB, "tools:", "versions: [a]\ntools:", "versions:"),
        "versions must be a mapping of keys and values, not a list",
        "write a mapping of slugs and versions in quotes",
    ),
    "version a number": (
        *(LAB, "tools:", "versions: {kind: 0.32}\ntools:", "versions:"),
        '"kind" in versions must be text, not the number 0.32',
        "write a mapping of slugs and versions in quotes",
    ),
    "version of no slug": (
        *(LAB, "tools:", 'versions: {Kind: "1"}\ntools:', "versions:"),
        'a name in versions is not a slug: "Kind"',
        "write a mapping of slugs and versions in quotes",
    ),
    "tool without a name": (
        *(LAB, '{name: kubectl, min: "1.34"}', '{min: "1.34"}', "{min"),
        *("name is missing", "write the name of a program in tools.yaml"),
    ),
    "run of a step a line": (
        *(LAB, "run: [kubectl apply -f claims.yaml]", "run: kubectl", "run: kubectl"),
        *('run must be a list, not "kubectl"', "write a list of command lines"),
    ),
    "run of a step a mapping": (
        *(LAB, "run: [kubectl apply -f claims.yaml]", "run: [a: b]", "run: [a"),
        "run no. 1 must be text, not a mapping",
        "write a list of command lines",
    ),
    "file that leads up": (
        *(LAB, "files: [claims.yaml]", "files: [../x]", "files: [../x]"),
        *('files no. 1 must lead down, without .. or empty parts: "../x"', NAMES),
    ),
    "file that is absolute": (
        *(LAB, "files: [claims.yaml]", "files: [/etc/passwd]", "files: [/etc"),
        'files no. 1 must be a relative path, with / between its parts: "/etc/passwd"',
        NAMES,
    ),
    "file in a hidden folder": (
        *(LAB, "files: [claims.yaml]", "files: [.git/config]", "files: [.git"),
        'files no. 1 must not lie in a hidden folder: ".git/config"',
        NAMES,
    ),
    "file twice": (
        *(LAB, "files: [claims.yaml]", "files: [a, a]", "files: [a, a]"),
        *('files names "a" twice', NAMES),
    ),
    "two hints": (
        *(LAB, "      - Look at the status of the claims.\n", "", "hints:"),
        *("hints are three or none, not 2", HINTS),
    ),
    "hint empty": (
        *(LAB, "- Look at the status of the claims.", '- ""', '- ""'),
        "hints no. 1 is empty",
        "write three hints: a nudge, a stronger one, the answer",
    ),
    "probe and probes": (
        *(
            LAB,
            OLD_PROBE,
            f"{OLD_PROBE}\n    probes: {{a: {{kind: ask, question: b}}}}",
        ),
        *("probes:", "a check needs probe or probes, and not both"),
        "write probe: with a mapping with kind: kubectl, command, http, prometheus, "
        "file or ask",
    ),
    "question among probes": (
        *(LAB, OLD_PROBE, "probes: {a: {kind: ask, question: b}}", "probes:"),
        "a question stands alone, not among probes",
        "write it as probe: {kind: ask, …}",
    ),
    "name of a probe": (
        *(LAB, OLD_PROBE, "probes: {A b: {kind: kubectl, get: pods}}", "probes:"),
        'a name in probes is not a slug: "A b"',
        f"write a mapping of names, each with {PROBE.removeprefix('write ')}",
    ),
    "question that expects": (
        *(
            LAB,
            OLD_PROBE,
            "probe: {kind: ask, question: Well?}",
            "expect: size(facts.it",
        ),
        "a question is answered by the learner: it expects nothing",
        "take expect out",
    ),
    "nothing expected": (
        *(LAB, "    expect: size(facts.devices) == 2\n", "", "- id: report"),
        *("expect is missing", "write an expression in CEL over facts"),
    ),
    "expectation a flag": (
        *(LAB, "expect: size(facts.devices) == 2", "expect: true", "expect: true"),
        *("expect must be text, not true", "write an expression in CEL over facts"),
    ),
    "wants of two lines": (
        *(LAB, "wants: two devices", r'wants: "a\nb"', 'wants: "a'),
        *(r'wants must be on one line: "a\nb"', "write one line: what was wanted"),
    ),
    "hint of a check": (
        *(LAB, "hint: claim", "hint: A B", "hint: A B"),
        *('hint is not a slug: "A B"', "write the id of a step with hints"),
    ),
    "needs of a check": (
        *(
            LAB,
            "wants: two devices",
            "wants: two\n    needs: allocated",
            "needs: alloc",
        ),
        'needs must be a list, not "allocated"',
        "write a list of ids of checks of this lab",
    ),
    "few checks and no reason": (
        *(LAB, "few_checks: two claims are all there is to see\n", "", "format"),
        *("a lab needs at least three checks", "add some, or say why in few_checks"),
    ),
    "a reason and enough checks": (
        LAB,
        "few_checks:",
        "  - {id: seen, title: Seen, probe: {kind: ask, question: Seen?}}\nfew_checks:",
        "few_checks:",
        "few_checks is said of a lab with three checks or more",
        "take it out",
    ),
    "rubric without checks": (
        *(LAB, "cleanup:", "rubric: [{title: A, checks: []}]\ncleanup:", "rubric:"),
        *(
            "checks needs at least 1, not 0",
            "write a list of ids of checks of this lab",
        ),
    ),
    "rubric a word": (
        *(LAB, "cleanup:", "rubric: good\ncleanup:", "rubric:"),
        *(
            'rubric must be a list, not "good"',
            "write a list of {title: …, checks: [ids]}",
        ),
    ),
    "tool that is told without a way": (
        *(TOOLS, "    get: Take it from its releases.\n", "", "- name: kind"),
        *("get is missing", PROSE),
    ),
    "asking without an expression": (
        *(TOOLS, "{run: [kind, version], find: 'v([0-9][0-9.]*)'}", "{run: [kind]}"),
        *("{run: [kind]}", "find is missing"),
        "write a regular expression with one group, the version",
    ),
    "asking a shell": (
        *(TOOLS, "run: [kind, version]", "run: kind version", "run: kind"),
        *('run must be a list, not "kind version"', ARGV),
    ),
    "unknown key of a tool": (
        *(TOOLS, "    url: https", "    ulr: https", "ulr:", 'unknown key "ulr"'),
        'did you mean "url"?',
    ),
    "address of a tool": (
        *(TOOLS, "https://example.org/kubectl", "example.org", "url: example"),
        'url must start with https:// or http://, not "example.org"',
        "write an address like https://example.org/",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_wrong_value_is_told(mini: Mini, name: str) -> None:
    """One wrong value makes one problem, at its line, with what the key takes."""
    file, old, new, fragment, text, hint = WRONG[name]
    mini.replace(file, old, new)
    assert mini.problems() == mini.expect((file, fragment, text, hint))


def test_newer_tools_are_told_once(mini: Mini) -> None:
    """A tools.yaml of a newer format makes one problem, and no tool unknown."""
    mini.replace(TOOLS, "format: 1", "format: 2")
    text = "format 2 is newer than this program, which reads 1"
    assert mini.problems() == mini.expect((TOOLS, "format", text, "update aiinfra"))

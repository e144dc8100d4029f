"""The `kubectl` probe: the learner's own kubectl reads the learner's own cluster.

For the runner: make one `Cluster` a run and call its `look` and `plan`. It runs each
command once, however many checks ask for the same, so that all of them judge one
state; what the server was asked in passing is among it. Once kubectl has given no
answer within the limit, it is not asked again in that run.

What kubectl makes of trouble, and what is done about it:

- Listing what is forbidden prints a valid, empty List: the exit status comes first.
- A namespace that does not exist gives an empty List and exit status 0: before
  "there are none" is believed, the namespace is looked at.
- A type that the server does not have: see api.py.
"""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Mapping
from typing import Any, NamedTuple

from aiinfra_cli.labs import api
from aiinfra_cli.labs.answer import document, quoted, told
from aiinfra_cli.labs.command import unrun
from aiinfra_cli.labs.model import Probing, Seen
from aiinfra_cli.labs.process import Ended, run

CAP = 16_000_000  # bytes; a list of all pods of a cluster passes 1 MB easily

_NOT_THERE = ("the server doesn't have a resource type", "(NotFound)")
# What the client libraries log on their way, before kubectl says what it makes of it.
_LOG = re.compile(r"[IWEF][0-9]{4} [0-9:.]+ +[0-9]+ [\w.]+:[0-9]+\] (?P<said>.*)")


class Context(NamedTuple):
    """The cluster that kubectl would talk to, or why there is none to name."""

    name: str = ""
    server: str = ""  # its address
    trouble: str = ""


class Cluster:
    """The cluster as seen in one run of checks."""

    def __init__(self) -> None:
        self._ended: dict[tuple[str, ...], Ended] = {}
        self._silence: Seen | None = None

    def plan(self, spec: Mapping[str, Any], probing: Probing) -> str:
        """Give the command line that would be run."""
        return shlex.join(argv_of(spec, probing))

    def look(self, spec: Mapping[str, Any], probing: Probing) -> Seen:
        """Ask kubectl for objects, a raw path or the versions."""
        ended = self._run(argv_of(spec, probing), probing)
        if isinstance(ended, Seen):
            return ended
        if ended.exit != 0:
            return self._refused(spec, probing, ended)
        if ended.cut:
            return _broken(f"the answer is longer than {CAP // 1_000_000} MB")
        try:
            facts = document(ended.out)
        except ValueError as error:
            return _broken(f"kubectl printed {quoted(ended.out)}, not JSON: {error}")
        is_map = isinstance(facts, dict)
        if spec.get("version") and not (is_map and facts.get("serverVersion")):
            return _broken("kubectl told its own version, and none of a server")
        seen = Seen(facts, remark=_words(ended.err))
        namespace = _namespace_of(spec, probing)
        if namespace and is_map and facts.get("items") == []:
            return self._none_in(namespace, seen, probing)
        return seen

    def _run(self, argv: list[str], probing: Probing) -> Ended | Seen:
        """Run kubectl, once for the same command; Seen: it has no exit status."""
        if self._silence:
            return self._silence
        key = tuple(argv)
        if key not in self._ended:
            self._ended[key] = run(
                argv,
                timeout=probing.timeout,
                environment=environment_of(os.environ),
                cap=CAP,
            )
        ended = self._ended[key]
        if ended.exit is None:
            # Every other question of this run would wait as long.
            self._silence = unrun(ended._replace(err=_words(ended.err)))
            return self._silence
        return ended

    def _read(self, path: str, probing: Probing) -> Any:
        """Read a path of the server; Seen: it could not be read."""
        ended = self._run([*_kubectl(probing), "get", "--raw", path], probing)
        if isinstance(ended, Seen):
            return ended
        if ended.exit != 0:
            return _broken(f"{path} of the cluster: {_words(ended.err)}")
        try:
            return document(ended.out)
        except ValueError as error:
            return _broken(f"{path} of the cluster is not JSON: {error}")

    def _refused(self, spec: Mapping[str, Any], probing: Probing, ended: Ended) -> Seen:
        """Say why kubectl ended with an error: not there, or could not look."""
        words = _words(ended.err) or f"kubectl ended with exit status {ended.exit}"
        if spec.get("version") or not any(mark in ended.err for mark in _NOT_THERE):
            return _broken(words)

        def read(path: str) -> Any:
            return self._read(path, probing)

        known = api.groups(read)
        if isinstance(known, Seen):
            return known
        if "raw" in spec:
            path = _raw(spec, probing)
            return Seen(verdict="failed", reason=f"the cluster has no {path}: {words}")
        for kind in spec["get"].split(","):
            if seen := api.absent(kind, known, read):
                return seen
        return _broken(words)

    def _none_in(self, namespace: str, seen: Seen, probing: Probing) -> Seen:
        """Believe an empty list where the namespace is seen to exist."""
        path = f"/api/v1/namespaces/{namespace}"
        ended = self._run([*_kubectl(probing), "get", "--raw", path], probing)
        if isinstance(ended, Seen):
            return ended
        if ended.exit == 0:
            return seen
        if "(NotFound)" in ended.err:
            reason = f"there is no namespace {namespace} in the cluster"
            return Seen(verdict="failed", reason=reason)
        words = _words(ended.err)
        if "(Forbidden)" not in ended.err:
            return _broken(f"namespace {namespace}: {words}")
        remark = f"whether the namespace {namespace} exists could not be seen: {words}"
        return Seen(seen.facts, remark="; ".join(filter(None, (seen.remark, remark))))


def look(spec: Mapping[str, Any], probing: Probing) -> Seen:
    """Look once, without the memory of a run."""
    return Cluster().look(spec, probing)


def plan(spec: Mapping[str, Any], probing: Probing) -> str:
    """Give the command line that would be run."""
    return Cluster().plan(spec, probing)


def argv_of(spec: Mapping[str, Any], probing: Probing) -> list[str]:
    """Build the command line of a probe."""
    argv = _kubectl(probing)
    if spec.get("version"):
        return [*argv, "version", "--output=json"]
    if "raw" in spec:
        return [*argv, "get", "--raw", _raw(spec, probing)]
    argv += ["get", spec["get"]]
    if spec.get("namespace") == "all":
        argv.append("--all-namespaces")
    elif namespace := _namespace_of(spec, probing):
        argv.append(f"--namespace={namespace}")
    if selector := spec.get("selector"):
        argv.append(f"--selector={selector}")
    # By a field, a missing object is an empty list and not an error.
    fields = [f"metadata.name={spec['name']}"] if spec.get("name") else []
    fields += filter(None, [spec.get("field_selector")])
    if fields:
        argv.append(f"--field-selector={','.join(fields)}")
    return [*argv, "--output=json"]


def environment_of(environment: Mapping[str, str]) -> dict[str, str]:
    """Give kubectl the environment that it has in the learner's shell.

    It is the learner's program, set up by the learner, and all it is asked is to read;
    its login helpers need what only they know (AWS_PROFILE, CLOUDSDK_…, AZURE_…,
    tokens). Our own settings are kept back, and its messages are asked for in English.
    """
    kept = {k: v for k, v in environment.items() if not k.startswith("AIINFRA_")}
    return {**kept, "LC_ALL": "C", "TERM": "dumb"}


def current_context(probing: Probing) -> Context:
    """Tell which cluster kubectl would talk to, without contacting it."""
    argv = [*_kubectl(probing), "config", "view", "--minify", "--output=json"]
    environment = environment_of(os.environ)
    ended = run(argv, timeout=probing.timeout, environment=environment)
    if ended.exit != 0:
        if "current-context must exist" in ended.err:
            return Context(trouble="kubectl has no current context")
        return Context(trouble=ended.trouble or _words(ended.err))
    try:
        config = document(ended.out)
        name = config["current-context"]
        server = config["clusters"][0]["cluster"]["server"]
    except (ValueError, LookupError, TypeError):
        return Context(trouble="the context of kubectl names no server")
    return Context(told(str(name)), told(str(server)))


def _kubectl(probing: Probing) -> list[str]:
    return ["kubectl", *([f"--context={probing.context}"] if probing.context else [])]


def _raw(spec: Mapping[str, Any], probing: Probing) -> str:
    return str(spec["raw"]).replace("{namespace}", probing.namespace)


def _namespace_of(spec: Mapping[str, Any], probing: Probing) -> str | None:
    """Name the one namespace that is looked into, if it is one."""
    if "raw" in spec:
        return probing.namespace if "{namespace}" in spec["raw"] else None
    said = spec.get("namespace")
    return None if said in ("none", "all") else said or probing.namespace


def _words(err: str) -> str:
    """Give what kubectl said in the end, else what it logged on its way."""
    logged = ""
    for line in err.splitlines():
        log = _LOG.match(line)
        if log is None and (said := told(line)):
            return said
        if log is not None:
            logged = logged or told(log["said"])
    return logged


def _broken(reason: str) -> Seen:
    return Seen(verdict="broken", reason=reason)

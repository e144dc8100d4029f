"""What a lab asks to be looked at, and what was seen. Plain values.

A probe gathers facts; an expectation, in CEL, says whether they are as they should
be; a result says so to the learner. Could not look is never "not there".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

NAMESPACE = "ai-infra-learning"  # where the labs work, unless the learner says other
LIMIT = 30.0  # seconds that one probe may take

# passed, failed: it was looked at. skipped: a tool is missing, or what it rests on
# did not pass. broken: it could not be looked at.
Verdict = Literal["passed", "failed", "skipped", "broken"]


@dataclass(frozen=True, slots=True)
class Probe:
    """One way to look, as the curriculum says it.

    `spec` holds the keys of its kind as written in the lab's YAML; the kinds and
    their keys are told in docs/labs.md.
    """

    kind: str  # kubectl, command, http, prometheus, file, ask
    spec: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Check:
    """One verifiable claim of a lab."""

    id: str
    title: str
    digest: str  # of probes and expectation: what a passing run has proved
    probes: Mapping[str, Probe]  # a single one has the name ""
    expect: str = ""  # CEL over `facts`; empty for ask
    sees: str = ""  # CEL that says what was seen
    wants: str = ""
    why: str = ""
    hint: str = ""  # the step whose hints help
    needs: tuple[str, ...] = ()  # checks of the same lab that must pass first

    @property
    def kind(self) -> str:
        """Name the kind of its probe; several are joined: "file + kubectl"."""
        return " + ".join(sorted({probe.kind for probe in self.probes.values()}))

    @property
    def is_asked(self) -> bool:
        """Tell whether the learner's own word is all there is to go by."""
        return any(probe.kind == "ask" for probe in self.probes.values())


@dataclass(frozen=True, slots=True)
class Probing:
    """How to look this time: what the learner gave on the command line."""

    folder: Path  # where the learner works: `file` and `command` look here
    context: str | None = None  # of kubectl; None is the learner's current one
    namespace: str = NAMESPACE
    timeout: float = LIMIT
    evidence: Mapping[str, Path] = field(default_factory=dict)  # by name


@dataclass(frozen=True, slots=True)
class Seen:
    """What one probe gave.

    With a verdict there are no facts to judge: `reason` says why, in plain words.
    """

    facts: Any = None
    verdict: Literal["failed", "skipped", "broken"] | None = None
    reason: str = ""
    remark: str = ""  # worth telling although the probe gave facts
    cut: bool = False  # the output was longer than what is kept


@dataclass(frozen=True, slots=True)
class Result:
    """What one check came to."""

    check: Check
    verdict: Verdict
    reason: str = ""  # why it did not pass, in plain words
    saw: str = ""
    remarks: tuple[str, ...] = ()
    facts_digest: str = ""  # SHA-256 of the facts as canonical JSON
    excerpt: str = ""  # a piece of them, without secrets
    seconds: float = 0.0

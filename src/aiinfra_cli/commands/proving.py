"""What `done` does about checks: run them first, or let a reason stand for them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from aiinfra_cli.commands import check as checks
from aiinfra_cli.commands import checking, labs, trust
from aiinfra_cli.commands.note import checked
from aiinfra_cli.errors import AiinfraError, UsageError
from aiinfra_cli.labs.model import Probing
from aiinfra_cli.store import queries

if TYPE_CHECKING:
    from aiinfra_cli.app import App
    from aiinfra_cli.model import Milestone


def waived(
    app: App, ids: Sequence[str], *, check: bool, reason: str | None
) -> dict[str, str]:
    """Give the labs among some items that a reason stands for, each with it.

    With `check` their checks are run first; those that pass need no reason. Raises
    what a run ends with where no reason is given, and UsageError for a reason where
    nothing can be checked.
    """
    if reason is not None:
        reason = checked(reason, what="an override")
    found = [queries.milestone(app.db, app.course, id) for id in ids]
    with_checks = [m for m in found if m and labs.checks_of(app, m.id)]
    if reason is not None and not with_checks:
        raise UsageError(
            "there is nothing to override: no checks", hint="leave --override out"
        )
    waived = {}
    for item in with_checks:
        error = _looked(app, item) if check else None
        if error and reason is None:
            error.message = f"nothing was marked done: {error.message}"
            error.hint += f'; or: aiinfra done {item.id} --override "why"'
            raise error
        if reason is not None and (error or not (check or _is_proved(app, item))):
            waived[item.id] = reason
    return waived


def _looked(app: App, item: Milestone) -> AiinfraError | None:
    """Run all checks of a lab; give what stands against it."""
    trust.require(app)
    folder = checks.working_folder(None)
    plan = checking.plan(app, item, labs.checks_of(app, item.id), Probing(folder))
    return checking.error_of(checks.Look(app, plan, {}, ends=False).once())


def _is_proved(app: App, item: Milestone) -> bool:
    """Tell whether all checks have passed in one run, as they are now."""
    proof = labs.proof_of(app, item.id)
    return bool(proof) and proof in queries.state_of(app.db, app.course, item.id).proofs

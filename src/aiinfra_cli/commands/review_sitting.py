"""A sitting over the store: each move is written before it is shown."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from aiinfra_cli.app import App
from aiinfra_cli.commands import planner, rows
from aiinfra_cli.commands.markdown import lines_of
from aiinfra_cli.console import Line
from aiinfra_cli.errors import UsageError
from aiinfra_cli.model import CARD, COMMAND
from aiinfra_cli.review import exchange as lines
from aiinfra_cli.review import prompts, session
from aiinfra_cli.review.model import FLAG, REVIEW, Card, CardState
from aiinfra_cli.review.parameters import wanting
from aiinfra_cli.review.scheduler import engine
from aiinfra_cli.review.session import Deed, Move, Session, TakeBack, Turn
from aiinfra_cli.store import card_queries, cards
from aiinfra_cli.store.journal import Entry

if TYPE_CHECKING:
    from aiinfra_cli.commands.review_queue import Chosen

SCHEMA = "aiinfra.review/1"


def bring_up(app: App) -> None:
    """Make the states of all cards anew if another FSRS made them."""
    if cards.is_outdated(app.db) and app.desk.refusal is None:
        with app.writing() as db:
            cards.rebuild(db)


class Sitting:
    """Where a session stands, and the commands of the journal that it has written."""

    def __init__(
        self,
        app: App,
        start: Session,
        states: Mapping[str, CardState],
        again: str,
    ) -> None:
        self.session = start
        self.again = again  # the command line that asks what is left of it
        self._app = app
        self._states = states  # as they were when the cards were chosen
        self._commands: dict[int, str] = {}  # of each deed, by its number

    def move(self, move: Move) -> Turn:
        """Make a move and write what it comes to; what was written is kept."""
        turn = session.take(self.session, move)
        if turn.write is not None:
            turn = self._written(turn)
        self.session = turn.session
        return turn

    def settle(self) -> list[str]:
        """Pass over cards that another sitting has dealt with; give their ids."""
        passed = []
        while (card := self.session.card) and self._is_stale(card.id):
            if self.session.mode == "note":
                break  # a note is welcome all the same
            passed.append(card.id)
            self.session = session.leave_out(self.session)
        return passed

    def _written(self, turn: Turn) -> Turn:
        app, write = self._app, turn.write
        with app.writing() as db:
            if isinstance(write, TakeBack):
                command = self._commands[write.number]
                app.append(db, [Entry(command, "undo", family=COMMAND)])
            elif isinstance(write, Deed):
                # Judged where nobody else can write: two sittings may ask one card.
                if write.verb != FLAG and self._is_stale(write.card):
                    return Turn(
                        session.leave_out(self.session),
                        None,
                        f"not kept: {write.card} was answered elsewhere meanwhile",
                        is_refused=True,
                    )
                entry = Entry(write.card, write.verb, write.detail, family=CARD)
                self._commands[write.number] = app.append(db, [entry])
        return turn

    def _is_stale(self, card: str) -> bool:
        known = self._states.get(card, CardState(card))
        now = card_queries.state(self._app.db, self._app.course, card)
        return now._replace(flags=()) != known._replace(flags=())


def begin(
    app: App,
    asked: Iterable[Card],
    states: Mapping[str, CardState],
    *,
    again: str = "aiinfra review",
    test_out: str | None = None,
) -> Sitting:
    """Begin to ask cards, with the retention that is set.

    `again` is the command line that asks what is left when it is broken off.
    """
    how = engine(wanting(float(app.config.desired_retention)))
    return Sitting(app, session.begin(asked, how, test_out=test_out), states, again)


def talk(app: App, sitting: Sitting) -> None:
    """Ask one card after the other, in plain lines and one prompt.

    The end of the input ends it, ^C too; what was answered is written by then. Raises
    UsageError when what is no move comes from a pipe, where nobody can be told.
    """
    if app.desk.refusal:
        raise app.desk.refusal
    try:
        _talk(app, sitting)
    except KeyboardInterrupt:
        app.out.say(prompts.ending(sitting.session))
        raise


def _talk(app: App, sitting: Sitting) -> None:
    is_asked = sys.stdin.isatty()
    shown: Card | None = None
    is_answered = False
    began = time.monotonic()
    while sitting.session.mode != "ended":
        for card in sitting.settle():
            app.out.say(f"passed over: {card} was answered elsewhere")
        now = sitting.session
        if now.card is None and not now.marks:
            return  # all of them were answered elsewhere
        if now.card is not shown:
            shown, is_answered, began = now.card, False, time.monotonic()
            app.out.lines(_question(app, now))
        if now.card and now.shows_answer and not is_answered:
            is_answered = True
            app.out.lines(_answer(app, now.card))
        text = _typed(app, prompts.prompt(now) if is_asked else "")
        if text is None:
            return
        move = prompts.move_of(now, text)
        if move is None:
            if not is_asked and text.strip() != "?":
                raise UsageError(
                    f"not a key: {text.strip()[:40]!r}",
                    hint="see them: aiinfra review, then ?",
                )
            app.out.lines([[("  " + key, "dim")] for key in prompts.KEYS])
            continue
        if move.do == "grade" and is_asked:
            move = move._replace(seconds=round(time.monotonic() - began))
        turn = sitting.move(move)
        if turn.message:
            app.out.say(_told(app, turn))
        if turn.is_refused and not is_asked:
            raise UsageError(turn.message, hint=_way_on(sitting, now, move))


def _way_on(sitting: Sitting, stood: Session, move: Move) -> str:
    """Say what to do instead of a move that was refused as the session stood."""
    if sitting.session is not stood:
        return f"go on: {sitting.again}"  # the card was dealt with elsewhere
    if stood.mode == "question" and move.do == "grade":
        return "an empty line shows the answer"
    if stood.mode == "answer" and move.do == "reveal":
        return "1 again, 2 hard, 3 good, 4 easy"
    return "see the keys: aiinfra review, then ?"


def _question(app: App, now: Session) -> list[Line]:
    if now.card is None:
        return []
    return [
        [],
        [(prompts.heading(now), "dim")],
        *lines_of(app.out, now.card.question),
    ]


def _answer(app: App, card: Card) -> list[Line]:
    """Give the answer, and a word of warning where nobody has checked it."""
    lines = lines_of(app.out, card.answer, indent=2)
    if warning := prompts.warning(card):
        width = app.out.width - 2 if app.out.width else 10**9
        lines += [[("  " + app.out.cut(warning, width), "dim")]]
    return lines


def _told(app: App, turn: Turn) -> str:
    """Say what a move came to; of an answer, when the card comes back."""
    write = turn.write
    if not isinstance(write, Deed) or write.verb != REVIEW:
        return turn.message
    state = card_queries.state(app.db, app.course, write.card)
    if state.due is None:
        return turn.message
    return f"{turn.message}, back {planner.day_words(state.due, app.clock.today())}"


def _typed(app: App, prompt: str) -> str | None:
    """Read a line; None at the end of the input."""
    app.out.stdout.flush()
    if prompt:
        sys.stderr.write(prompt)
        sys.stderr.flush()
    line = b""
    try:
        line = sys.stdin.buffer.readline()
    finally:
        if prompt and not line.endswith(b"\n"):  # end of input, or ^C
            sys.stderr.write("\n")
    return line.decode("utf-8", "replace") if line else None


def tell_end(app: App, sitting: Sitting, *, has_next: bool = True) -> None:
    """Sum a sitting up, and say what comes next."""
    from aiinfra_cli.memory import retained

    app.out.say("")
    app.out.say(prompts.ending(sitting.session))
    number = retained(app.db, app.course, app.clock.today())
    if number.value is not None:
        app.out.say(number.text())
    if has_next:
        is_left = sitting.session.card is not None
        step = sitting.again if is_left else rows.next_step(app)
        app.out.say(f"next: {step}")


def exchange(app: App, sitting: Sitting, chosen: Chosen | None = None) -> None:
    """Let a script drive the sitting: a JSON document a line, both ways.

    Raises UsageError for a line that is no move; what came before it is written.
    """
    sitting.settle()
    queue = lines.queue_document(chosen.queue) if chosen else None
    emit(app, SCHEMA, lines.turn_document(Turn(sitting.session)) | {"queue": queue})
    while sitting.session.mode != "ended":
        line = sys.stdin.buffer.readline()
        if not line:
            return
        if not line.strip():
            continue
        turn = sitting.move(lines.move_of(line.decode("utf-8", "replace")))
        sitting.settle()
        document = lines.turn_document(turn._replace(session=sitting.session))
        emit(app, SCHEMA, document | {"queue": None})


def emit(app: App, schema: str, data: dict[str, Any]) -> None:
    """Print one document on one line, at once."""
    whole = {"schema": schema, "generated_at": app.generated_at(), "data": data}
    # In ASCII, which every stream can write.
    app.out.stdout.write(json.dumps(whole) + "\n")
    app.out.stdout.flush()

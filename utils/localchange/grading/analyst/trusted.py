"""Running our own tests, outside of the sandbox, over what the learner's functions answer.

The names that learners define stand for questions put to their session. Nothing of theirs runs here, and a cell has
passed only when it ran to its end, asked the learner's work something, and came past an assertion of its own.
"""

from __future__ import annotations

import ast
import contextlib
import io
import reprlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np

from localchange.grading.analyst.assignment import Assignment, SourceCell, names_bound, names_used
from localchange.grading.sandbox import Raised, SessionEnded
from localchange.grading.sandbox.shown import plain
from localchange.grading.sandbox.unreadable import UnreadableError
from localchange.marking import Mark

HIDDEN = ("### BEGIN HIDDEN TESTS", "### END HIDDEN TESTS")
COUNT = "__localchange_assertion__"
LONGEST_REASON = 600
SHORT = (bool, int, float, np.float64, np.int64, np.bool_, type(None))
ERRORS: dict[str, type[Exception]] = {
    kind.__name__: kind
    for kind in (
        ArithmeticError,
        AssertionError,
        AttributeError,
        IndexError,
        KeyError,
        LookupError,
        NameError,
        NotImplementedError,
        OverflowError,
        RuntimeError,
        TypeError,
        ValueError,
        ZeroDivisionError,
    )
}
"""What a test of ours may expect a learner's function to raise."""

_shortly = reprlib.Repr()
_shortly.maxstring = _shortly.maxother = 80


class Asking(Protocol):
    """Whoever puts questions to the learner's session."""

    def ask(self, function: str, args: Any, kwargs: Mapping[str, Any]) -> Any:
        """Call a function."""

    def value(self, name: str) -> Any:
        """Look at a variable."""


class LearnersError(Exception):
    """The learner's code raised an error."""

    def __init__(self, function: str, raised: Raised) -> None:
        super().__init__(str(raised))
        self.function = function
        self.raised = raised


class CannotAskError(Exception):
    """A test of ours asks what cannot be asked across the wall: our own fault."""


@dataclass
class Judged:
    """What a test cell came to.

    Parameters
    ----------
    earned
        The share of its points, from 0 to 1.
    reason
        For the learner.
    shown
        For the marker, who may also see hidden tests.
    person
        Whether a person has to look: the failure is ours.
    """

    earned: float
    reason: str
    shown: str = ""
    person: bool = False


@dataclass
class Answers:
    """What was asked of the learner's work in one cell."""

    count: int = 0
    last: tuple[str, Any] | None = None
    ended: SessionEnded | None = None
    asserted: int = 0
    errors: list[LearnersError] = field(default_factory=list)


class Trusted:
    """The namespace in which our own cells run, for one learner.

    Parameters
    ----------
    assignment
        What is asked.
    asking
        The learner's session.
    """

    def __init__(self, assignment: Assignment, asking: Asking) -> None:
        self._assignment = assignment
        self._asking = asking
        self._answers = Answers()
        self._learned: set[str] = set()
        self._missed: set[str] = set()
        self._names: dict[str, Any] = {"__name__": "__main__", COUNT: self._came_past}
        for name in assignment.functions:
            self._names[name] = self._stand_in(name)

    def set_up(self, cell: SourceCell) -> None:
        """Run a cell of ours that earns nothing; an error in it is our own fault."""
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            _run(ast.parse(cell.text), self._names, cell.grade_id)

    def test(self, cell: SourceCell) -> Judged:
        """Run a test cell of ours.

        Parameters
        ----------
        cell
            The cell, with its hidden tests.

        Returns
        -------
        Judged
            What it came to; whatever happens, not an error.
        """
        self._answers = answers = Answers()
        tree = ast.parse(cell.text)
        asserts = sum(isinstance(node, ast.Assert) for node in ast.walk(tree))
        used = names_used(tree)
        try:
            for name in sorted(used & self._assignment.variables):
                self._names[name] = self._look_at(name)
            with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
                value = _run(_Counting().visit(tree), self._names, cell.grade_id)
        except Exception as error:
            self._missed |= names_bound(tree) - set(self._names)
            return self._failed(cell, error, builds=bool(used & self._learned))
        finally:
            if answers.count:
                self._learned |= names_bound(tree)
        if answers.ended is not None:
            return Judged(0, answers.ended.sentence)
        if not answers.count and not used & self._learned:
            return Judged(0, "This test asked nothing of your work.", person=True)
        if isinstance(value, Mark):
            return Judged(value.points / value.of, value.reason, person=value.needs_person)
        if type(value) in (int, float) and cell.points > 0:
            return Judged(
                min(max(float(value) / cell.points, 0.0), 1.0),
                "Part of the marks, by the tests of this cell.",
            )
        if asserts and not answers.asserted:
            return Judged(0, "What you handed in left nothing to test here.")
        return Judged(1, "All tests hold.")

    def _stand_in(self, name: str) -> Callable[..., Any]:
        def ask(*args: Any, **kwargs: Any) -> Any:
            return self._question(name, lambda: self._asking.ask(name, args, kwargs))

        ask.__name__ = ask.__qualname__ = name
        return ask

    def _look_at(self, name: str) -> Any:
        return self._question(name, lambda: self._asking.value(name))

    def _question(self, name: str, put: Callable[[], Any]) -> Any:
        answers = self._answers
        if answers.ended is not None:
            raise answers.ended
        try:
            value = put()
        except Raised as raised:
            kind = ERRORS.get(raised.kind)
            bases = (LearnersError, kind) if kind else (LearnersError,)
            error: LearnersError = type(raised.kind, bases, {})(name, raised)
            answers.errors.append(error)
            raise error from None
        except SessionEnded as ended:
            answers.ended = ended
            raise
        except UnreadableError as error:
            raise CannotAskError(f"an argument for {name} cannot cross: {error}") from None
        answers.count += 1
        answers.last = (name, value)
        return value

    def _came_past(self) -> None:
        self._answers.asserted += 1

    def _failed(self, cell: SourceCell, error: Exception, *, builds: bool) -> Judged:
        """Say why a test stopped; `builds` tells whether it used what a test before it was answered."""
        line, text = _where(error, cell)
        shown = f"Line {line}: {text}" if line else ""
        if self._answers.ended is not None:
            ended = self._answers.ended
            return Judged(0, ended.sentence, shown, person=ended.why == "started")
        if isinstance(error, CannotAskError):
            return Judged(0, f"Marking could not put its question: {error}.", shown, person=True)
        hidden = bool(line) and _is_hidden(cell, line)
        if isinstance(error, LearnersError):
            return Judged(0, _of_learner(error, hidden=hidden), shown)
        last = _last(self._answers, hidden=hidden)
        if isinstance(error, AssertionError):
            said = plain(str(error), LONGEST_REASON)
            if said:
                return Judged(0, said, shown)
            if line and not hidden:
                return Judged(0, f"This test does not hold: {text}{last}", shown)
            return Judged(0, f"One of the tests that marking adds does not hold.{last}", shown)
        missed = str(getattr(error, "name", ""))
        if isinstance(error, NameError) and missed in self._missed:
            return Judged(
                0, f"It builds on “{missed}”, which the test above did not get as far as making.", shown
            )
        kind = f"{type(error).__name__}: {plain(str(error), 200)}"
        if not self._answers.count and not self._answers.errors and not builds:
            return Judged(0, f"Marking's own test stopped ({kind}).", shown, person=True)
        return Judged(0, f"The test could not use the answer ({kind}).{last}", shown)


class _Counting(ast.NodeTransformer):
    """Count each assertion that is come past."""

    def visit_Assert(self, node: ast.Assert) -> list[ast.stmt]:
        call = ast.Expr(ast.Call(ast.Name(COUNT, ast.Load()), [], []))
        counting = ast.fix_missing_locations(ast.copy_location(call, node))
        return [node, counting]


def _run(tree: ast.Module, names: dict[str, Any], name: str) -> Any:
    """Run a cell of ours, and give the value of its last expression."""
    last = tree.body[-1] if tree.body else None
    body = tree.body[:-1] if isinstance(last, ast.Expr) else tree.body
    # assertions have to run, even under python -O
    exec(compile(ast.Module(body, []), f"<{name}>", "exec", optimize=0), names)  # noqa: S102 - our own code
    if not isinstance(last, ast.Expr):
        return None
    return eval(compile(ast.Expression(last.value), f"<{name}>", "eval", optimize=0), names)  # noqa: S307


def _last(answers: Answers, *, hidden: bool) -> str:
    """Say what was answered; in a hidden test nothing that could give away what was asked."""
    if answers.last is None or (hidden and type(answers.last[1]) not in SHORT):
        return ""
    name, value = answers.last
    return f" ({name} answered {plain(_shortly.repr(value), 200)}.)"


def _of_learner(error: LearnersError, *, hidden: bool) -> str:
    kind, said = error.raised.kind, plain(error.raised.message, LONGEST_REASON)
    if kind == "TimeLimit":
        return f"{error.function} did not come to an end: {said}."
    if kind == "NoAnswer":
        return f"What {error.function} answers cannot be marked: {said}."
    if kind == "NotImplementedError" and not said:
        return f"{error.function} is not written yet."
    if kind == "NameError" and f"'{error.function}'" in said:
        return f"There is no {error.function} in what you handed in."
    if hidden:  # what it says could give away what was asked
        return f"{error.function} stopped with {kind} in one of the tests that marking adds."
    return f"{error.function} stopped with {kind}{f': {said}' if said else ''}."


def _where(error: BaseException, cell: SourceCell) -> tuple[int, str]:
    """Find the line of our test at which it stopped."""
    line, at = 0, error.__traceback__
    while at is not None:
        if at.tb_frame.f_code.co_filename == f"<{cell.grade_id}>":
            line = at.tb_lineno
        at = at.tb_next
    lines = cell.text.splitlines()
    return (line, lines[line - 1].strip()) if 0 < line <= len(lines) else (0, "")


def _is_hidden(cell: SourceCell, line: int) -> bool:
    before = cell.text.splitlines()[:line]
    marks = [text.strip() for text in before if text.strip() in HIDDEN]
    return bool(marks) and marks[-1] == HIDDEN[0]

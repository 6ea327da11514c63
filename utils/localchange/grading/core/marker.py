"""Marking one submission after another in this process, with what is the same for everybody done once."""

from __future__ import annotations

import copy
import dataclasses
import enum
import sys
import types
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import CodeType
from typing import Any

import numpy as np
from nbformat import NotebookNode

from localchange.grading.core.program import Sharing, Statement, bound_by, statements_of
from localchange.grading.core.shell import Shell
from localchange.grading.submission import ANSWERS

Outputs = list[NotebookNode]

CANNOT_CHANGE = (
    *(bool, int, float, complex, str, bytes, range, type(None), type, np.generic, enum.Enum),
    *(types.ModuleType, types.FunctionType, types.BuiltinFunctionType),
)


class NotSharedError(Exception):
    """Something in the notebook cannot be run once for everybody; then all of it runs for each."""


@dataclass(frozen=True)
class Replay:
    """What shared statements did, to be done again without running them."""

    names: dict[str, Any]
    gone: tuple[str, ...]
    outputs: Outputs


@dataclass(frozen=True)
class Run:
    """Statements that run for each learner."""

    codes: list[CodeType]


@dataclass
class Cell:
    """A cell of the notebook that is marked.

    Parameters
    ----------
    number
        As it stands beside it after it ran.
    source
        Its code, as plain Python.
    whole
        All of it, compiled; ``None`` when it is no Python, and `failure` says why.
    failure
        What it shows when it is no Python.
    steps
        The same taken apart; empty until it was recorded.
    """

    number: int
    source: str
    whole: list[CodeType] | None
    failure: Outputs = field(default_factory=list)
    steps: list[Replay | Run] = field(default_factory=list)


class CoreMarker:
    """Runs the code cells of an assignment over answers.

    The first submission always runs whole, and then once more with what is shared; from then on sharing is used
    if, and only if, both gave the same to the letter. What a learner's statement could change is given to it
    as a copy.

    Parameters
    ----------
    sources
        The code cells of the notebook that is marked, ours.
    folder
        Where they run: the answers are laid there.
    share
        Whether to run only once what is the same for everybody; not worth it for one submission or two.
    """

    def __init__(self, sources: Sequence[str], folder: Path, *, share: bool = True) -> None:
        self._folder = folder
        self._shell = Shell()
        self._cells = [self._cell(number, source) for number, source in enumerate(sources, start=1)]
        self._tried = not share
        self.shares = False
        """Whether what is the same for everybody is run once, as of now."""
        self._copied: set[int] = set()
        self._kept: dict[int, Any] = {}

    def outputs(self, answers: bytes) -> list[Outputs]:
        """Run all cells over the answers of one learner.

        Parameters
        ----------
        answers
            The content of ``answers.json``, which has been looked at.

        Returns
        -------
        list of list of nbformat outputs
            What each cell shows.
        """
        (self._folder / ANSWERS).write_bytes(answers)
        try:
            if self.shares:
                found = self._shared()
                return self._whole() if found is None else found
            whole = self._whole()
            if not self._tried:
                self._tried = True
                self._try_sharing(whole)
            return whole
        finally:
            self._shell.begin()
            _close_widgets()

    def _cell(self, number: int, source: str) -> Cell:
        try:
            python = self._shell.python(source)
            nodes = [statement.node for statement in statements_of(python)]
            return Cell(number, python, self._shell.compile(nodes, python, shows=True))
        except (SyntaxError, ValueError) as error:
            return Cell(number, source, None, [self._shell.failure(error)])

    def _whole(self) -> list[Outputs]:
        self._shell.begin()
        return [
            cell.failure if cell.whole is None else self._shell.run(cell.whole, cell.number)[0]
            for cell in self._cells
        ]

    def _shared(self) -> list[Outputs] | None:
        """Run what is the learner's own; ``None`` when a cell broke off, because then nothing is sure."""
        self._shell.begin()
        names, memo = self._shell.names, dict(self._kept)
        shown: list[Outputs] = []
        for cell in self._cells:
            outputs: Outputs = []
            for step in cell.steps:
                if isinstance(step, Replay):
                    for name in step.gone:
                        names.pop(name, None)
                    for name, value in step.names.items():
                        names[name] = copy.deepcopy(value, memo) if id(value) in self._copied else value
                    outputs += step.outputs
                    continue
                more, done = self._shell.run(step.codes, cell.number)
                outputs += more
                if not done:
                    return None
            shown.append(outputs)
        return shown

    def _try_sharing(self, whole: list[Outputs]) -> None:
        try:
            self._record()
            self.shares = self._shared() == whole
        except NotSharedError:
            self.shares = False

    def _record(self) -> None:
        """Run what is shared, once, and note what it did."""
        sharing = Sharing()
        self._shell.begin()
        for cell in self._cells:
            if cell.whole is None:
                raise NotSharedError
            cell.steps = []
            statements = statements_of(cell.source)
            own: list[Statement] = []
            for statement in statements:
                if not sharing.is_shared(statement):
                    self._give_to_learner(statement, sharing)
                    own.append(statement)
                    continue
                self._append(cell, own, last=False)
                own = []
                cell.steps.append(self._replay(cell, statement, sharing, last=statement is statements[-1]))
            self._append(cell, own, last=True)

    def _append(self, cell: Cell, own: list[Statement], *, last: bool) -> None:
        if own:
            nodes = [statement.node for statement in own]
            cell.steps.append(Run(self._shell.compile(nodes, cell.source, shows=last)))

    def _replay(self, cell: Cell, statement: Statement, sharing: Sharing, *, last: bool) -> Replay:
        names = self._shell.names
        before = dict(names)
        outputs, done = self._shell.run(
            self._shell.compile([statement.node], cell.source, shows=last), cell.number
        )
        if not done:
            raise NotSharedError
        bound = {name: value for name, value in names.items() if before.get(name, before) is not value}
        sharing.shared_ran(statement, bound)
        return Replay(bound, tuple(name for name in before if name not in names), outputs)

    def _give_to_learner(self, statement: Statement, sharing: Sharing) -> None:
        """Note what a learner's statement may bind or change."""
        names = self._shell.names
        touched = [names[name] for name in sharing.reach(statement) if name in names]
        changeable = {id(value) for value in touched if not _cannot_change(value)}
        for value in touched:
            if id(value) in changeable:
                self._kept |= {id(part): part for part in _parts(value) if _cannot_change(part)}
                try:
                    copy.deepcopy(value, dict(self._kept))
                except Exception as error:  # whatever stands in the way of a copy
                    raise NotSharedError from error
        self._copied |= changeable
        also = {name for name, value in names.items() if id(value) in changeable}
        sharing.belongs_to_a_learner(bound_by(statement) | also)


def _cannot_change(value: Any) -> bool:
    if isinstance(value, CANNOT_CHANGE):
        return True
    if type(value) is np.ndarray and value.dtype != object:
        # Whoever writes to it now gets an error, and then everything runs whole for that learner.
        value.setflags(write=False)
        return True
    if isinstance(value, (tuple, frozenset)):
        return all(_cannot_change(part) for part in value)
    frozen = getattr(type(value), "__dataclass_params__", None)
    return (
        frozen is not None
        and frozen.frozen
        and all(_cannot_change(getattr(value, part.name)) for part in dataclasses.fields(value))
    )


def _parts(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return list(value.values())
    return list(value) if isinstance(value, (list, tuple, set)) else []


def _close_widgets() -> None:
    """Close the widgets that cells made, of which ipywidgets keeps a list."""
    widgets = sys.modules.get("ipywidgets")
    if widgets is not None:
        widgets.Widget.close_all()

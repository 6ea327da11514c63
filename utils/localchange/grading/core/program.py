"""The cells of an assignment as statements, with those that are the same for every learner told apart.

A figure, a table or eight simulated months cost a second and are the same for everybody, so they run once for each
process. Which statements those are is read from the code, and always decided on the side of caution: a
statement is *shared* only if it mentions nothing that could differ between learners (the page, files, the clock,
chance without a seed) and nothing that a learner's statement has made or could have changed.
"""

from __future__ import annotations

import ast
import symtable
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

OWN_TO_A_LEARNER = frozenset(
    {
        *("asyncio", "datetime", "glob", "importlib", "io", "os", "pathlib", "random", "secrets", "shutil"),
        *("subprocess", "sys", "tempfile", "threading", "time", "uuid"),
        *("localchange.answers", "localchange.exercises"),
    }
)
"""Modules through which a statement could see whose work it marks, or when, or draw a number of its own."""

REACHING_OUT = frozenset(
    {
        "open",
        "exec",
        "eval",
        "compile",
        "globals",
        "locals",
        "vars",
        "dir",
        "input",
        "get_ipython",
        "__import__",
    }
)
SEEDED = frozenset({"default_rng", "Generator", "SeedSequence", "PCG64"})


@dataclass(frozen=True)
class Statement:
    """One statement at the top level of a cell.

    Parameters
    ----------
    node
        The statement.
    mentions
        Every name of the notebook that it looks up, and that functions which it defines look up.
    """

    node: ast.stmt
    mentions: frozenset[str]

    @property
    def reaches_out(self) -> bool:
        """Whether it could see more than its names say."""
        return bool(self.mentions & REACHING_OUT) or any(_draws(part) for part in ast.walk(self.node))

    @property
    def gives_to_a_learner(self) -> frozenset[str]:
        """The names that it imports and through which a learner's work can be seen."""
        found: set[str] = set()
        if isinstance(self.node, ast.Import):
            found = {
                alias.asname or alias.name.partition(".")[0]
                for alias in self.node.names
                if _own(alias.name) or (alias.asname is None and _own(alias.name.partition(".")[0]))
            }
        elif isinstance(self.node, ast.ImportFrom):
            module = self.node.module or ""
            found = {
                alias.asname or alias.name
                for alias in self.node.names
                if _own(module) or _own(f"{module}.{alias.name}") or alias.name == "*"
            }
        return frozenset(found)


@dataclass(frozen=True)
class Block:
    """Statements of one cell that follow one another, all shared or all not.

    Parameters
    ----------
    statements
        In order.
    shared
        Whether they are the same for every learner.
    """

    statements: tuple[Statement, ...]
    shared: bool


class Sharing:
    """Tells, statement by statement in the order in which they run, which are the same for every learner."""

    def __init__(self) -> None:
        self.own: set[str] = set()
        """The names that may differ between learners."""
        self._behind: dict[str, frozenset[str]] = {}

    def is_shared(self, statement: Statement) -> bool:
        """Say whether a statement is the same for everybody, before it runs."""
        return not (statement.reaches_out or self.reach(statement) & self.own)

    def reach(self, statement: Statement) -> frozenset[str]:
        """Give the names that it mentions, and those that functions behind them mention."""
        found: set[str] = set()
        left = list(statement.mentions)
        while left:
            name = left.pop()
            if name not in found:
                found.add(name)
                left.extend(self._behind.get(name, ()))
        return frozenset(found)

    def shared_ran(self, statement: Statement, bound: Iterable[str]) -> None:
        """Note what a shared statement has bound."""
        own = statement.gives_to_a_learner
        for name in bound:
            self._behind[name] = statement.mentions - {name} if _defines(statement.node) else frozenset()
            self.own.discard(name)
        self.own |= own

    def belongs_to_a_learner(self, names: Iterable[str]) -> None:
        """Note names that may differ between learners from here on."""
        self.own.update(names)


def statements_of(source: str) -> list[Statement]:
    """Take a cell apart.

    Parameters
    ----------
    source
        The code of a cell, plain Python.

    Returns
    -------
    list of Statement
        In order.
    """
    return [Statement(node, frozenset(_read(node))) for node in ast.parse(source).body]


def blocks_of(judged: list[tuple[Statement, bool]]) -> list[Block]:
    """Put statements that follow one another and are alike together.

    Parameters
    ----------
    judged
        Statements of one cell, each with whether it is shared.

    Returns
    -------
    list of Block
        In order.
    """
    return [
        Block(tuple(statement for statement, _ in group), shared)
        for shared, group in groupby(judged, key=lambda pair: pair[1])
    ]


def bound_by(statement: Statement) -> frozenset[str]:
    """Give the names that a statement may bind, by what is written.

    Parameters
    ----------
    statement
        Any statement.

    Returns
    -------
    frozenset of str
        Names at the top level; some more do no harm.
    """
    return frozenset(_bound(statement.node))


def _read(node: ast.stmt) -> Iterator[str]:
    """Give the names that are looked up at the top level when this runs, or when functions in it do."""
    for part in ast.walk(node):  # these change what is there, though Python does not call it reading
        if isinstance(part, ast.AugAssign) and isinstance(part.target, ast.Name):
            yield part.target.id
        elif isinstance(part, ast.Name) and isinstance(part.ctx, ast.Del):
            yield part.id
    tables = [symtable.symtable(ast.unparse(node), "a cell", "exec")]
    while tables:
        table = tables.pop()
        inside = table.get_type() != "module"
        for symbol in table.get_symbols():
            if symbol.is_referenced() and not (inside and not symbol.is_global()):
                yield symbol.get_name()
        tables.extend(table.get_children())


def _bound(node: ast.AST) -> Iterator[str]:
    for part in ast.walk(node):
        if isinstance(part, ast.Name) and isinstance(part.ctx, (ast.Store, ast.Del)):
            yield part.id
        elif isinstance(part, (ast.Global, ast.Nonlocal)):
            yield from part.names
        elif isinstance(part, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            yield part.name
        elif isinstance(part, (ast.Import, ast.ImportFrom)):
            yield from (alias.asname or alias.name.partition(".")[0] for alias in part.names)
        elif isinstance(part, ast.ExceptHandler) and part.name:
            yield part.name


def _defines(node: ast.stmt) -> bool:
    """Say whether running what this binds can reach names that were mentioned when it was written."""
    return any(
        isinstance(part, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda, ast.GeneratorExp))
        for part in ast.walk(node)
    )


def _own(module: str) -> bool:
    return any(module == own or module.startswith(f"{own}.") for own in OWN_TO_A_LEARNER)


def _draws(part: ast.AST) -> bool:
    """Say whether this is numpy's shared stream of random numbers, which every draw moves on."""
    return (
        isinstance(part, ast.Attribute)
        and isinstance(part.value, ast.Attribute)
        and part.value.attr == "random"
        and part.attr not in SEEDED
    )

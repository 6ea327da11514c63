"""The pages of the course, each test once for each page that it asks for."""

import ast
import re
from pathlib import Path
from types import SimpleNamespace

import nbformat
import pytest

from localchange.exercises import recall

ROOT = Path(__file__).resolve().parents[2]
KINDS = ("choice", "several", "number", "prediction", "ranking", "allocation", "setting", "text", "claim")
ASKED_BY_LABS = {"theory_builder": "theory", "network": "network", "package": "allocation", "minister_call": "text"}
"""The kind of answer that is saved by labs which are questions too."""


def pytest_generate_tests(metafunc):
    if "page_path" in metafunc.fixturenames:
        pages = sorted((ROOT / "course").glob("*/*.ipynb"))
        assert pages, "the course has no page"
        metafunc.parametrize("page_path", pages, ids=[page.stem for page in pages], scope="module")


@pytest.fixture(scope="module")
def root():
    return ROOT


@pytest.fixture(scope="module")
def slug(page_path):
    """The module that a page belongs to: it may have a second page beside the one that has its name."""
    return page_path.parent.name


@pytest.fixture(scope="module")
def second(page_path, slug):
    """Whether this is a page beside the module's own."""
    return page_path.stem != slug


@pytest.fixture(scope="module")
def module_cells(root, slug):
    """All cells of all pages of the module, its own page first."""
    pages = sorted((root / "course" / slug).glob("*.ipynb"), key=lambda path: path.stem != slug)
    return [cell for path in pages for cell in nbformat.read(path, as_version=4).cells]


@pytest.fixture(scope="module")
def module_questions(module_cells):
    """All questions of all pages of the module."""
    return _questions(SimpleNamespace(cells=module_cells))


@pytest.fixture(scope="module")
def book(page_path):
    return nbformat.read(page_path, as_version=4)


def _questions(book):
    """Read what a page asks out of its code, without running it."""
    found = []
    for cell in book.cells:
        if cell.cell_type != "code":
            continue
        calls = [
            node
            for node in ast.walk(ast.parse(cell.source))
            if isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and isinstance(node.func.value, ast.Name)
            and (
                (node.func.value.id == "page" and node.func.attr in KINDS) or node.func.attr in ASKED_BY_LABS
            )
        ]
        found += _recalled(book, cell)
        for call in sorted(calls, key=lambda node: node.lineno):
            if call.func.attr in ASKED_BY_LABS:
                found.append(_drawn(call, cell))
                continue
            first = ast.literal_eval(call.args[0])
            claim = call.func.attr == "claim"
            words = {word.arg: word.value for word in call.keywords}
            texts = [
                node.value
                for node in ast.walk(call)
                if isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value
            ]
            found.append(
                SimpleNamespace(
                    key=f"claim_{first}" if claim else first,
                    kind=call.func.attr,
                    stage=ast.literal_eval(call.args[1]) if claim else None,
                    prompt="" if claim else ast.literal_eval(call.args[1]),
                    options=ast.literal_eval(call.args[2]) if call.func.attr in ("choice", "several") else {},
                    practice=_practice(words.get("practice")),
                    anchors=_anchors(words["anchors"]) if "anchors" in words else {},
                    words=_literal(words["words"]) if "words" in words else None,
                    texts=texts,
                    cell=cell.id,
                    further="further" in cell.metadata.get("tags", []),
                )
            )
    return found


def _drawn(call, cell):
    """Give the question that a lab asks: a theory of change, a package, an answer to a call."""
    key, prompt = (ast.literal_eval(argument) for argument in call.args[1:3])
    words = {word.arg: word.value for word in call.keywords}
    return SimpleNamespace(
        key=key,
        kind=ASKED_BY_LABS[call.func.attr],
        stage=None,
        prompt=prompt,
        options={},
        practice=None,
        anchors=_anchors(words["anchors"]) if "anchors" in words else {},
        words=_literal(words["words"]) if "words" in words else None,
        texts=[prompt],
        cell=cell.id,
        further="further" in cell.metadata.get("tags", []),
    )


def _recalled(book, cell):
    """Give the questions from earlier modules that a cell asks."""
    if "page.recall()" not in cell.source:
        return []
    slug = re.search(r'Page\("(\w+)"', "".join(each.source for each in book.cells)).group(1)
    return [
        SimpleNamespace(
            key=one.asked_as,
            kind="choice",
            stage=None,
            prompt=one.prompt,
            options=dict(one.options),
            practice={"right": one.right, "feedback": dict(one.feedback), "worked": one.worked},
            anchors={},
            words=None,
            texts=[one.prompt, *one.options.values()],
            cell=cell.id,
            further=False,
        )
        for one in recall.chosen(ROOT, slug)
    ]


def _practice(node):
    """Read ``Practice(...)``; ``None`` where a question has none."""
    if node is None:
        return None
    return {word.arg: _literal(word.value) for word in node.keywords}


def _anchors(node):
    """Read the examples beside a text, by level: the words alone, or with the reason for the level."""
    found = {}
    for level, example in zip(node.keys, node.values, strict=True):
        parts = example.args if isinstance(example, ast.Call) else [example]
        found[ast.literal_eval(level)] = tuple(ast.literal_eval(part) for part in parts)
    return found


def _literal(node):
    try:
        return ast.literal_eval(node)
    except ValueError:
        return ast.unparse(node)


@pytest.fixture(scope="session")
def questions_of():
    return _questions


@pytest.fixture(scope="module")
def questions(book):
    found = _questions(book)
    assert found, "the page asks nothing"
    return found

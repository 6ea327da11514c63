"""The pages of the course, each test once for each page that it asks for."""

from pathlib import Path
from types import SimpleNamespace

import nbformat
import pytest

from localchange.alignment.asked import asked_in

ROOT = Path(__file__).resolve().parents[2]


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
def beside_welcome(slug, second):
    """Whether this is a page beside the welcome: it serves all modules, and teaches nothing of its own."""
    return second and slug == "00_welcome"


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
    return asked_in(book.cells, ROOT)


@pytest.fixture(scope="session")
def questions_of():
    return _questions


@pytest.fixture(scope="module")
def questions(book):
    found = _questions(book)
    assert found, "the page asks nothing"
    return found

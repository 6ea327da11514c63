"""Each page runs from top to bottom, shows something in every cell and leaves no answers behind."""

import shutil

import nbformat
import pytest
from nbclient import NotebookClient

IGNORED = shutil.ignore_patterns("answers.json*", ".answers", ".ipynb_checkpoints", "*.hand-in.zip")


@pytest.fixture(scope="module")
def executed(root, page_path, tmp_path_factory):
    """Run a page the way a learner does, in a folder of its own, and give it back with its outputs."""
    copy = tmp_path_factory.mktemp("course") / "course"
    shutil.copytree(root / "course", copy, ignore=IGNORED)
    folder = copy / page_path.parent.name
    book = nbformat.read(folder / page_path.name, as_version=4)
    before = {path.relative_to(copy) for path in copy.rglob("*")}
    client = NotebookClient(
        book, timeout=120, kernel_name="python3", resources={"metadata": {"path": str(folder)}}
    )
    client.execute()
    written = {path.relative_to(copy) for path in copy.rglob("*")} - before
    return book, written


@pytest.mark.slow
def test_every_cell_runs_and_says_nothing_on_the_side(executed):
    book, _ = executed
    for cell in book.cells:
        if cell.cell_type == "code":
            noise = [output for output in cell.outputs if output.output_type in ("stream", "error")]
            assert noise == [], f"{cell.id}: {noise}"


@pytest.mark.slow
def test_every_question_shows_a_widget_with_words_for_those_who_have_none(executed, questions):
    book, _ = executed
    asked = {}
    for question in questions:
        asked.setdefault(question.cell, []).append(question)
    for cell in book.cells:
        if cell.id not in asked:
            continue
        shown = [output.data for output in cell.outputs if "data" in output]
        assert len(shown) == len(asked[cell.id]), cell.id
        for data, question in zip(shown, asked[cell.id], strict=True):
            assert "application/vnd.jupyter.widget-view+json" in data, question.key
            if question.prompt:
                start = question.prompt.split("*")[0][:20]
                assert start in data["text/plain"], f"{question.key}: {data['text/plain'][:80]}"


@pytest.mark.slow
def test_every_other_cell_but_the_set_up_shows_something(executed):
    book, _ = executed
    for cell in book.cells:
        if cell.cell_type == "code" and cell.id != "set-up":
            assert cell.outputs, cell.id


@pytest.mark.slow
def test_running_a_page_answers_nothing(executed):
    _, written = executed
    assert not [path for path in written if path.name == "answers.json"]

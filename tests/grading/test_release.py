"""What learners get shows nothing of how it is marked, and is always what its source gives."""

import copy
import re
import shutil

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell
from nbgrader.api import Gradebook
from typer.testing import CliRunner

from localchange.cli import app
from localchange.errors import CourseError
from localchange.grading import release as releasing
from localchange.grading.course_folder import assignments_of, source_of


def released(course, made):
    return (course / "assignments" / made.SLUG / f"{made.SLUG}.ipynb").read_bytes()


def change_hidden(notebook, change):
    """Change every hidden region and nothing else."""
    changed = copy.deepcopy(notebook)
    for cell in changed.cells:
        cell.source = re.sub(
            r"(### BEGIN HIDDEN TESTS\n)(.*)(\n### END HIDDEN TESTS)",
            lambda region: region[1] + change(region[2]) + region[3],
            cell.source,
            flags=re.DOTALL,
        )
    return changed


def test_a_release_has_the_questions_and_no_marking(released_course, made):
    text = released(released_course, made).decode()
    for secret in ("HIDDEN TESTS", "marking", "mark.", "The mix changed", "Goal", "tolerance"):
        assert secret not in text
    notebook = nbformat.reads(text, as_version=4)
    assert [cell.source for cell in notebook.cells if "page.choice" in cell.source] == [
        made.QUESTIONS["mix"][1]
    ]
    assert all(not cell.outputs for cell in notebook.cells if cell.cell_type == "code")
    assert all(
        cell.metadata.get("editable") is False for cell in notebook.cells if "nbgrader" in cell.metadata
    )


def test_the_gradebook_knows_the_questions_and_their_points(released_course, made):
    with Gradebook(f"sqlite:///{released_course / 'gradebook.db'}") as gradebook:
        assert gradebook.find_assignment(made.SLUG).max_score == 60
        names = {cell.name for cell in gradebook.find_notebook(made.SLUG, made.SLUG).grade_cells}
    assert names == {*made.QUESTIONS, "advice_argument", "advice_evidence"}


@pytest.mark.parametrize(
    "change",
    [
        lambda hidden: re.sub(r"\d", lambda digit: str(9 - int(digit[0])), hidden).replace('"b"', '"a"'),
        lambda hidden: "pass  # nothing at all",
        lambda hidden: hidden + "\n" + "# the answer is b" * 50,
    ],
)
def test_changing_every_key_leaves_the_release_byte_for_byte(released_course, made, change):
    before = released(released_course, made)
    changed = change_hidden(made.source_notebook(), change)
    assert (
        sum(a.source != b.source for a, b in zip(changed.cells, made.source_notebook().cells, strict=True))
        == 8
    )
    made.write_source(released_course, changed)
    assert releasing.differences(released_course, made.SLUG) == []
    releasing.release(released_course, made.SLUG)
    assert released(released_course, made) == before


def test_outputs_and_models_answers_run_into_the_source_do_not_reach_the_release(released_course, made):
    before = released(released_course, made)
    notebook = made.source_notebook()
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = [nbformat.v4.new_output("stream", text="the answer is b")]
            cell.execution_count = 7
    made.write_source(released_course, notebook)
    releasing.release(released_course, made.SLUG)
    assert released(released_course, made) == before


def test_stock_nbgrader_gives_the_same_release(released_course, made, stock):
    before = released(released_course, made)
    done = stock(released_course, "generate_assignment", made.SLUG, "--force")
    assert done.returncode == 0, done.stderr
    assert released(released_course, made) == before


def test_a_check_changes_nothing_and_names_the_file_that_differs(released_course, made):
    assert releasing.differences(released_course, made.SLUG) == []
    path = released_course / "assignments" / made.SLUG / f"{made.SLUG}.ipynb"
    tampered = path.read_bytes() + b"\n"
    path.write_bytes(tampered)
    (path.parent / "extra.csv").write_text("x")
    found = releasing.differences(released_course, made.SLUG)
    assert found == [
        f"{path.parent / 'extra.csv'} is not part of the release.",
        f"{path} differs from what its source gives.",
    ]
    assert path.read_bytes() == tampered
    path.unlink()
    assert f"{path} is missing." in releasing.differences(released_course, made.SLUG)


def test_a_release_takes_stale_files_away_and_leaves_answers_alone(released_course, made):
    folder = released_course / "assignments" / made.SLUG
    (folder / "stale.csv").write_text("x")
    (folder / "answers.json").write_text("mine")
    (folder / ".answers").mkdir()
    (folder / ".answers" / "1.json").write_text("mine")
    releasing.release(released_course, made.SLUG)
    assert not (folder / "stale.csv").exists()
    assert (folder / "answers.json").read_text() == (folder / ".answers" / "1.json").read_text() == "mine"
    assert releasing.differences(released_course, made.SLUG) == []


EXTRAS = [
    "answers.json",
    "90_tiny.answers.json",
    "rubric.md",
    "key.csv",
    "Solution.png",
    "marking.py",
    "numpy.py",
]
EXTRAS += ["notes.txt", ".answers/1.json", "more/answers.json", "other.ipynb", "90_tiny.hand-in.zip"]


@pytest.mark.parametrize("name", EXTRAS)
@pytest.mark.parametrize("verb", [releasing.release, releasing.differences, releasing.register])
def test_a_source_folder_with_an_answer_or_a_key_is_refused(released_course, made, name, verb):
    extra = released_course / "solutions" / made.SLUG / name
    extra.parent.mkdir(exist_ok=True)
    extra.write_text("{}")
    before = released(released_course, made)
    with pytest.raises(CourseError, match="would be released to learners"):
        verb(released_course, made.SLUG)
    assert released(released_course, made) == before
    assert not (released_course / "assignments" / made.SLUG / name).exists()


def test_a_table_and_a_picture_are_released(released_course, made):
    for name in ("trusts.csv", "map.png"):
        (released_course / "solutions" / made.SLUG / name).write_bytes(b"x")
    releasing.release(released_course, made.SLUG)
    assert (released_course / "assignments" / made.SLUG / "trusts.csv").read_bytes() == b"x"


LEAKS = {
    "a marker misspelt": 'page.choice("mix")\n### BEGIN HIDEN TESTS\nmark.choice(1)\n### END HIDEN TESTS',
    "marking imported in the open": "from localchange import marking as mark",
    "marking under another name": "from localchange import marking as m\nm.choice(1)",
    "marking by its module": "import localchange.marking.choices",
    "a practice answer": 'page.choice("mix", "?", {}, practice=Practice(right="b"))',
    "practice by keyword": 'page.choice("mix", "?", {}, practice=thing)',
}


@pytest.mark.parametrize("source", LEAKS.values(), ids=LEAKS)
def test_a_release_that_would_show_its_marking_is_refused(released_course, made, source):
    before = released(released_course, made)
    notebook = made.source_notebook()
    notebook.cells.append(made.tagged(new_code_cell(source), "leak", points=1))
    made.write_source(released_course, notebook)
    with pytest.raises(CourseError, match="release shows"):
        releasing.release(released_course, made.SLUG)
    assert released(released_course, made) == before
    with Gradebook(f"sqlite:///{released_course / 'gradebook.db'}") as gradebook:
        assert gradebook.find_assignment(made.SLUG).max_score == 60


def test_a_hidden_region_that_is_never_closed_is_refused_with_its_reason(released_course, made):
    notebook = made.source_notebook()
    notebook.cells[2].source = notebook.cells[2].source.replace("### END HIDDEN TESTS", "")
    made.write_source(released_course, notebook)
    with pytest.raises(CourseError, match="No end hidden tests statement found"):
        releasing.release(released_course, made.SLUG)


def test_a_marker_left_in_prose_and_widget_states_are_refused(released_course, made):
    notebook = made.source_notebook()
    notebook.cells.append(new_markdown_cell("See localchange.marking for the key."))
    made.write_source(released_course, notebook)
    with pytest.raises(CourseError, match="release shows"):
        releasing.release(released_course, made.SLUG)
    notebook = made.source_notebook()
    notebook.metadata["widgets"] = {
        "application/vnd.jupyter.widget-state+json": {"state": {"x": "the answer is b"}}
    }
    made.write_source(released_course, notebook)
    with pytest.raises(CourseError, match="holds widgets"):
        releasing.release(released_course, made.SLUG)


def test_an_unknown_assignment_and_a_course_without_settings_are_said_plainly(tiny_course, made):
    assert assignments_of(tiny_course) == [made.SLUG]
    with pytest.raises(CourseError, match=r"no assignment '04_other'.*choose one of these: 90_tiny"):
        source_of(tiny_course, "04_other")
    (tiny_course / "nbgrader_config.py").unlink()
    with pytest.raises(CourseError, match=r"nbgrader_config\.py is missing"):
        releasing.release(tiny_course, made.SLUG)


def test_register_refuses_a_release_that_is_behind_its_source(released_course, made):
    notebook = made.source_notebook()
    notebook.cells[0].source = "# Another title"
    made.write_source(released_course, notebook)
    with pytest.raises(CourseError, match=f"run “localchange release {made.SLUG}” first"):
        releasing.register(released_course, made.SLUG)


def test_the_command_releases_checks_and_says_so(tiny_course, made, monkeypatch):
    monkeypatch.chdir(tiny_course / "solutions")  # anywhere under the course will do
    run = CliRunner().invoke(app, ["release", made.SLUG])
    assert run.exit_code == 0 and f"assignments/{made.SLUG}" in run.output
    assert CliRunner().invoke(app, ["release", made.SLUG, "--check"]).exit_code == 0
    shutil.rmtree(tiny_course / "assignments")
    run = CliRunner().invoke(app, ["release", made.SLUG, "--check"])
    assert run.exit_code == 1 and "is missing" in run.output
    assert not (tiny_course / "assignments").exists()

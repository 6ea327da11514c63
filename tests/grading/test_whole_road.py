"""Release, hand in, mark, mark by hand, mark again, send back: nothing lost, nobody's zero by accident."""

import html.parser
import json
import re
import shutil
from itertools import pairwise

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook
from nbgrader.api import Gradebook, MissingEntry
from typer.testing import CliRunner

from localchange.cli import app
from localchange.errors import CourseError
from localchange.grading import cohort
from localchange.grading.feedback import marked_learners, write_feedback
from localchange.grading.release import register, release

pytestmark = pytest.mark.slow

HONEST = ("full", "partial", "none")
TEXT_CELLS = ("advice_argument", "advice_evidence")
ODD_BUT_MARKED = {
    "not_json": "could not be read as JSON",
    "no_notebook": "90_tiny.ipynb is missing",
    "empty_notebook": "has no cells",
    "renamed_notebook": "is called mine.ipynb",
    "hostile": None,
}
BROKEN = {
    "corrupt": "answers.json is damaged",
    "no_answers": "answers.json is missing",
    "foreign": "belongs to",
    "other_page": "holds answers to another page",
    "huge": "too large",
    "linked": "answers.json is a link",
    "empty_folder": "is empty",
    "a_file": "is no folder",
    "misnamed": "The folder is called '90_tinny'",
}


def hostile_notebook(proof):
    """Give a notebook whose every cell leaves a trace if it runs, with points and flags of its own."""
    trace = f"open({str(proof)!r}, 'a').write('ran')"
    set_up = new_code_cell(trace, id="set-up")
    set_up.metadata["nbgrader"] = {
        "schema_version": 3,
        "grade_id": "set_up",
        "grade": False,
        "solution": False,
    }
    set_up.metadata["nbgrader"] |= {"locked": True, "task": False}
    mine = new_code_cell(f"{trace}\n60.0", id="mix")
    mine.metadata["nbgrader"] = {"schema_version": 3, "grade_id": "mix", "grade": True, "solution": True}
    mine.metadata["nbgrader"] |= {"locked": False, "points": 1000, "task": False}
    last = new_code_cell(trace, id="last")
    return new_notebook(
        cells=[new_code_cell(trace), set_up, mine, last],
        metadata={"kernelspec": {"name": "sh", "display_name": "sh"}},
    )


def hand_everything_in(course, made, proof):
    for learner in HONEST:
        made.hand_in(course, learner, made.KEYS[learner])
    made.hand_in(course, "not_json", made.KEYS["full"], "{ this is no notebook")
    made.hand_in(course, "no_notebook", made.KEYS["full"], None)
    made.hand_in(course, "empty_notebook", made.KEYS["full"], new_notebook())
    renamed = made.hand_in(course, "renamed_notebook", made.KEYS["full"])
    (renamed / f"{made.SLUG}.ipynb").rename(renamed / "mine.ipynb")
    hostile = made.hand_in(course, "hostile", made.KEYS["none"], hostile_notebook(proof))
    trap = f"open({str(proof)!r}, 'a').write('imported')\n"
    for name in ("numpy.py", "localchange.py", "sitecustomize.py", "ipykernel_launcher.py", "json.py"):
        (hostile / name).write_text(trap)
    (hostile / "IPython").mkdir()
    (hostile / "IPython" / "__init__.py").write_text(trap)
    (hostile / "timestamp.txt").write_text("not a time")

    made.hand_in(course, "corrupt", "{broken")
    made.hand_in(course, "no_answers", None)
    made.hand_in(course, "foreign", made.answers_file(made.KEYS["full"], page="03_targets"))
    made.hand_in(course, "other_page", {"quite_another": ("choice", {"choice": "b"})})
    made.hand_in(course, "huge", made.answers_file(made.KEYS["full"]) + " " * 1_000_000)
    linked = made.hand_in(course, "linked", None)
    (linked / "answers.json").symlink_to(course / "submitted" / "full" / made.SLUG / "answers.json")
    (course / "submitted" / "empty_folder" / made.SLUG).mkdir(parents=True)
    (course / "submitted" / "a_file").mkdir()
    (course / "submitted" / "a_file" / made.SLUG).write_text("x")
    made.hand_in(course, "misnamed", made.KEYS["full"])
    (course / "submitted" / "misnamed" / made.SLUG).rename(course / "submitted" / "misnamed" / "90_tinny")
    (course / "submitted" / ".ipynb_checkpoints").mkdir()
    (course / "submitted" / "not_handed_in").mkdir()


@pytest.fixture(scope="module")
def marked(released_once, made, tmp_path_factory):
    """Mark everything once, through the command, as a facilitator does."""
    base = tmp_path_factory.mktemp("marked")
    course = shutil.copytree(released_once, base / "marked course")
    proof = base / "proof"
    hand_everything_in(course, made, proof)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(course)
        run = CliRunner().invoke(app, ["grade", made.SLUG, "--json"])
    return course, run, proof


@pytest.fixture
def outcomes(marked):
    return {row["learner"]: row for row in json.loads(marked[1].stdout)}


def grades(course, made, learner):
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        (notebook,) = gradebook.find_submission(made.SLUG, learner).notebooks
        return {
            grade.name: (grade.auto_score, grade.manual_score, grade.needs_manual_grade)
            for grade in notebook.grades
        }


def marked_notebook(course, made, learner):
    return nbformat.read(course / "autograded" / learner / made.SLUG / f"{made.SLUG}.ipynb", as_version=4)


def by_hand(course, made, learner, marks, comment=""):
    """Mark by hand as the formgrader does."""
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        for name, points in marks.items():
            grade = gradebook.find_grade(name, made.SLUG, made.SLUG, learner)
            grade.manual_score, grade.needs_manual_grade = points, False
            if name in TEXT_CELLS:
                gradebook.find_comment(name, made.SLUG, made.SLUG, learner).manual_comment = comment
        gradebook.db.commit()


def test_everyone_is_in_the_result_and_its_exit_code_says_that_some_were_not_marked(marked, outcomes):
    assert marked[1].exit_code == 1
    assert set(outcomes) == {*HONEST, *ODD_BUT_MARKED, *BROKEN}


@pytest.mark.parametrize("learner", HONEST)
def test_known_answers_earn_what_they_are_worth(marked, outcomes, made, learner):
    assert outcomes[learner]["points"] == made.WORTH[learner] and outcomes[learner]["of"] == 60
    assert outcomes[learner]["problem"] is None and outcomes[learner]["notes"] == []


@pytest.mark.parametrize("learner, note", ODD_BUT_MARKED.items())
def test_an_odd_notebook_costs_nothing_and_is_named(outcomes, made, learner, note):
    assert outcomes[learner]["points"] == (0 if learner == "hostile" else made.WORTH["full"])
    assert outcomes[learner]["problem"] is None
    assert note is None or note in " ".join(outcomes[learner]["notes"])


@pytest.mark.parametrize("learner, why", BROKEN.items())
def test_what_cannot_be_marked_is_named_with_why_and_what_to_do(outcomes, learner, why):
    row = outcomes[learner]
    assert row["points"] is None and row["status"] == "problem"
    assert why in row["problem"]
    assert "ask for" in row["problem"] or "rename it" in row["problem"]
    assert "/" not in row["problem"].replace("LEARNER/", "")  # no path of ours


@pytest.mark.parametrize("learner", sorted(set(BROKEN) - {"misnamed"}))
def test_what_cannot_be_marked_waits_for_a_person_and_is_never_zero(marked, made, learner):
    found = grades(marked[0], made, learner)
    assert len(found) == 10
    assert set(found.values()) == {(None, None, True)}
    assert "could not be marked" in marked_notebook(marked[0], made, learner).cells[0].source


def test_the_misnamed_folder_has_no_entry_of_its_own(marked, made):
    with pytest.raises(MissingEntry):
        grades(marked[0], made, "misnamed")


def test_nothing_that_was_handed_in_ran_or_was_imported(marked, made):
    course, _, proof = marked
    assert not proof.exists()
    assert sorted(path.name for path in (course / "autograded" / "hostile" / made.SLUG).iterdir()) == [
        f"{made.SLUG}.ipynb",
        "answers.json",
    ]
    assert str(proof) not in nbformat.writes(marked_notebook(course, made, "hostile"))


def test_edited_points_and_flags_count_for_nothing(marked, made):
    assert grades(marked[0], made, "hostile")["mix"] == (0.0, None, False)


def test_a_linked_answer_file_is_not_taken_from_its_owner(marked, made):
    assert not (marked[0] / "autograded" / "linked" / made.SLUG / "answers.json").exists()


def test_texts_wait_for_a_person_and_blank_ones_do_not(marked, made):
    full, none = (grades(marked[0], made, learner) for learner in ("full", "none"))
    assert {full[name] for name in TEXT_CELLS} == {(None, None, True)}
    assert {none[name] for name in TEXT_CELLS} == {(0.0, None, False)}
    sources = {
        cell.metadata.nbgrader.grade_id: cell.source
        for cell in marked_notebook(marked[0], made, "full").cells
        if cell.metadata.get("nbgrader")
    }
    assert "because &#42;most&#42; can reach it." in sources["advice_argument"]
    assert "above, under “Argument”" in sources["advice_evidence"]


def test_temporary_folders_are_gone(marked):
    assert not [path for path in marked[0].iterdir() if path.name.startswith(".marking")]


def test_stock_nbgrader_gives_the_same_marks_and_runs_nothing_that_was_handed_in(
    marked, made, stock, tmp_path
):
    """The one thing it cannot do is read a notebook that is no notebook; everyone else comes out the same."""
    course = shutil.copytree(marked[0], tmp_path / "stock course", symlinks=True)
    shutil.rmtree(course / "autograded")
    (course / "gradebook.db").unlink()
    register(course, made.SLUG)
    for learner in ("a_file", "misnamed", "not_handed_in", ".ipynb_checkpoints", "not_json", "empty_folder"):
        shutil.rmtree(course / "submitted" / learner)
    (course / "submitted" / "hostile" / made.SLUG / "timestamp.txt").unlink()
    done = stock(course, "autograde", made.SLUG)
    assert not marked[2].exists()
    for learner in (
        *HONEST,
        "empty_notebook",
        "hostile",
        "corrupt",
        "no_answers",
        "foreign",
        "other_page",
        "linked",
    ):
        assert grades(course, made, learner) == grades(marked[0], made, learner), (
            learner,
            done.stderr[-2000:],
        )
    assert not (course / "autograded" / "hostile" / made.SLUG / "numpy.py").exists()


def test_a_source_with_answers_beside_it_stops_stock_nbgrader_too(released_course, made, stock):
    made.hand_in(released_course, "none", made.KEYS["none"])
    (released_course / "solutions" / made.SLUG / "answers.json").write_text(
        made.answers_file(made.KEYS["full"])
    )
    done = stock(released_course, "autograde", made.SLUG)
    assert done.returncode != 0 and "would put it in the place of a learner's" in done.stderr
    assert not (released_course / "autograded" / "none" / made.SLUG).exists()
    with pytest.raises(CourseError, match="would be released to learners"):
        list(cohort.grade(released_course, made.SLUG, cohort.handed_in(released_course, made.SLUG)))


def test_marking_again_keeps_marks_and_comments_and_asks_only_about_what_changed(marked, made, tmp_path):
    course = shutil.copytree(marked[0], tmp_path / "again", symlinks=True)
    for learner in ("full", "partial"):
        shutil.copytree(course / "submitted" / learner, tmp_path / learner)
    shutil.rmtree(course / "submitted")
    (course / "submitted").mkdir()
    for learner in ("full", "partial"):
        shutil.copytree(tmp_path / learner, course / "submitted" / learner)
    by_hand(course, made, "full", {"advice_argument": 5, "advice_evidence": 3, "share": 4}, "Well argued.")
    by_hand(course, made, "partial", {"share": 5})
    changed = dict(made.KEYS["full"], share=("number", {"number": 7, "unit": "%"}))
    (course / "submitted" / "full" / made.SLUG / "answers.json").write_text(made.answers_file(changed))

    found = cohort.handed_in(course, made.SLUG)
    again = {row.learner: row for row in cohort.grade(course, made.SLUG, found)}

    assert again["full"].points == 50 - 6 + 4 + 5 + 3  # a person's mark stands in the place of the program's
    assert again["full"].waiting == ("share",)  # it changed, so somebody should look again
    assert grades(course, made, "full")["advice_argument"] == (None, 5, False)
    assert again["partial"].waiting == () and grades(course, made, "partial")["share"] == (3.0, 5, False)
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        assert (
            gradebook.find_comment("advice_argument", made.SLUG, made.SLUG, "full").comment == "Well argued."
        )


def test_a_key_put_right_in_the_source_counts_at_the_next_marking(released_course, made):
    made.hand_in(released_course, "partial", made.KEYS["partial"])
    notebook = made.source_notebook()
    cell = next(cell for cell in notebook.cells if cell.id == "share")
    cell.source = cell.source.replace("22, 0.5", "23.5, 0.5")
    made.write_source(released_course, notebook)
    (row,) = cohort.grade(released_course, made.SLUG, cohort.handed_in(released_course, made.SLUG))
    assert row.points == made.WORTH["partial"] + 3


WITHOUT_A_MARK = {
    "nothing": "pass",
    "a_number": "6.0",
    "a_failure": "1 / 0",
    "no_number": "float('nan')",
    "of_something_else": "mark.Mark(3, 8, 'worth something else')",
    "said_so": "mark.unmarkable(6, 'the model did not run.')",
    "printed": "print(mark.Mark(6, 6, 'printed and not given'))",
    "left": "raise SystemExit",
    "impossible": "mark.Mark(7, 6, 'more than there is')",
}


def test_a_marking_cell_without_a_mark_is_for_a_person_and_neither_full_marks_nor_zero(tiny_course, made):
    ask = 'page.number("{}", "What share?", "%")'
    questions = {key: (6, ask.format(key), marking) for key, marking in WITHOUT_A_MARK.items()}
    made.write_source(tiny_course, made.source_notebook(questions | {"share": made.QUESTIONS["share"]}))
    release(tiny_course, made.SLUG)
    made.hand_in(tiny_course, "full", {"share": ("number", {"number": 22, "unit": "%"})})
    (row,) = cohort.grade(tiny_course, made.SLUG, cohort.handed_in(tiny_course, made.SLUG))
    found = grades(tiny_course, made, "full")
    assert {key: found[key] for key in WITHOUT_A_MARK} == dict.fromkeys(WITHOUT_A_MARK, (None, None, True))
    assert found["share"] == (6.0, None, False)
    assert row.points == 6 and row.waiting == tuple(sorted(WITHOUT_A_MARK))


class Words(html.parser.HTMLParser):
    """Collects what a page says, its tags, and its attributes."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.words, self.attributes = [], [], []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data):
        self.words.append(data)


def page_of(course, made, learner):
    return (course / "feedback" / learner / made.SLUG / f"{made.SLUG}.html").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def sent_back(marked, made, tmp_path_factory):
    course = shutil.copytree(marked[0], tmp_path_factory.mktemp("sent") / "course", symlinks=True)
    comment = "Good, <b>but</b> short.\n<script>alert(1)</script>"
    by_hand(course, made, "full", {"advice_argument": 5, "advice_evidence": 3}, comment)
    by_hand(course, made, "partial", {"share": 6})
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(course)
        run = CliRunner().invoke(app, ["feedback", made.SLUG, "--json"])
    return course, run


def test_every_marked_learner_gets_one_page_and_no_other_file(sent_back, made):
    course, run = sent_back
    assert run.exit_code == 0
    rows = {row["learner"]: row for row in json.loads(run.stdout)}
    assert set(rows) == {*HONEST, *ODD_BUT_MARKED, *(set(BROKEN) - {"misnamed"})}
    assert rows["full"]["waiting"] == 0 and rows["not_json"]["waiting"] == 2
    for learner in rows:
        folder = course / "feedback" / learner / made.SLUG
        assert [path.name for path in folder.iterdir()] == [f"{made.SLUG}.html"]


def test_a_page_says_marks_reasons_answers_and_comments(sent_back, made):
    said = " ".join(Words(page_of(sent_back[0], made, "full")).words)
    for words in (
        "58",
        "of 60 marks",
        "The mix changed.",
        "Why did the share <fall> & stay?",
        "The <b>mix</b> (100 % sure)",
    ):
        assert words in said
    assert "Good, <b>but</b> short." in said and "Set it at 95 %, because *most* can reach it." in said
    assert "Claim: Targets improve what they aim at." in said and "Places to treat: 12" in said
    partial = " ".join(Words(page_of(sent_back[0], made, "partial")).words)
    assert "These marks were given by a person." in partial and "not the final mark" not in partial
    assert "not the final mark" in page_of(sent_back[0], made, "not_json")


def test_no_page_shows_code_a_hidden_test_or_a_key(sent_back, made):
    for learner in marked_learners(sent_back[0], made.SLUG):
        page = page_of(sent_back[0], made, learner)
        secrets = (
            "HIDDEN",
            "mark.several",
            "localchange",
            "page.",
            "lambda",
            "import",
            "Goal",
            "tolerance",
            "<code",
        )
        for secret in (*secrets, str(sent_back[0])):
            assert secret not in page, (learner, secret)
    none = page_of(sent_back[0], made, "none")
    assert (
        "The mix changed" not in none and "Chance is too small" not in none
    )  # only the reason of what was chosen
    assert "22" not in re.sub(r"<style>.*</style>", "", none, flags=re.DOTALL)


def test_what_was_written_does_not_run_in_the_readers_browser(sent_back, made):
    found = Words(page_of(sent_back[0], made, "full"))
    assert set(found.tags).isdisjoint({"script", "b", "iframe", "img", "link", "object", "a", "form"})
    assert not [name for name, _ in found.attributes if name.startswith("on")]
    assert ("content", "default-src 'none'; style-src 'unsafe-inline'") in found.attributes


def test_a_page_is_set_out_for_everyone(sent_back, made):
    found = Words(page_of(sent_back[0], made, "full"))
    assert ("lang", "en-GB") in found.attributes
    levels = [int(tag[1]) for tag in found.tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))
    assert {"main", "caption", "thead", "title"} <= set(found.tags)
    assert found.tags.count("th") == sum(name == "scope" for name, _ in found.attributes)


def test_a_page_for_what_could_not_be_marked_says_why(sent_back, made):
    said = page_of(sent_back[0], made, "corrupt")
    assert "This could not be marked." in said and "answers.json is damaged" in said and "of 60" not in said


def test_stock_nbgrader_writes_the_same_page(sent_back, made, stock, tmp_path):
    course = shutil.copytree(sent_back[0], tmp_path / "stock", symlinks=True)
    shutil.rmtree(course / "feedback")
    done = stock(course, "generate_feedback", made.SLUG, "--student", "full")
    assert done.returncode == 0, done.stderr[-2000:]
    assert page_of(course, made, "full") == page_of(sent_back[0], made, "full")


def test_one_page_that_fails_does_not_stop_the_others(sent_back, made, tmp_path):
    course = shutil.copytree(sent_back[0], tmp_path / "one fails", symlinks=True)
    broken = course / "autograded" / "full" / made.SLUG / f"{made.SLUG}.ipynb"
    broken.chmod(0o644)
    broken.write_text("{")
    rows = {row.learner: row for row in write_feedback(course, made.SLUG, ["full", "none"])}
    assert rows["full"].problem and rows["none"].problem is None


def test_what_is_asked_for_in_the_wrong_place_or_too_early_is_one_sentence(
    released_course, made, monkeypatch, tmp_path
):
    monkeypatch.chdir(released_course)
    refused = {
        ("grade", "03_targets_analyst"): "only inside a sandbox",
        ("feedback", "03_targets_analyst"): "only inside a sandbox",
        ("grade", "04_other"): "There is no assignment",
        ("grade", made.SLUG): "Nothing was handed in",
        ("feedback", made.SLUG): "Nothing has been marked",
    }
    for command, sentence in refused.items():
        run = CliRunner().invoke(app, command)
        assert isinstance(run.exception, CourseError) and sentence in str(run.exception), command
        assert "\n" not in str(run.exception)
    monkeypatch.chdir(tmp_path)
    run = CliRunner().invoke(app, ["grade", made.SLUG])
    assert isinstance(run.exception, CourseError) and "There is no course" in str(run.exception)

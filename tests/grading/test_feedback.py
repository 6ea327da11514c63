"""The page that goes back: marks, reasons, comments, and nothing that must stay here."""

import html.parser
import importlib.util
import json
import re
import shutil
from itertools import pairwise
from pathlib import Path

import pytest

from localchange.grading.feedback import marked_learners, write_feedback

pytestmark = pytest.mark.slow


def beside(name):
    spec = importlib.util.spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


bag = beside("mixed_bag")


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


def test_every_marked_learner_gets_one_page_and_no_other_file(sent_back, made):
    course, run = sent_back
    assert run.exit_code == 0
    rows = {row["learner"]: row for row in json.loads(run.stdout)}
    assert set(rows) == {*bag.HONEST, *bag.ODD_BUT_MARKED, *(set(bag.BROKEN) - {"misnamed"})}
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

"""Every attack on the analysts' assignment, and all honest but untidy work, through the command in one batch."""

import re

import pytest
from handed_in import ATTACKS
from handed_in.notebooks import FULL, SLUG, TESTS
from handed_in.on_ours import AFTER, BEFORE, let_loose
from handed_in.untidy import UNTIDY
from handed_in.watching import scores

pytestmark = pytest.mark.slow

UNREMARKABLE = frozenset(
    {  # nothing happened that a marker has to know: an answer is wrong, or what was dressed up was not even read
        *(name for name in ATTACKS if name.startswith("answers-")),
        "changed-argument",
        "hard-link",
        "kept-outputs",
        "many-files",
        "nbformat-5",
        "notebook-not-utf8",
        "other-kernel",
        "output-flood-raw",
        "printed",
        "system-exit",
        "tests-as-text",
        "twice",
    }
)


@pytest.fixture(scope="module")
def batch(tmp_path_factory):
    return let_loose(tmp_path_factory.mktemp("attacks"), [*ATTACKS.values(), *UNTIDY.values()])


def test_the_batch_is_complete_and_the_honest_earn_all(batch):
    names = {each.learner for each in (*ATTACKS.values(), *UNTIDY.values())}
    assert set(batch.rows) == names | {BEFORE, AFTER}
    assert batch.rows[BEFORE]["points"] == batch.rows[AFTER]["points"] == FULL
    assert batch.rows[AFTER]["events"] == []


@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_gains_no_mark_and_costs_none_that_was_earned(batch, name):
    attack = ATTACKS[name]
    row = batch.rows[attack.learner]
    cells = scores(batch.course)[attack.learner]
    assert set(cells) == set(TESTS)
    assert all(by_person is None for _, by_person, _ in cells.values())
    if attack.for_a_person:
        assert row["points"] is None and row["status"] == "problem" and row["problem"].endswith(".")
        assert all(by_program is None and waits for by_program, _, waits in cells.values())
    else:
        assert row["points"] == attack.earns and row["problem"] is None
        assert sum(by_program for by_program, _, _ in cells.values()) == attack.earns
        assert not row["waiting"]
    assert row["isolated"] in {True, None}


@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_is_in_the_report(batch, name):
    row = batch.rows[ATTACKS[name].learner]
    said = [*row["events"], *row["notes"], *filter(None, [row["problem"]])]
    assert said or name in UNREMARKABLE
    assert all(sentence.isprintable() and len(sentence) < 600 for sentence in said)


@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_leaks_nothing(batch, name):
    assert batch.canaries.found_in(batch.course, ATTACKS[name].learner) == []
    assert batch.canaries.on_page(batch.course, ATTACKS[name].learner) == []


def test_nobody_else_was_touched(batch):
    assert batch.changed == []
    assert batch.planted == []
    assert batch.first[0] == batch.first[1]
    assert batch.others[0] == batch.others[1]


def test_nothing_called_out_and_nothing_went_on(batch):
    assert batch.calls == []
    assert batch.left == []


def test_only_what_marking_writes_lies_in_autograded_and_feedback(batch):
    for path in (batch.course / "autograded").glob(f"*/{SLUG}/*"):
        assert path.name in {f"{SLUG}.ipynb", "timestamp.txt"} and not path.is_symlink(), path
    for path in (batch.course / "feedback").rglob("*"):
        assert path.is_dir() or path.name == f"{SLUG}.html", path


def test_no_page_and_no_output_holds_anything_that_runs(batch):
    for path in (batch.course / "feedback").rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"<(script|img|svg|iframe|object|embed|a|form|link)\b", text), path


def test_no_letter_of_a_table_does_anything_to_the_terminal(batch):
    for said in (batch.table, batch.pages):
        assert AFTER in said
        assert all(letter.isprintable() or letter in "\n\r" for letter in said)


@pytest.mark.parametrize("name", UNTIDY)
def test_honest_but_untidy_work_keeps_every_point(batch, name):
    each = UNTIDY[name]
    row = batch.rows[each.learner]
    assert row["problem"] is None
    assert row["points"] == each.earns, (row, scores(batch.course)[each.learner])
    assert row["events"] == [] or name == "magics"
    assert not row["waiting"]

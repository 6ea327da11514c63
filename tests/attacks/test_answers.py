"""Hostile answer files, links, pipes and names, all in one batch of the core assignment, through the command."""

import json
import math
import os
import shutil

import pytest
from handed_in.answers import CORE, GOOD, MARKED, NOT_READ, ODD
from handed_in.course import lay_out, localchange, rows_of
from handed_in.watching import differing, scores, snapshot

HONEST = ("a-first", "z-last")
NAMES = (
    "\x1b[2J\x1b]0;owned\x07",
    "half\udcff",
    "<img src=x onerror=window.owned=true>",
    "<script>window.owned=true<",
    "'; drop table grade; --",
    '" onmouseover="window.owned=true',
    "[a-z]*",
    "{a,b}?",
    "two\nlines",
    "%s%n{0}{{x}}${x}",
    "\u202egnp.exe",
    "a,b",
    "-rf",
    "C:",
    "back\\slash",
    "n" * 200,
    "nul",
    " blank ",
)


def _folder(course, learner):
    folder = course / "submitted" / learner / CORE
    folder.mkdir(parents=True)
    return folder


def _hand_in_odd_files(course, secret):
    """Links, pipes, folders and devices where an answer file, or a file beside it, should lie."""
    theirs = course / "submitted" / HONEST[0] / CORE
    (_folder(course, "f-link") / "answers.json").symlink_to(theirs / "answers.json")
    (_folder(course, "f-link-to-nothing") / "answers.json").symlink_to("/nowhere")
    (_folder(course, "f-link-to-itself") / "answers.json").symlink_to("answers.json")
    (_folder(course, "f-link-to-device") / "answers.json").symlink_to("/dev/zero")
    os.mkfifo(_folder(course, "f-pipe") / "answers.json")
    (_folder(course, "f-folder") / "answers.json").mkdir()
    os.mknod(_folder(course, "f-device") / "answers.json", 0o20666, os.makedev(1, 5))
    (course / "submitted" / "f-linked-folder").mkdir()
    (course / "submitted" / "f-linked-folder" / CORE).symlink_to(theirs)
    (course / "submitted" / "f-linked-learner").symlink_to(theirs.parent)
    beside = _folder(course, "f-beside")
    (beside / "answers.json").write_bytes(GOOD)
    (beside / f"{CORE}.ipynb").symlink_to(secret)
    (beside / "data.csv").symlink_to("/dev/zero")
    (beside / "endless").symlink_to(beside)
    os.mkfifo(beside / "more.csv")
    os.mkfifo(beside / "timestamp.txt")
    for name in ("numpy.py", "localchange.py", "sitecustomize.py", "json.py"):
        (beside / name).write_text(f"open({str(course / 'evil')!r}, 'w')")


ON_DISK = (
    "f-link",
    "f-link-to-nothing",
    "f-link-to-itself",
    "f-link-to-device",
    "f-pipe",
    "f-folder",
    "f-device",
    "f-linked-folder",
    "f-linked-learner",
)
STAMPS = {
    "t-nonsense": b"tomorrow",
    "t-overflow": b"9999-12-31 23:59:59 -2359",
    "t-long": b"2026-11-23 10:00:00 UTC " * 1000,
    "t-binary": b"\xff\xfe\0",
    "t-nul": b"2026-11-23\0",
    "t-old": b"0001-01-01 00:00:00 +2359",
}


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    base = tmp_path_factory.mktemp("hostile")
    course = lay_out(base / "course")
    secret = base / "secret.txt"
    secret.write_text("canary-of-home")
    for learner in HONEST:
        (_folder(course, learner) / "answers.json").write_bytes(GOOD)
    for name, content in {**NOT_READ, **{key: value for key, (value, _) in MARKED.items()}, **ODD}.items():
        (_folder(course, f"m-{name}") / "answers.json").write_bytes(content)
    for name in NAMES:
        (_folder(course, name) / "answers.json").write_bytes(GOOD)
    for learner, stamp in STAMPS.items():
        folder = _folder(course, learner)
        (folder / "answers.json").write_bytes(GOOD)
        (folder / "timestamp.txt").write_bytes(stamp)
    _hand_in_odd_files(course, secret)
    before = snapshot([base], ["autograded", "feedback"])
    run = localchange(course, "grade", CORE, "--json")
    table = localchange(course, "grade", CORE)
    pages = localchange(course, "feedback", CORE)
    after = snapshot([base], ["autograded", "feedback"])
    return course, run, table, pages, differing(before, after)


@pytest.fixture(scope="module")
def rows(graded):
    return rows_of(graded[1])


def test_the_batch_goes_to_its_end_and_names_everybody(graded, rows):
    assert graded[1].returncode == 1, graded[1].stderr[-2000:]
    names = {name.encode("utf-8", "surrogateescape").decode("utf-8", "replace") for name in NAMES}
    expected = {*HONEST, *ON_DISK, *STAMPS, "f-beside", *(f"m-{name}" for name in (*NOT_READ, *MARKED, *ODD))}
    assert expected <= set(rows)
    assert len(rows) == len(expected) + len(names)
    assert "Traceback" not in graded[1].stderr


@pytest.fixture(scope="module")
def whole(rows):
    """What the model's answers earn by machine."""
    return rows[HONEST[0]]["points"]


@pytest.mark.parametrize("learner", HONEST)
def test_the_honest_earn_what_they_earned(rows, whole, learner):
    assert rows[learner]["points"] == whole > 70 and rows[learner]["problem"] is None


@pytest.mark.parametrize("name", [*(f"m-{name}" for name in NOT_READ), *ON_DISK])
def test_what_cannot_be_read_goes_to_a_person_with_a_sentence(graded, rows, name):
    row = rows[name]
    assert row["points"] is None and row["status"] == "problem"
    assert row["problem"].isprintable() and row["problem"].endswith(".") and len(row["problem"]) < 500
    assert str(graded[0]) not in row["problem"]
    cells = scores(graded[0], CORE)[name]
    assert cells and all(cell[:2] == (None, None) and cell[2] for cell in cells.values())


@pytest.mark.parametrize("name", MARKED)
def test_what_can_be_read_earns_what_it_is_worth(rows, whole, name):
    assert rows[f"m-{name}"]["points"] == (MARKED[name][1] or whole)
    assert rows[f"m-{name}"]["problem"] is None


@pytest.mark.parametrize("name", ODD)
def test_what_fits_the_form_and_no_question_earns_no_more_than_it_is_worth(rows, whole, name):
    assert rows[f"m-{name}"]["problem"] is None
    assert 0 <= rows[f"m-{name}"]["points"] < whole or name == "dates-that-overflow"


@pytest.mark.parametrize("learner", [*STAMPS, "f-beside"])
def test_an_odd_time_or_odd_files_beside_the_answers_cost_nothing(graded, rows, whole, learner):
    assert rows[learner]["points"] == whole
    folder = graded[0] / "autograded" / learner / CORE
    assert {path.name for path in folder.iterdir()} <= {f"{CORE}.ipynb", "answers.json", "timestamp.txt"}
    assert not any(path.is_symlink() for path in folder.iterdir())


def test_every_mark_in_the_gradebook_is_a_plain_number_within_its_points(graded):
    for cells in scores(graded[0], CORE).values():
        for by_program, by_person, _ in cells.values():
            assert by_person is None
            assert by_program is None or (math.isfinite(by_program) and 0 <= by_program <= 9)


def test_a_name_that_tricks_is_either_marked_as_any_other_or_named(rows, whole):
    known = {*HONEST, *ON_DISK, *STAMPS, "f-beside", *(f"m-{name}" for name in (*NOT_READ, *MARKED, *ODD))}
    for learner, row in rows.items():
        if learner not in known:
            assert row["points"] == whole or "name" in row["problem"], learner


def test_nothing_else_was_written_run_or_copied(graded):
    course, _, _, _, changed = graded
    assert [name for name in changed if "gradebook.db" not in name] == []
    assert not (course / "evil").exists()
    for folder in ("autograded", "feedback"):
        for path in (course / folder).rglob("*"):
            assert not path.is_symlink()
            assert not path.is_file() or b"canary-of-home" not in path.read_bytes()


@pytest.mark.parametrize("which", [2, 3])
def test_no_letter_of_a_table_does_anything_to_the_terminal(graded, which):
    said = graded[which].stdout
    assert HONEST[0] in said and HONEST[1] in said
    assert all(letter.isprintable() or letter == "\n" for letter in said)
    assert "Traceback" not in graded[which].stderr


def test_no_page_holds_anything_that_runs(graded):
    pages = list((graded[0] / "feedback").rglob("*.html"))
    assert len(pages) > len(NOT_READ)
    for page in pages:
        text = page.read_text(encoding="utf-8").lower()
        for sign in ("<script", "<img", "<svg", "<a ", "<iframe"):
            assert sign not in text, (page, sign)


def test_marking_again_gives_the_same(graded):
    course = graded[0]
    before = scores(course, CORE)
    shutil.rmtree(course / "autograded")
    again = rows_of(localchange(course, "grade", CORE, "--json"))
    assert scores(course, CORE) == before
    assert {name: row["points"] for name, row in again.items()} == {
        name: row["points"] for name, row in rows_of(graded[1]).items()
    }
    json.dumps(again, allow_nan=False)

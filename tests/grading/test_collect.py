"""From a folder of zips to ``submitted/``: whose it is, which one counts, and nothing lost."""

import json
import os
import time
import zipfile
from datetime import UTC, datetime

import nbformat
import pytest
from typer.testing import CliRunner

from localchange.cli import app
from localchange.errors import CourseError
from localchange.grading.collect import collect
from localchange.grading.hand_in import HandInError
from localchange.grading.learner_names import learner_id, owner_of

SLUGS = ["03_targets", "03_targets_analyst", "90_tiny"]


def pack(path, made, saved="2026-11-23T14:02:11+00:00", text="One.", notebook="nb"):
    path.parent.mkdir(parents=True, exist_ok=True)
    answers = json.loads(made.answers_file({"advice": ("text", {"text": text})}))
    answers["answers"]["advice"]["saved"] = saved
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("answers.json", json.dumps(answers))
        archive.writestr(f"{made.SLUG}.ipynb", notebook)
    return path


def collected(course, folder, **options):
    return {row.file: row for row in collect(course, folder, **options)}


def text_in(folder):
    return json.loads((folder / "answers.json").read_text())["answers"]["advice"]["value"]["text"]


@pytest.mark.parametrize(
    "name, learner, slug",
    [
        ("ann_03_targets.hand-in.zip", "ann", "03_targets"),
        ("ann_03_targets_analyst.hand-in.zip", "ann", "03_targets_analyst"),
        ("ann_lee_12345_67890_03_targets.hand-in.zip", "ann_lee_12345_67890", "03_targets"),
        ("ann_03_targets.hand-in-1.zip", "ann", "03_targets"),
        ("ann_03_targets.hand-in (2).zip", "ann", "03_targets"),
        ("Zoë O'Brien_90_tiny.hand-in.zip", "Zoë-O'Brien", "90_tiny"),
        ("Ann Lee_4711_assignsubmission_file_/03_targets.hand-in.zip", "Ann-Lee_4711", "03_targets"),
        ("Ann Lee_4711_assignsubmission_file/03_targets.hand-in.zip", "Ann-Lee_4711", "03_targets"),
        ("export/ann/03_targets.hand-in.zip", "ann", "03_targets"),
        ("ann_03_targets_analyst.ipynb", "ann", "03_targets_analyst"),
        ("ann_03_targets_analyst (1).ipynb", "ann", "03_targets_analyst"),
        (
            "Ann Lee_4711_assignsubmission_file_/03_targets_analyst.ipynb",
            "Ann-Lee_4711",
            "03_targets_analyst",
        ),
        (
            "ann/bob_03_targets.hand-in.zip",
            "ann",
            "03_targets",
        ),  # the platform names folders, learners name zips
    ],
)
def test_whose_it_is(tmp_path, name, learner, slug):
    owner = owner_of(tmp_path / name, tmp_path, SLUGS)
    assert (owner.learner, owner.slug) == (learner, slug)


@pytest.mark.parametrize(
    "name",
    [
        "03_targets.hand-in.zip",
        "ann.hand-in.zip",
        "ann_04_other.hand-in.zip",
        "_03_targets.hand-in.zip",
        "03_targets_analyst.ipynb",
        "ann_04_other_analyst.ipynb",
        "ann_my work.ipynb",
    ],
)
def test_what_cannot_be_told_is_asked_for(tmp_path, name):
    with pytest.raises(HandInError, match="call it LEARNER_"):
        owner_of(tmp_path / name, tmp_path, SLUGS)


@pytest.mark.parametrize(
    "name",
    [
        "..",
        ".",
        ".hidden",
        "a/b",
        "a\\b",
        "a:b",
        "nul",
        "COM1.txt",
        "a*",
        "[a]",
        "-rf",
        "a" * 81,
        "a\x00b",
        "a\x1b[31m",
        "ann.",
    ],
)
def test_a_name_that_cannot_name_a_folder_is_refused(name):
    with pytest.raises(HandInError, match="cannot be the name of a folder"):
        learner_id(name)


@pytest.mark.parametrize("name", ["\N{CYRILLIC SMALL LETTER A}nn", "Mari\N{GREEK SMALL LETTER ALPHA} Lee"])
def test_a_name_that_mixes_alphabets_in_a_word_is_refused(name):
    with pytest.raises(HandInError, match="mixes letters of two alphabets"):
        learner_id(name)


@pytest.mark.parametrize("name", ["Анна Lee", "Ζωή-4711", "田中さん", "Ann_2"])
def test_a_name_in_any_alphabet_is_taken(name):
    assert learner_id(name)


def write_notebook(path, text, days_ago):
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(text)]), path)
    moment = time.time() - 86_400 * days_ago
    os.utime(path, (moment, moment))
    return path


def first_cell(folder):
    (path,) = folder.glob("*.ipynb")
    return nbformat.read(path, 4).cells[0].source


@pytest.fixture
def analyst_course(tiny_course):
    folder = tiny_course / "solutions" / "91_tiny_analyst"
    folder.mkdir()
    write_notebook(folder / "91_tiny_analyst.ipynb", "1", 0)
    return tiny_course


def test_an_analysts_notebook_is_taken_as_it_is(analyst_course, tmp_path):
    write_notebook(tmp_path / "in" / "ann_91_tiny_analyst.ipynb", "share = 0.5", days_ago=2)
    (row,) = collect(analyst_course, tmp_path / "in")
    assert (row.result, row.learner, row.slug) == ("taken", "ann", "91_tiny_analyst")
    folder = analyst_course / "submitted" / "ann" / "91_tiny_analyst"
    assert sorted(path.name for path in folder.iterdir()) == ["91_tiny_analyst.ipynb", "timestamp.txt"]
    assert first_cell(folder) == "share = 0.5"
    assert [row.result for row in collect(analyst_course, tmp_path / "in")] == ["unchanged"]


def test_of_two_notebooks_the_newer_file_counts_and_the_older_is_kept(analyst_course, tmp_path):
    folder = analyst_course / "submitted" / "ann" / "91_tiny_analyst"
    aside = analyst_course / "handed_in" / "ann" / "91_tiny_analyst"
    write_notebook(tmp_path / "in" / "ann_91_tiny_analyst.ipynb", "late = 1", days_ago=1)
    write_notebook(tmp_path / "in" / "ann_91_tiny_analyst (1).ipynb", "early = 1", days_ago=3)
    assert [row.result for row in collect(analyst_course, tmp_path / "in")] == ["taken", "older"]
    write_notebook(tmp_path / "in2" / "ann_91_tiny_analyst.ipynb", "latest = 1", days_ago=0)
    assert [row.result for row in collect(analyst_course, tmp_path / "in2")] == ["replaced"]
    assert first_cell(folder) == "latest = 1"
    assert {first_cell(kept) for kept in aside.iterdir()} == {"early = 1", "late = 1"}


def test_of_two_notebooks_of_one_time_the_copy_counts(analyst_course, tmp_path):
    for name in ("ann_91_tiny_analyst (1)", "ann_91_tiny_analyst"):
        path = write_notebook(tmp_path / "in" / f"{name}.ipynb", name, days_ago=1)
        os.utime(path, (1_790_000_000, 1_790_000_000))
    list(collect(analyst_course, tmp_path / "in"))
    assert first_cell(analyst_course / "submitted" / "ann" / "91_tiny_analyst").endswith("(1)")


@pytest.mark.parametrize("content", [b"", b"not json", b"[]", b'{"cells": []}', b"[" * 100_000])
def test_a_notebook_that_cannot_be_read_replaces_nothing(analyst_course, tmp_path, content):
    write_notebook(tmp_path / "in" / "ann_91_tiny_analyst.ipynb", "good = 1", days_ago=1)
    list(collect(analyst_course, tmp_path / "in"))
    (tmp_path / "in" / "ann_91_tiny_analyst.ipynb").write_bytes(content)
    (row,) = collect(analyst_course, tmp_path / "in")
    assert row.result == "refused" and "ask for the notebook again" in row.why
    assert first_cell(analyst_course / "submitted" / "ann" / "91_tiny_analyst") == "good = 1"


def test_in_a_learners_folder_a_file_may_have_any_name(analyst_course, tmp_path, made):
    inbox = tmp_path / "in"
    pack(inbox / "Ann Lee_1_assignsubmission_file_" / "my work (final).zip", made)
    alone = json.loads(made.answers_file({"advice": ("text", {"text": "Alone."})}))
    (inbox / "Bob").mkdir()
    (inbox / "Bob" / "answers (1).json").write_text(json.dumps(alone))
    notebook = write_notebook(inbox / "Cat" / "Untitled.ipynb", "share = 0.5", days_ago=1)
    source = analyst_course / "solutions" / "91_tiny_analyst" / "91_tiny_analyst.ipynb"
    for path in (notebook, source):
        about = nbformat.read(path, 4)
        about.cells[0].metadata["nbgrader"] = {"grade_id": "share-of-trusts"}
        nbformat.write(about, path)
    found = {(row.result, row.learner, row.slug) for row in collect(analyst_course, inbox)}
    assert found == {
        ("taken", "Ann-Lee_1", made.SLUG),
        ("taken", "Bob", made.SLUG),
        ("taken", "Cat", "91_tiny_analyst"),
    }
    assert text_in(analyst_course / "submitted" / "Bob" / made.SLUG) == "Alone."
    assert first_cell(analyst_course / "submitted" / "Cat" / "91_tiny_analyst") == "share = 0.5"


@pytest.mark.parametrize(
    "name",
    [
        "answers.json.txt",
        "answers.json.json",
        "answers(2).json",
        "answers (1) (1).json",
        "answers - Copy.json",
        "answers-LAPTOP7.json",
        "answers_final.JSON",
        "answers 2.json",
        "Copy of answers.json",
    ],
)
def test_a_copy_of_the_answers_is_taken_by_the_name_that_computers_give_it(
    analyst_course, tmp_path, made, name
):
    inbox = tmp_path / "in"
    (inbox / "Ann").mkdir(parents=True)
    (inbox / "Ann" / name).write_text(made.answers_file({"advice": ("text", {"text": "Mine."})}))
    (row,) = collect(analyst_course, inbox)
    assert (row.result, row.learner, row.slug) == ("taken", "Ann", made.SLUG)
    assert text_in(analyst_course / "submitted" / "Ann" / made.SLUG) == "Mine."


def test_what_a_learner_keeps_to_themselves_is_not_collected(analyst_course, tmp_path, made):
    """It says to which page it belongs, as answers do; only its name tells that it is never handed in."""
    (tmp_path / "in" / "Ann").mkdir(parents=True)
    kept = made.answers_file({"advice": ("text", {"text": "Nobody's business."})})
    for name in ("own_relationships.json", "own_answers.json", "notes.txt"):
        (tmp_path / "in" / "Ann" / name).write_text(kept)
    assert {row.result for row in collect(analyst_course, tmp_path / "in")} == {"passed over"}
    assert not (analyst_course / "submitted" / "Ann").exists()


@pytest.mark.parametrize(
    "name, why",
    [
        ("my work.zip", "does not say whose it is"),
        ("answers.json", "does not say whose it is"),
        ("ann_90_tiny.ipynb", "holds no answers"),
        ("Ann/90_tiny.ipynb", "holds no answers"),
    ],
)
def test_what_is_no_hand_in_yet_is_refused_and_not_passed_over(tiny_course, tmp_path, made, name, why):
    path = tmp_path / "in" / name
    pack(path, made)
    if path.suffix == ".json":
        path.write_text(made.answers_file({"advice": ("text", {"text": "Mine."})}))
    (row,) = collect(tiny_course, tmp_path / "in")
    assert row.result == "refused" and why in row.why
    assert not (tiny_course / "submitted").exists() or not list((tiny_course / "submitted").iterdir())


def test_a_link_to_a_notebook_is_refused(analyst_course, tmp_path):
    other = write_notebook(tmp_path / "else" / "secret.ipynb", "key = 1", days_ago=1)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "ann_91_tiny_analyst.ipynb").symlink_to(other)
    (row,) = collect(analyst_course, tmp_path / "in")
    assert row.result == "refused" and "link" in row.why
    assert not (analyst_course / "submitted" / "ann").exists()


def test_a_good_zip_lands_where_marking_looks(tiny_course, tmp_path, made):
    pack(tmp_path / "in" / f"ann_{made.SLUG}.hand-in.zip", made)
    (row,) = collect(tiny_course, tmp_path / "in")
    assert (row.result, row.learner, row.slug) == ("taken", "ann", made.SLUG)
    folder = tiny_course / "submitted" / "ann" / made.SLUG
    assert sorted(path.name for path in folder.iterdir()) == [
        f"{made.SLUG}.ipynb",
        "answers.json",
        "timestamp.txt",
    ]
    assert (folder / "timestamp.txt").read_text() == "2026-11-23 14:02:11 UTC\n"
    assert not list(tiny_course.glob(".collecting-*"))


def test_of_two_hand_ins_the_newer_counts_and_the_older_is_kept(tiny_course, tmp_path, made):
    folder = tiny_course / "submitted" / "ann" / made.SLUG
    aside = tiny_course / "handed_in" / "ann" / made.SLUG
    early, late = "2026-11-20T10:00:00+00:00", "2026-11-23T10:00:00+00:00"
    pack(tmp_path / "in" / f"ann_{made.SLUG}.hand-in.zip", made, late, "Late.")
    pack(tmp_path / "in" / f"ann_{made.SLUG}.hand-in-1.zip", made, early, "Early.")
    rows = collected(tiny_course, tmp_path / "in")
    assert {row.result for row in rows.values()} <= {"taken", "older", "replaced"} and len(rows) == 2
    assert text_in(folder) == "Late."
    assert [text_in(kept) for kept in aside.iterdir()] == ["Early."]
    assert any("kept in handed_in/ann" in row.why for row in rows.values())


def test_a_second_round_replaces_and_keeps_and_a_third_changes_nothing(tiny_course, tmp_path, made):
    folder = tiny_course / "submitted" / "ann" / made.SLUG
    name = f"ann_{made.SLUG}.hand-in.zip"
    pack(tmp_path / "one" / name, made, "2026-11-20T10:00:00+00:00", "One.")
    pack(tmp_path / "two" / name, made, "2026-11-21T10:00:00+00:00", "Two.")
    assert collected(tiny_course, tmp_path / "one")[name].result == "taken"
    assert collected(tiny_course, tmp_path / "two")[name].result == "replaced"
    assert collected(tiny_course, tmp_path / "two")[name].result == "unchanged"
    assert collected(tiny_course, tmp_path / "one")[name].result == "older"
    assert text_in(folder) == "Two."
    kept = sorted((tiny_course / "handed_in" / "ann" / made.SLUG).iterdir())
    assert [text_in(one) for one in kept] == ["One.", "One."]


def test_bad_zips_are_named_and_the_good_ones_taken(tiny_course, tmp_path, made):
    inbox = tmp_path / "in"
    pack(inbox / f"ann_{made.SLUG}.hand-in.zip", made)
    (inbox / f"bob_{made.SLUG}.hand-in.zip").write_bytes(b"no zip")
    (inbox / f"{made.SLUG}.hand-in.zip").write_bytes(b"whose?")
    (inbox / "notes.txt").write_text("x")
    (inbox / "link.hand-in.zip").symlink_to(inbox / f"ann_{made.SLUG}.hand-in.zip")
    rows = collected(tiny_course, inbox)
    results = {name: row.result for name, row in rows.items()}
    assert results == {
        f"ann_{made.SLUG}.hand-in.zip": "taken",
        f"bob_{made.SLUG}.hand-in.zip": "refused",
        f"{made.SLUG}.hand-in.zip": "refused",
        "link.hand-in.zip": "refused",
        "notes.txt": "passed over",
    }
    assert rows[f"bob_{made.SLUG}.hand-in.zip"].learner == "bob"
    assert sorted(path.name for path in (tiny_course / "submitted").iterdir()) == ["ann"]


def test_a_corrupt_answer_file_is_collected_so_that_marking_can_report_it(tiny_course, tmp_path, made):
    path = tmp_path / "in" / f"ann_{made.SLUG}.hand-in.zip"
    path.parent.mkdir()
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("answers.json", "{broken")
    assert collected(tiny_course, path.parent)[path.name].result == "taken"


def test_folders_of_a_platform_and_one_assignment_only(tiny_course, tmp_path, made):
    inbox = tmp_path / "in"
    pack(inbox / "Ann Lee_1_assignsubmission_file_" / f"{made.SLUG}.hand-in.zip", made)
    assert collected(tiny_course, inbox, only=made.SLUG).popitem()[1].learner == "Ann-Lee_1"
    with pytest.raises(CourseError, match="no assignment 'x'"):
        collected(tiny_course, inbox, only="x")
    with pytest.raises(CourseError, match="is no folder"):
        collected(tiny_course, inbox / "nowhere")


def test_links_in_submitted_are_not_written_through(tiny_course, tmp_path, made):
    outside = tmp_path / "outside"
    outside.mkdir()
    (tiny_course / "submitted").mkdir()
    (tiny_course / "submitted" / "ann").symlink_to(outside)
    pack(tmp_path / "in" / f"ann_{made.SLUG}.hand-in.zip", made)
    (row,) = collect(tiny_course, tmp_path / "in")
    assert row.result == "refused" and list(outside.iterdir()) == []


def test_folders_are_not_followed_through_links(tiny_course, tmp_path, made):
    pack(tmp_path / "elsewhere" / f"ann_{made.SLUG}.hand-in.zip", made)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "bob").symlink_to(tmp_path / "elsewhere")
    assert collected(tiny_course, tmp_path / "in") == {}


def test_the_command_prints_a_table_or_json_and_says_by_its_exit_that_one_was_refused(
    tiny_course, tmp_path, made, monkeypatch
):
    monkeypatch.chdir(tiny_course)
    inbox = tmp_path / "in"
    pack(inbox / f"ann_{made.SLUG}.hand-in.zip", made)
    run = CliRunner().invoke(app, ["collect", str(inbox)])
    assert run.exit_code == 0 and "ann" in run.output and "taken" in run.output
    (inbox / f"bob_{made.SLUG}.hand-in.zip").write_bytes(b"no zip")
    run = CliRunner().invoke(app, ["collect", str(inbox), "--json"])
    assert run.exit_code == 1
    assert {row["learner"]: row["result"] for row in json.loads(run.stdout)} == {
        "ann": "unchanged",
        "bob": "refused",
    }


def test_a_clock_that_ran_ahead_does_not_keep_out_the_next_hand_in(tiny_course, tmp_path, made):
    name = f"ann_{made.SLUG}.hand-in.zip"
    pack(tmp_path / "one" / name, made, "2099-01-01T00:00:00+00:00", "One.")
    pack(tmp_path / "two" / name, made, "2098-01-01T00:00:00+00:00", "Two.")
    assert collected(tiny_course, tmp_path / "one")[name].result == "taken"
    assert collected(tiny_course, tmp_path / "two")[name].result == "replaced"


def test_a_time_from_the_future_or_none_at_all_is_no_trouble(tiny_course, tmp_path, made):
    pack(tmp_path / "in" / f"ann_{made.SLUG}.hand-in.zip", made, "9999-12-31T23:59:59+00:00")
    pack(tmp_path / "in" / f"bob_{made.SLUG}.hand-in.zip", made, datetime.min.replace(tzinfo=UTC).isoformat())
    pack(tmp_path / "in" / f"cy_{made.SLUG}.hand-in.zip", made, "9999-12-31T23:59:59-12:00")
    assert {row.result for row in collect(tiny_course, tmp_path / "in")} == {"taken"}

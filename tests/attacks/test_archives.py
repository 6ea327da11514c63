"""Hand-in zips from hostile hands, all in one folder: each is refused by name, and the honest ones are taken."""

import io
import json
import os
import shutil
import stat
import struct
import zipfile
from pathlib import Path

import pytest
from typer.testing import CliRunner

from localchange.cli import app
from localchange.grading.hand_in import HandIn, HandInError, read_hand_in
from localchange.grading.renamed import assignment_inside

ROOT = Path(__file__).parents[2]
SLUG = "03_targets"
ANSWERS = (ROOT / "solutions" / f"{SLUG}.answers.json").read_bytes()
GOOD = {"answers.json": ANSWERS, f"{SLUG}.ipynb": b"{}"}


def packed(members, **more):
    """Pack members, given by name or as ready-made entries."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, **more) as archive:
        for name, content in members.items() if isinstance(members, dict) else members:
            archive.writestr(name, content)
    return out.getvalue()


def entry(name, kind):
    """Make an entry that says that it is a link or a device."""
    info = zipfile.ZipInfo(name)
    info.create_system = 3
    info.external_attr = (kind | 0o777) << 16
    return info


def lying_about_its_size():
    """Make a bomb whose headers say that it is small."""
    bomb = packed({"answers.json": b"0" * 50_000_000})
    real, small = struct.pack("<I", 50_000_000), struct.pack("<I", 500)
    assert bomb.count(real) == 2
    return bomb.replace(real, small)


def with_another_name_inside():
    """Make a zip whose directory and whose entry do not agree about a name."""
    good = packed(GOOD)
    first = good.index(b"answers.json")
    return good[:first] + b"../../evil.x" + good[first + 12 :]


def one_behind_another():
    """Make a zip with another zip before it."""
    return packed({"answers.json": b"{}"})[:-22] + packed(GOOD)


BAD = {
    "slip": packed({**GOOD, "../../../evil.txt": b"x"}),
    "absolute": packed({**GOOD, "/etc/evil.txt": b"x"}),
    "windows": packed({**GOOD, "..\\..\\evil.txt": b"x"}),
    "drive": packed({**GOOD, "C:evil.txt": b"x"}),
    "link": packed([("answers.json", ANSWERS), (entry(f"{SLUG}.ipynb", stat.S_IFLNK), "/etc/passwd")]),
    "link-answers": packed([(entry("answers.json", stat.S_IFLNK), "../other/answers.json")]),
    "device": packed([("answers.json", ANSWERS), (entry(f"{SLUG}.ipynb", stat.S_IFBLK), "")]),
    "pipe": packed([("answers.json", ANSWERS), (entry(f"{SLUG}.ipynb", stat.S_IFIFO), "")]),
    "bomb": packed({**GOOD, f"{SLUG}.ipynb": b"\0" * 100_000_000}),
    "bomb-answers": packed({"answers.json": b" " * 5_000_000}),
    "bomb-lying": lying_about_its_size(),
    "renamed-inside": with_another_name_inside(),
    "twins": packed([("answers.json", ANSWERS), ("./answers.json", b"{}")]),
    "twins-in-folders": packed([("a/answers.json", ANSWERS), ("b/answers.json", b"{}")]),
    "capitals": packed({"ANSWERS.JSON": ANSWERS}),
    "module": packed({**GOOD, "numpy/__init__.py": b"x"}),
    "hidden-file": packed({**GOOD, ".answers.json": b"x"}),
    "zip-in-zip": packed({f"{SLUG}.hand-in.zip": packed(GOOD)}),
    "reversed": packed({"\u202enosj.srewsna": ANSWERS}),
    "trailing-dot": packed({"answers.json.": ANSWERS}),
    "trailing-blank": packed({"answers.json ": ANSWERS}),
    "full-width": packed({"ａnswers.json": ANSWERS}),
    "many": packed({f"{number}.txt": b"" for number in range(5_000)}),
    "empty": packed({}),
    "no-zip": b"PK\x03\x04" + bytes(5_000),
    "other-packing": b"7z\xbc\xaf\x27\x1c" + bytes(100),
    "cut": packed(GOOD)[:-30],
    "large": packed(GOOD) + bytes(30_000_000),
}
ON_DISK = ("is-link", "is-pipe", "is-folder")
NAMES = {
    "\x1b[2J\x1b]0;owned\x07": "cannot be the name of a folder",
    "half\udcff": "cannot be the name of a folder",
    "\u202efdp": "cannot be the name of a folder",
    "<script>": "cannot be the name of a folder",
    "'; drop table grade; --": "cannot be the name of a folder",
    "$(touch evil)": "cannot be the name of a folder",
    "ann": "looks like 'Ann'",
    "Ａnn": "looks like 'Ann'",
    "ann\u3164": "cannot be the name of a folder",
    "in-the-way": "is a file",
    "folder-in-the-way": "is a file",
}


def lay_out(folder, outside):
    """Put all of it into one folder, an honest zip first and last."""
    folder.mkdir()
    for learner in ("Ann", "zoë"):
        (folder / f"{learner}_{SLUG}.hand-in.zip").write_bytes(packed(GOOD))
    for name, content in BAD.items():
        (folder / f"m-{name}_{SLUG}.hand-in.zip").write_bytes(content)
        (folder / f"r-{name}").mkdir()
        (folder / f"r-{name}" / "my work (final).zip").write_bytes(content)
    for name in ("answers.json", "answers (1).json", "my work.ipynb"):
        (folder / "r-deep").mkdir(exist_ok=True)
        (folder / "r-deep" / name).write_bytes(b"[" * 100_000)
        (folder / "r-link").mkdir(exist_ok=True)
        (folder / "r-link" / name).symlink_to("/etc/passwd")
    secret = outside / f"secret_{SLUG}.hand-in.zip"
    secret.write_bytes(packed(GOOD))
    (folder / f"m-is-link_{SLUG}.hand-in.zip").symlink_to(secret)
    os.mkfifo(folder / f"m-is-pipe_{SLUG}.hand-in.zip")
    (folder / f"m-is-folder_{SLUG}.hand-in.zip").mkdir()
    (folder / "around").symlink_to(folder)
    for name in NAMES:
        (folder / f"{name}_{SLUG}.hand-in.zip").write_bytes(packed(GOOD))


@pytest.fixture(scope="module")
def collected(tmp_path_factory):
    base = tmp_path_factory.mktemp("archives")
    course = base / "course"
    for name in ("course", "solutions", "assignments"):
        shutil.copytree(ROOT / name, course / name, ignore=shutil.ignore_patterns("answers.json", ".answers"))
    shutil.copyfile(ROOT / "nbgrader_config.py", course / "nbgrader_config.py")
    (course / "submitted" / "folder-in-the-way").mkdir(parents=True)
    (course / "submitted" / "in-the-way").write_text("x")
    (course / "submitted" / "folder-in-the-way" / SLUG).write_text("x")
    (base / "outside").mkdir()
    lay_out(base / "in", base / "outside")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(course)
        as_json = CliRunner().invoke(app, ["collect", str(base / "in"), "--json"])
        table = CliRunner().invoke(app, ["collect", str(base / "in")], env={"COLUMNS": "400"})
    return base, as_json, table


def test_the_honest_are_taken_and_the_batch_goes_to_its_end(collected):
    _, run, _ = collected
    assert run.exit_code == 1 and not isinstance(run.exception, OSError | UnicodeError)
    rows = [row for row in json.loads(run.stdout) if not row["file"].startswith("r-")]
    taken = {row["learner"] for row in rows if row["result"] in {"taken", "replaced"}}
    assert taken == {"Ann", "zoë"}
    # one row for each file: a pipe and a link are files, a folder and a link to a folder are looked into or left
    assert len(rows) == 2 + len(BAD) + len(NAMES) + 2


@pytest.mark.parametrize("name", BAD)
def test_a_bad_zip_is_refused_with_a_reason_and_what_to_do(collected, name):
    (row,) = [row for row in json.loads(collected[1].stdout) if row["file"].startswith(f"m-{name}_")]
    assert row["result"] == "refused" and row["learner"] == f"m-{name}"
    assert "ask for" in row["why"]
    assert "\n" not in row["why"] and row["why"].isprintable()


def test_none_of_it_is_taken_under_another_name(collected):
    rows = [row for row in json.loads(collected[1].stdout) if row["file"].startswith("r-")]
    assert {row["result"] for row in rows} == {"refused"}
    assert len(rows) == len(BAD) + 2 * 3
    for row in rows:
        assert "ask for" in row["why"] or "call it" in row["why"], row
        assert "\n" not in row["why"] and row["why"].isprintable()


@pytest.mark.parametrize("name", NAMES)
def test_a_name_that_tricks_is_refused(collected, name):
    said = [row for row in json.loads(collected[1].stdout) if NAMES[name] in row["why"]]
    assert any(row["file"].startswith(f"{name}_") and row["result"] == "refused" for row in said)


def test_nothing_was_written_anywhere_else(collected):
    base = collected[0]
    assert sorted(path.name for path in (base / "course" / "submitted").iterdir()) == [
        "Ann",
        "folder-in-the-way",
        "in-the-way",
        "zoë",
    ]
    for learner in ("Ann", "zoë"):
        folder = base / "course" / "submitted" / learner / SLUG
        assert (folder / "answers.json").read_bytes() == ANSWERS
        assert {path.name for path in folder.iterdir()} == {"answers.json", f"{SLUG}.ipynb", "timestamp.txt"}
    assert not list(base.rglob("evil*")) and not Path("/etc/evil.txt").exists()
    assert [path.name for path in (base / "outside").iterdir()] == [f"secret_{SLUG}.hand-in.zip"]
    assert not list((base / "course").glob(".collecting-*"))


def test_no_letter_of_the_table_does_anything_to_the_terminal(collected):
    run = collected[2]
    assert run.exit_code == 1
    assert all(letter.isprintable() or letter == "\n" for letter in run.stdout)
    assert "�[2J" in run.stdout
    assert "zoë" in run.stdout and "unchanged" in run.stdout


def changed_byte_by_byte():
    """Give a good zip with each of its bytes changed, cut off after each of them, and with runs of them overwritten."""
    good = packed({"answers.json": b'{"page": "03_targets"}', f"{SLUG}.ipynb": b"{}"})
    for place, byte in enumerate(good):
        yield good[:place]
        for other in {0, 1, 0x7F, 0xFF, byte ^ 1, byte ^ 0x80} - {byte}:
            yield good[:place] + bytes([other]) + good[place + 1 :]
        for run in (b"\0\0\0\0", b"\xff\xff\xff\xff", b"\0" * 8, b"\xff" * 8):
            yield good[:place] + run + good[place + len(run) :]


def test_whatever_is_changed_in_a_zip_it_is_taken_or_refused(tmp_path):
    """And never anything else: one bad zip would stop the collecting of all the others."""
    path = tmp_path / "changed.zip"
    taken = refused = 0
    for content in changed_byte_by_byte():
        path.write_bytes(content)
        assert assignment_inside(path, ROOT, [SLUG]) in {SLUG, None}
        try:
            assert isinstance(read_hand_in(path, SLUG), HandIn)
            taken += 1
        except HandInError as error:
            assert str(error).endswith(".") and ": ask for" in str(error)
            refused += 1
    assert taken > 100 and refused > 1000

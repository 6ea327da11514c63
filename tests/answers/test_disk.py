"""A disk that is full, a folder that may only be read, for real: a sentence, and the old file as it was."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from localchange.answers import AnswersError, AnswerStore, read_answers

PAGE = "03_targets"
HERE = Path(__file__).parent
MOUNT = 'mount -t tmpfs -o size=128k tmpfs "$1" && exec "$2" "$3" "$1"'


@pytest.fixture(scope="module")
def small_disk(tmp_path_factory):
    """What happens on a disk of 128 KB that belongs to one process."""
    place = tmp_path_factory.mktemp("small disk")
    for rights in ((), ("--user", "--map-root-user")):
        own = ["unshare", *rights, "--mount"]
        may = shutil.which("unshare") and subprocess.run(
            [*own, "mount", "-t", "tmpfs", "tmpfs", str(place)], capture_output=True, check=False
        )
        if may and may.returncode == 0:
            break
    else:
        pytest.skip("no disk can be mounted here: saving on a full and on a read-only disk was not tested")
    done = subprocess.run(
        [*own, "sh", "-c", MOUNT, "sh", str(place), sys.executable, str(HERE / "small_disk.py")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_a_full_disk_is_said_and_harms_nothing(small_disk):
    assert small_disk["full"].startswith("Not saved: the disk is full. Free some space")
    assert small_disk["untouched"]
    assert small_disk["left"] == []
    assert small_disk["readable"] == ["first"]
    assert small_disk["room again"] == "done"


def test_a_damaged_file_on_a_full_disk_is_not_put_aside_before_there_is_another(small_disk):
    """Found here: it was, and then the page opened empty though the last answers were kept."""
    assert small_disk["damaged while full"].startswith("Not saved: the disk is full.")
    assert small_disk["damaged file is there"]
    assert small_disk["repaired"] == ["first", "long"]
    assert small_disk["repaired is the last"]
    assert "put in its place" in small_disk["notice"]


def test_a_disk_that_may_only_be_read_is_said_and_still_read(small_disk):
    assert "may only be read. Copy the course to a folder of your own" in small_disk["read-only"]
    assert small_disk["read-only readable"] == ["first", "long"]
    assert small_disk["writable again"] == "done"


def test_a_limit_on_the_size_of_files_is_like_a_full_disk(store, in_child):
    resource = pytest.importorskip("resource", reason="this system has no limits on the size of files")
    store.save("first", "text", {"text": "there before"})
    before = store.path.read_bytes()

    def limited():
        resource.setrlimit(resource.RLIMIT_FSIZE, (3000, 3000))
        store.save("long", "text", {"text": "x" * 9000})

    _, said = in_child(limited)
    assert said.startswith("AnswersError: Not saved: the disk is full.")
    assert store.path.read_bytes() == before
    assert not list(store.folder.rglob("*.tmp"))
    store.save("long", "text", {"text": "x" * 9000})
    assert set(store.read()) == {"first", "long"}


@pytest.mark.skipif(os.name == "nt", reason="folders cannot be closed like this on Windows")
@pytest.mark.parametrize("used_before", [True, False], ids=["used before", "a fresh copy"])
def test_a_folder_that_may_only_be_read(public_folder, in_child, powerless, used_before):
    store = AnswerStore(public_folder, PAGE)
    if used_before:
        store.save("first", "text", {"text": "there before"})
    before = {path: path.stat().st_mtime_ns for path in public_folder.rglob("*")}
    for path in (public_folder, store.history):
        if path.exists():
            path.chmod(0o555)

    def tried():
        powerless()
        found = sorted(store.read())
        try:
            store.save("second", "text", {"text": "new"})
        except AnswersError as error:
            return [found, str(error)]
        return [found, "saved"]

    _, (found, said) = in_child(tried)
    assert found == (["first"] if used_before else [])
    assert said == (
        f"Not saved: the folder {public_folder} may only be read. Copy the course to a folder of your own, "
        "or ask whoever looks after this computer, then press “Save again”."
    )
    assert {path: path.stat().st_mtime_ns for path in public_folder.rglob("*")} == before


@pytest.mark.skipif(os.name == "nt", reason="files cannot be closed like this on Windows")
def test_a_file_that_may_not_be_read_is_kept_and_the_answers_come_from_the_last_version(
    public_folder, in_child, powerless
):
    store = AnswerStore(public_folder, PAGE)
    public_folder.chmod(0o777)

    def tried():
        powerless()
        store.save("first", "text", {"text": "there before"})
        store.path.chmod(0)
        return [sorted(store.read()), store.notice]

    _, (found, notice) = in_child(tried)
    assert found == ["first"]
    assert "cannot be read: Permission denied" in notice
    assert "put in its place" in notice
    assert len(list(public_folder.glob("answers.json.kept-*"))) == 1


def test_a_folder_that_is_gone_is_said(store):
    store.save("first", "text", {"text": "words"})
    moved = store.folder.rename(store.folder.with_name("moved"))
    with pytest.raises(AnswersError, match=r"^Not saved: the folder .* is gone\. Put it back"):
        store.save("first", "text", {"text": "more words"})
    moved.rename(store.folder)
    store.save("first", "text", {"text": "more words"})
    assert read_answers(store.path)["first"].value == {"text": "more words"}


def test_a_file_where_the_versions_should_be_is_said(store):
    store.history.write_text("not a folder")
    with pytest.raises(AnswersError, match=r"^Not saved: .*\.$"):
        store.save("first", "text", {"text": "words"})
    assert store.history.read_text() == "not a folder"


def test_a_moment_in_which_the_file_is_in_use_is_waited_out(store, monkeypatch):
    """Windows refuses to replace a file that a virus scanner or another window is just reading."""
    store.save("first", "text", {"text": "before"})
    refusals = [PermissionError(13, "in use")] * 3
    replace = Path.replace

    def busy(self, target):
        if Path(target) == store.path and refusals:
            raise refusals.pop()
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", busy)
    store.save("first", "text", {"text": "after"})
    assert not refusals
    assert read_answers(store.path)["first"].value == {"text": "after"}

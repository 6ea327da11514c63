"""Zips from untrusted hands: the two files that belong there, and nothing else."""

import io
import stat
import struct
import zipfile

import pytest

from localchange.grading.hand_in import LARGEST_ANSWERS, HandInError, read_hand_in

SLUG = "90_tiny"


def zipped(path, *members, compression=zipfile.ZIP_DEFLATED):
    with zipfile.ZipFile(path, "w", compression) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return path


@pytest.fixture
def place(tmp_path):
    return tmp_path / f"ann_{SLUG}.hand-in.zip"


def refusal(path):
    with pytest.raises(HandInError) as caught:
        read_hand_in(path, SLUG)
    return str(caught.value)


def test_the_two_files_are_read(place):
    found = read_hand_in(zipped(place, ("answers.json", "{}"), (f"{SLUG}.ipynb", "nb")), SLUG)
    assert (found.answers, found.notebook) == (b"{}", b"nb")


def test_a_zip_without_the_notebook_is_taken(place):
    assert read_hand_in(zipped(place, ("answers.json", "{}")), SLUG).notebook is None


def test_a_zip_that_a_mac_packed_again_is_taken(place):
    members = [
        ("x/answers.json", "{}"),
        (f"x/{SLUG}.ipynb", "nb"),
        ("__MACOSX/x/._answers.json", "?"),
        ("x/.DS_Store", "?"),
    ]
    assert read_hand_in(zipped(place, *members), SLUG).answers == b"{}"


@pytest.mark.parametrize(
    "name",
    [
        "../answers.json",
        "x/../../answers.json",
        "/etc/passwd",
        "/answers.json",
        "C:/answers.json",
        "..\\answers.json",
        "C:\\answers.json",
        "\\\\server\\answers.json",
    ],
)
def test_a_path_that_leads_elsewhere_is_refused(place, name):
    assert "path that leads elsewhere" in refusal(zipped(place, (name, "{}")))


@pytest.mark.parametrize(
    "name",
    [
        "numpy.py",
        "numpy/__init__.py",
        "sitecustomize.py",
        "gradebook.db",
        "Answers.json",
        "other.ipynb",
        "a/b/answers.json",
        "answers.json.zip",
        "answers.json ",
    ],
)
def test_anything_else_is_refused(place, name):
    assert "does not belong there" in refusal(zipped(place, ("answers.json", "{}"), (name, "x")))


def test_two_files_of_one_name_are_refused(place):
    with pytest.warns(UserWarning, match="Duplicate"):
        zipped(place, ("answers.json", "{}"), ("answers.json", '{"a": 1}'))
    assert "two files called answers.json" in refusal(place)


def test_files_in_different_folders_are_refused(place):
    assert "different folders" in refusal(zipped(place, ("answers.json", "{}"), (f"x/{SLUG}.ipynb", "nb")))


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR, stat.S_IFBLK, stat.S_IFSOCK])
def test_a_link_or_a_device_is_refused(place, kind):
    member = zipfile.ZipInfo("answers.json")
    member.create_system = 3
    member.external_attr = (kind | 0o644) << 16
    with zipfile.ZipFile(place, "w") as archive:
        archive.writestr(member, "/etc/passwd")
    assert "link or a device" in refusal(place)


def test_a_link_on_disk_is_not_followed(place, tmp_path):
    real = zipped(tmp_path / "real.zip", ("answers.json", "{}"))
    place.symlink_to(real)
    assert "link" in refusal(place)


def test_a_bomb_is_stopped_while_it_unpacks(place):
    zipped(place, ("answers.json", b"0" * 300_000_000))
    assert place.stat().st_size < 1_000_000
    assert "larger than 1 MB" in refusal(place)


def test_a_bomb_that_lies_about_its_size_is_stopped(place):
    zipped(place, ("answers.json", b"0" * (5 * LARGEST_ANSWERS)))
    content = bytearray(place.read_bytes())
    for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = content.index(signature)
        content[at + offset : at + offset + 4] = struct.pack("<I", 10)
    place.write_bytes(content)
    assert refusal(place)


def test_many_members_are_refused(place):
    assert "files instead of two" in refusal(zipped(place, *((f"{number}.txt", "") for number in range(21))))


def test_a_password_is_refused(place):
    zipped(place, ("answers.json", "{}"))
    content = bytearray(place.read_bytes())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(signature) + offset] |= 1
    place.write_bytes(content)
    assert "password" in refusal(place)


@pytest.mark.parametrize("compression", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_unusual_packing_is_refused(place, compression):
    assert "unusual" in refusal(zipped(place, ("answers.json", "{}"), compression=compression))


@pytest.mark.parametrize(
    "content", [b"", b"not a zip", b"PK\x03\x04", b"PK\x05\x06" + b"\0" * 17, b"\x1f\x8b\x08rest"]
)
def test_what_is_no_zip_is_refused(place, content):
    place.write_bytes(content)
    assert "no zip" in refusal(place)


def test_damage_inside_is_refused(place):
    zipped(place, ("answers.json", b"x" * 5000), compression=zipfile.ZIP_STORED)
    content = place.read_bytes().replace(b"x" * 100, b"y" * 100, 1)
    place.write_bytes(content)
    assert "damaged" in refusal(place)


def test_an_empty_zip_is_refused(place):
    assert "no answers.json" in refusal(zipped(place))


def test_a_name_in_the_zip_cannot_write_to_the_screen(place):
    said = refusal(zipped(place, ("answers.json", "{}"), ("\x1b[31m\u202eevil", "x")))
    assert "\x1b" not in said and "\u202e" not in said


def test_every_cut_of_a_good_zip_is_refused_or_read_whole(place):
    buffer = io.BytesIO()
    zipped(buffer, ("answers.json", "{}"), (f"{SLUG}.ipynb", "nb"))
    whole = buffer.getvalue()
    for length in range(len(whole)):
        place.write_bytes(whole[:length])
        assert refusal(place)

"""SVG and PNG: everything is in them, in words, and nothing that a learner wrote acts."""

import re
import struct
import xml.etree.ElementTree as ET
import zlib

import pytest
from hypothesis import given, settings
from random_theories import theories

from localchange.models.theory_of_change import Link, Step, Theory, cases
from localchange.models.theory_of_change.layout import BOX_WIDTH
from localchange.theory_files import to_png, to_svg
from localchange.theory_files.picture import EDGES, FILLS, INK, LINE_WIDTH, MINUS, _width, _wrapped, described

SVG = "{http://www.w3.org/2000/svg}"
ALLOWED = {f"{SVG}{tag}" for tag in ("svg", "title", "desc", "defs", "marker", "path", "rect", "text", "g")}


@settings(deadline=None, max_examples=60)
@given(theories())
def test_the_picture_is_well_formed_and_says_in_words_what_it_shows(theory):
    root = ET.fromstring(to_svg(theory))
    assert {each.tag for each in root.iter()} <= ALLOWED
    assert root.get("role") == "img"
    names = root.get("aria-labelledby").split()
    named = {each.get("id"): "".join(each.itertext()) for each in root if each.get("id")}
    assert named[names[0]] == (theory.title if theory.title.strip() else "A theory of change")
    assert named[names[1]] == described(theory)
    groups = [each.find(f"{SVG}title").text for each in root.findall(f"{SVG}g")]
    assert len(groups) == len(theory.steps) + len(theory.links)
    attributes = {name for each in root.iter() for name in each.attrib}
    assert not [name for name in attributes if name.startswith("on") or "href" in name or name == "style"]


def test_a_sign_is_told_by_a_letter_and_a_dash_and_not_by_colour_alone():
    steps = (Step("a", "input", "national", "A"), Step("b", "impact", "local", "B"))
    plus = ET.fromstring(to_svg(Theory("", steps, (Link("l", "a", "b", assumption="x"),))))
    minus = ET.fromstring(to_svg(Theory("", steps, (Link("l", "a", "b", sign="-", assumption="x"),))))
    leap = ET.fromstring(to_svg(Theory("", steps, (Link("l", "a", "b"),))))

    def words(root):
        return [each.text for each in root.iter(f"{SVG}text")]

    def dashed(root):
        return [each for each in root.iter(f"{SVG}path") if each.get("stroke-dasharray")]

    assert "+" in words(plus) and "−" in words(minus) and "+ ?" in words(leap)
    assert not dashed(plus) and len(dashed(minus)) == 1
    assert "INPUT, national" in words(plus) and "IMPACT, local" in words(plus)


def luminance(colour):
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(
    ("front", "back"),
    [
        *[(EDGES[kind], FILLS[kind]) for kind in FILLS],
        *[(INK, fill) for fill in FILLS.values()],
        (MINUS, "#ffffff"),
    ],
)
def test_words_stand_out_from_what_is_behind_them(front, back):
    light, dark = sorted((luminance(front), luminance(back)), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5


@settings(deadline=None)
@given(theories(most_steps=3))
def test_lines_fit_their_box_and_end_in_an_ellipsis_when_cut(theory):
    for step in theory.steps:
        lines = _wrapped(step.text, LINE_WIDTH, 4)
        assert len(lines) <= 4
        assert all(_width(line) <= LINE_WIDTH + 12 for line in lines)
        whole = "".join(step.text.split())
        kept = "".join("".join(lines).split())
        assert kept == whole or (kept.endswith("…") and whole.startswith(kept[:-1]))


def test_estimated_widths_are_no_narrower_than_the_font():
    """Against the widths that the font itself gives (its hmtx table), for what people write most."""
    from importlib import resources

    font = (resources.files("localchange.theory_files") / "font" / "DejaVuSans-subset.ttf").read_bytes()
    tables = {}
    for place in range(struct.unpack(">H", font[4:6])[0]):
        tag, _, offset, length = struct.unpack(">4sIII", font[12 + 16 * place : 28 + 16 * place])
        tables[tag] = font[offset : offset + length]
    (em,) = struct.unpack(">H", tables[b"head"][18:20])
    (full,) = struct.unpack(">H", tables[b"hhea"][34:36])
    widths = [
        struct.unpack(">H", tables[b"hmtx"][4 * glyph : 4 * glyph + 2])[0] / em for glyph in range(full)
    ]
    # In this subset the letters from space to ~ are glyphs 3 and on, in the order of their codes.
    text = "The share of patients who leave within four hours of arrival is counted, published and managed."
    real = 12 * sum(widths[ord(letter) - 32 + first_glyph(tables[b"cmap"])] for letter in text)
    assert real <= _width(text) <= 1.25 * real


def first_glyph(cmap):
    """The glyph of the space, from the table of a format 4 character map."""
    count = struct.unpack(">H", cmap[2:4])[0]
    for place in range(count):
        _, _, offset = struct.unpack(">HHI", cmap[4 + 8 * place : 12 + 8 * place])
        if struct.unpack(">H", cmap[offset : offset + 2])[0] != 4:
            continue
        segments = struct.unpack(">H", cmap[offset + 6 : offset + 8])[0] // 2
        at = offset + 14
        starts = at + 2 * segments + 2
        deltas = starts + 2 * segments
        for segment in range(segments):
            (start,) = struct.unpack(">H", cmap[starts + 2 * segment : starts + 2 * segment + 2])
            if start == 32:
                (delta,) = struct.unpack(">h", cmap[deltas + 2 * segment : deltas + 2 * segment + 2])
                return (32 + delta) & 0xFFFF
    raise AssertionError("no format 4 map")


def pixels(png):
    """Width, height and the rows of a PNG with eight bits a channel, filters undone no further than to find ink."""
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    width, height, depth, colour = struct.unpack(">IIBB", png[16:26])
    data, place = b"", 8
    while place < len(png):
        (length,) = struct.unpack(">I", png[place : place + 4])
        if png[place + 4 : place + 8] == b"IDAT":
            data += png[place + 8 : place + 8 + length]
        place += 12 + length
    return width, height, depth, colour, zlib.decompress(data)


def test_the_png_is_the_same_picture_and_has_words_in_it():
    theory = cases.unseen
    root = ET.fromstring(to_svg(theory))
    width, height, depth, _, data = pixels(to_png(theory))
    assert depth == 8
    assert width == pytest.approx(2 * float(root.get("width")), abs=2)
    assert height == pytest.approx(2 * float(root.get("height")), abs=2)
    wordless = Theory("", tuple(Step(step.id, step.kind, step.level) for step in theory.steps), theory.links)
    assert len(data) > 0 and len(to_png(theory)) > 1.3 * len(to_png(wordless))


def test_a_png_of_far_flung_steps_stays_small():
    steps = (
        Step("a", "input", "local", "A", x=-100_000, y=0),
        Step("b", "impact", "local", "B", x=100_000, y=50),
    )
    width, height, *_ = pixels(to_png(Theory("", steps, (Link("l", "a", "b"),))))
    assert width <= 3200 and height <= 3200


def test_an_empty_theory_is_a_picture_too():
    assert "no step is drawn yet" in to_svg(Theory())
    assert pixels(to_png(Theory()))[0] > BOX_WIDTH


def test_no_sign_covers_a_box():
    root = ET.fromstring(to_svg(cases.four_hour_target))
    boxes = [each for each in root.iter(f"{SVG}rect") if each.get("rx") == "6"]
    signs = [each for each in root.iter(f"{SVG}text") if re.fullmatch(r"[+−]( \?)?", each.text or "")]
    assert len(signs) == len(cases.four_hour_target.links)
    for sign in signs:
        x, y = float(sign.get("x")), float(sign.get("y"))
        for box in boxes:
            left, top = float(box.get("x")), float(box.get("y"))
            inside = left < x < left + float(box.get("width")) and top < y < top + float(box.get("height"))
            assert not inside

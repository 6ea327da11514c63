"""The ways through the course: minutes that hold, parts that exist, a page that is what its source makes."""

import re
import tomllib
from pathlib import Path

import nbformat
import pytest

from localchange.alignment.ways import SHOWN, as_markdown, ways
from localchange.course import load
from localchange.course_sections import sections
from localchange.errors import CourseError

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def found():
    return {way.id: way for way in ways(ROOT)}


def test_the_page_is_what_the_source_makes():
    """Otherwise: .venv/bin/python tools/course_pages.py."""
    assert (ROOT / SHOWN).read_text(encoding="utf-8") == as_markdown(ROOT)


def test_there_are_a_long_a_short_and_a_very_short_way(found):
    assert found["seven_weeks"].minutes > found["one_day"].minutes > found["senior"].minutes


def test_each_way_takes_as_long_as_it_may(found):
    for way in found.values():
        assert way.least <= way.minutes <= way.most, f"{way.id}: {way.minutes:.0f}"
    assert found["senior"].most <= 92, "it is the way of ninety minutes"
    assert found["one_day"].most + 90 <= 7.5 * 60, "a working day with its breaks"


def test_a_module_a_week_is_every_module_with_all_its_pages_and_its_assignment(found):
    course = load(ROOT)
    rows = found["seven_weeks"].rows
    assert len(rows) == len(course.modules) - 1
    for module, row in zip(course.modules[1:], rows, strict=True):
        there = {
            path.relative_to(ROOT / "course").as_posix()
            for path in (ROOT / "course" / module.slug).glob("*.ipynb")
        }
        assert there <= {stretch.page for stretch in row}
        assert (f"../assignments/{module.slug}/{module.slug}.ipynb" in {one.page for one in row}) == any(
            task.slug == module.slug for task in course.assignments
        )
        stated = [stretch.minutes for stretch in row if stretch.page == f"{module.slug}/{module.slug}.ipynb"]
        assert stated[0] == pytest.approx(module.minutes, rel=0.2)


def test_a_day_has_something_of_every_module(found):
    course = load(ROOT)
    pages = [row[0].page for row in found["one_day"].rows]
    assert [page.split("/")[0] for page in pages] == [module.slug for module in course.modules[1:]]
    for row in found["one_day"].rows:
        cells = {cell for part in row[0].parts for cell in part.cells}
        assert {"predictions", "claims-after", "own-policy-text", "evidence-for", "evidence-against"} <= cells
        assert any(cell.startswith("lab-") or cell.endswith("-case") for cell in cells)


def test_parts_that_a_lab_needs_come_with_it(found):
    """Whoever runs a lab has predicted first."""
    for row in found["senior"].rows:
        cells = {cell for part in row[0].parts for cell in part.cells}
        if any(
            cell in cells
            for cell in ("lab-week", "lab-department", "lab-waiting", "lab-paying", "lab-package")
        ):
            assert "predictions" in cells


def test_every_module_is_on_each_way_or_said_to_be_left_out(found):
    shown = (ROOT / SHOWN).read_text(encoding="utf-8")
    for way in found.values():
        part = shown.split(f"## {way.title}\n")[1].split("\n## ")[0]
        for module in load(ROOT).modules[1:]:
            assert f"{module.slug}/" in part or f"{module.slug[:2]} {module.title}" in part


def test_every_link_leads_to_a_page_and_to_a_heading_on_it():
    shown = (ROOT / SHOWN).read_text(encoding="utf-8")
    targets = re.findall(r"\]\(([^)]+)\)", shown)
    assert len(targets) > 20
    for target in targets:
        place, _, fragment = target.partition("#")
        path = ROOT / "course" / place
        assert path.is_file(), target
        if fragment:
            text = "\n".join(cell.source for cell in nbformat.read(path, as_version=4).cells)
            headings = {each.strip().replace(" ", "-") for each in re.findall(r"^#+ (.+)$", text, re.M)}
            assert fragment in headings, target


def test_sections_hold_every_cell_once():
    for path in ROOT.glob("course/*/*.ipynb"):
        ids = [cell.id for cell in nbformat.read(path, as_version=4).cells]
        assert [cell for section in sections(path) for cell in section.cells] == ids


def test_a_part_that_is_not_there_is_named(tmp_path):
    course = tmp_path / "course"
    for name in ("00_welcome", "course.toml"):
        (course / name).parent.mkdir(exist_ok=True)
        (course / name).symlink_to(ROOT / "course" / name)
    source = tomllib.loads((ROOT / "course/ways.toml").read_text(encoding="utf-8"))
    assert source["ways"][2]["id"] == "senior"
    (course / "ways.toml").write_text(
        '[[ways]]\nid = "odd"\ntitle = "Odd"\nwhom = "Nobody."\nevery = "Step"\nleast = 1\nmost = 2\nafter = ""\n'
        '[[ways.steps]]\nmodule = "00_welcome"\nparts = ["nowhere"]\nwhy = "None."\n',
        encoding="utf-8",
    )
    with pytest.raises(CourseError, match="nowhere"):
        ways(tmp_path)

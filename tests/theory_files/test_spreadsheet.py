"""Spreadsheets: there and back without loss, no formula out, nothing hostile in."""

import csv
import io
import string
import zipfile

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from random_theories import theories, words

from localchange.models.theory_of_change import Link, Step, Theory, TheoryError, cases
from localchange.theory_files import from_spreadsheet, to_csv, to_spreadsheet

FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\n=1", "=cmd|' /C calc'!A0", "'=1", "'", "''+1", "-"]
EVERY_TEXT = st.one_of(words(12), st.sampled_from(FORMULAS), st.text(string.printable, max_size=12))


@settings(deadline=None, max_examples=60)
@given(theories(texts=EVERY_TEXT))
def test_csv_there_and_back(theory):
    assert from_spreadsheet(to_csv(theory), "theory.csv") == theory


@settings(deadline=None, max_examples=40)
@given(theories(texts=EVERY_TEXT))
def test_workbook_there_and_back(theory):
    assert from_spreadsheet(to_spreadsheet(theory), "theory.xlsx") == theory


@pytest.mark.parametrize("name", ["four_hour_target", "connecting", "matching_michigan", "unseen"])
def test_worked_cases_there_and_back(name):
    theory = getattr(cases, name)
    assert from_spreadsheet(to_csv(theory), "a.CSV") == theory
    assert from_spreadsheet(to_spreadsheet(theory), "b.xlsx") == theory


@pytest.mark.parametrize("formula", FORMULAS)
def test_no_cell_can_act_as_a_formula(formula):
    theory = Theory(
        formula,
        (Step("a", "input", "local", *[formula] * 6), Step("b", "impact", "local", x=-5, y=-7)),
        (Link("l", "a", "b", formula, "-", None, formula, 0, formula, formula),),
    )
    rows = list(csv.reader(io.StringIO(to_csv(theory).decode("utf-8-sig"), newline="")))
    cells = [cell for row in rows for cell in row]
    assert sum(cell == f"'{formula}" for cell in cells) == 11
    for cell in cells:
        assert not cell.startswith(("=", "+", "@", "\t", "\r", "\n"))
        assert not cell.startswith("-") or float(cell) < 0
    book = openpyxl.load_workbook(io.BytesIO(to_spreadsheet(theory)))
    typed = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in typed} <= {"s", "n"}
    assert not [
        cell for cell in typed if cell.data_type == "s" and cell.value.startswith(("=", "+", "-", "@"))
    ]


def workbook(**sheets):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


STEPS = [
    ["Kind", "LEVEL", "Text", "Who acts", "Notes"],
    ["Input", "national", "Money", "", "mine"],
    [],
    ["impact", "Local", "Health", 2015, ""],
]
LINKS = [["From", "To", "Sign", "Evidence", "Delay months"], ["money", " Health ", "minus", 3, 6.5]]


def test_a_persons_own_workbook_is_read():
    theory = from_spreadsheet(workbook(steps=STEPS, LINKS=LINKS), "my theory.xlsx")
    assert [(step.id, step.kind, step.level, step.text, step.who_acts) for step in theory.steps] == [
        ("s1", "input", "national", "Money", ""),
        ("s2", "impact", "local", "Health", "2015"),
    ]
    (link,) = theory.links
    assert (link.start, link.end, link.sign, link.evidence, link.delay_months) == ("s1", "s2", "-", 3, 6.5)


def test_a_persons_own_csv_is_read_with_semicolons_and_in_windows_letters():
    text = "row;kind;level;text;from;to\r\nstep;input;national;Café\r\nstep;impact;local;Health\r\nlink;;;;Café;s2\r\n"
    for content in (text.encode("cp1252"), text.encode(), text.replace(";", "\t").encode("utf-8-sig")):
        theory = from_spreadsheet(content, "x.csv")
        assert theory.step("s1").text == "Café"
        assert theory.links == (Link("l1", "s1", "s2"),)


@pytest.mark.parametrize(
    ("steps", "links", "says"),
    [
        ([*STEPS, ["hope", "local", "x"]], LINKS, r"Steps, row 5: Step s3: “kind” is “hope”; use input"),
        (STEPS, [*LINKS, ["Money", "Wealth"]], r"Links, row 3: “to” is “Wealth”, and no step is called that"),
        (
            STEPS,
            [*LINKS, ["Money", "Health", "sideways"]],
            r"Links, row 3: “sign” is “sideways”; write more or less",
        ),
        (
            STEPS,
            [*LINKS, ["Health", "Money", "", "lots"]],
            r"Links, row 3: “evidence” is “lots”; write a number",
        ),
        (STEPS, [*LINKS, ["Health", "Money", "", 9]], r"Links, row 3: Link l2: “evidence” must be 0"),
        (STEPS, [*LINKS, ["Health", "Health"]], r"Links, row 3: Link l2 leads from s2 to itself"),
        (STEPS, [*LINKS, ["Money", "Health"]], r"Links l1 and l2 both lead from s1 to s2"),
        ([["Kind", "kind"], ["a", "b"]], LINKS, r"Steps: two columns are called “kind”"),
        (
            [["id", "kind", "level"], ["a", "input", "local"], ["a", "input", "local"]],
            [],
            r"Two steps are called a",
        ),
        (
            [["id", "kind", "level"], ["<b>", "input", "local"]],
            [],
            r"Steps, row 2: Step number 1|Steps, row 2: A step",
        ),
        ([STEPS[0], *[["input", "local", f"t{n}"] for n in range(121)]], [], r"has 121 steps"),
        ([STEPS[0], ["input", "local", "x" * 501]], [], r"Steps, row 2: Step s1: “text” has 501"),
    ],
)
def test_what_does_not_fit_is_named_by_sheet_and_row(steps, links, says):
    with pytest.raises(TheoryError, match=says):
        from_spreadsheet(workbook(Steps=steps, Links=links), "x.xlsx")


def bomb():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/worksheets/sheet1.xml", b" " * 25_000_000)
    return file.getvalue()


def with_entities():
    """A workbook whose sheet would grow to a thousand million letters."""
    made = io.BytesIO()
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    with (
        zipfile.ZipFile(io.BytesIO(workbook(Steps=STEPS, Links=LINKS))) as old,
        zipfile.ZipFile(made, "w") as new,
    ):
        for name in old.namelist():
            text = old.read(name).decode()
            if "sharedStrings" in name or "sheet1" in name:
                text = (
                    f'<!DOCTYPE x [<!ENTITY l0 "ha">{laughs}]>'
                    + text.replace("Money", "&l9;").split("?>", 1)[-1]
                )
            new.writestr(name, text)
    return made.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "says"),
    [
        (b"", "x.xlsx", "not readable as an Excel workbook"),
        (b"PK\x03\x04 nonsense", "x.xlsx", "not readable as an Excel workbook"),
        (b"x" * 2_000_001, "x.csv", "2,000,000 are read at most"),
        (bomb(), "x.xlsx", "unpacks to more"),
        (with_entities(), "x.xlsx", "not readable as an Excel workbook|no sheet|no step|“kind”"),
        (workbook(Other=STEPS), "x.xlsx", "no sheet called Steps"),
        (b"row\n" * 5000, "x.csv", "more than 840 rows"),
        (b'row,text\n"step,' + b"x" * 200_000, "x.csv", "not readable as CSV"),
        (
            b"row,kind\nfoo,input\n",
            "x.csv",
            "row 2: the first column, “row”, must say theory, step or link, and says “foo”",
        ),
        (b"kind,level\ninput,local\n", "x.csv", "must say theory, step or link"),
        (b"row,kind,level\nstep,input,\xff\xfe\x00\n", "x.csv", "row 2: Step s1: “level”"),
        (b"", "x.doc", "“x.doc” is no spreadsheet"),
        (b"", "x" * 500, "is no spreadsheet"),
    ],
)
def test_hostile_and_damaged_files_are_refused_in_a_sentence(content, name, says):
    with pytest.raises(TheoryError, match=says) as caught:
        from_spreadsheet(content, name)
    assert len(str(caught.value)) < 300 and "\n" not in str(caught.value)


def test_an_empty_csv_is_an_empty_theory():
    assert from_spreadsheet(b"", "x.csv") == Theory()


@settings(deadline=None, max_examples=200)
@given(st.binary(max_size=300), st.sampled_from(["x.csv", "x.xlsx"]))
def test_any_bytes_are_a_theory_or_a_sentence(content, name):
    try:
        assert isinstance(from_spreadsheet(content, name), Theory)
    except TheoryError as error:
        assert "\n" not in str(error)

"""The bibliography is whole, and a mistake in it is a clear sentence."""

import re

import pytest

from localchange import data, evidence
from localchange.errors import CourseError
from localchange.evidence.bibliography import BIBLIOGRAPHY, read_bibliography

WORKS = evidence.works()
NEEDED = [
    "locker2005",
    "mason2012",
    "nhsic2009",
    "hscic2014",
    "gruber2023",
    "kelman2009",
    "bevan2006",
    "weber2011",
    "eatock2011",
    "gunal2009",
    "jones2022",
    "bobrovitz2017",
    "scott2018",
    "propper2008",
    "propper2010",
    "strathern1997",
    "goodhart1975",
    "allcock2015",
    "hl2017",
    "nhse2026",
    "nhssyn",
    "nao2014",
    "pac2014",
    "carter2015",
    "burgess2005",
    "burgess2013",
    "neal2010",
]


@pytest.mark.parametrize("key", NEEDED)
def test_the_works_that_the_course_rests_on_are_there(key):
    assert evidence.work(key).key == key


def test_no_entry_is_lost_in_reading():
    text = BIBLIOGRAPHY.read_text(encoding="utf-8")
    written = re.findall(r"^@(?!comment)\w+\{([^,]+),", text, flags=re.MULTILINE)
    assert sorted(written) == [each.key for each in WORKS]
    assert len(written) == len(set(written))


@pytest.mark.parametrize("each", WORKS, ids=lambda each: each.key)
def test_each_work_is_fit_to_show(each):
    if each.key != "nhssyn":
        assert re.fullmatch(r"[a-z]+\d{4}", each.key)
        assert each.key.endswith(str(each.year))
    assert 1900 < each.year <= 2026
    for sentence in (each.finding, each.caution):
        assert sentence[0].isupper()
        assert sentence.endswith(".")
        assert not re.search(r"[{}\\`*_<>]|\(memory\)|\s{2}", sentence)
    assert not each.title.endswith(".")
    assert each.link.startswith(("https://", "http://")) or each.key == "goodhart1975"


def test_findings_are_one_sentence_each():
    for each in WORKS:
        assert not re.search(r"[a-z%)][.!?] [A-Z]", each.finding), each.key


def test_dois_are_well_formed_and_unique():
    dois = [each.doi.lower() for each in WORKS if each.doi]
    assert len(dois) == len(set(dois))
    assert all(re.fullmatch(r"10\.\d{4,9}/\S+", doi) for doi in dois)
    assert len(dois) >= 12


def test_fields_that_were_only_remembered_are_left_out():
    # Volume and pages of this paper were never seen.
    assert evidence.work("mason2012").published_in == "Annals of Emergency Medicine"
    # Their DOIs were never seen: they are cited by a page.
    for key in ("kelman2009", "propper2010", "strathern1997", "carter2015", "neal2010", "goodhart1975"):
        assert evidence.work(key).doi == ""


def test_every_figure_in_the_tables_has_its_work():
    for frame in (data.published_pile_up(), data.published_effects()):
        for key in frame["citation"].unique():
            assert evidence.work(key)


def test_figures_in_the_tables_stand_in_the_finding_of_their_work():
    pile_up = data.published_pile_up()
    shown = pile_up[(pile_up["code"].isin(["P1", "P2", "P5b"]))]
    for row in shown.itertuples():
        assert f"{100 * row.share:g}%" in evidence.work(row.citation).finding
    assert "21 minutes" in evidence.work("gruber2023").finding
    assert "14%" in evidence.work("gruber2023").finding


def test_derived_shares_follow_from_the_sum_that_is_shown():
    pile_up = data.published_pile_up()
    derived = pile_up[pile_up["status"] == "derived"]
    assert (derived["sum"] != "").all()
    assert (pile_up.loc[pile_up["status"] == "verified", "sum"] == "").all()
    for row in derived.itertuples():
        total = 0.0
        for term in row.sum.split(";")[0].split("+"):
            numbers = [float(n) for n in re.findall(r"\d*\.\d+", term)]
            value = numbers[0] * numbers[1]
            total += value / numbers[2] if "/" in term else value
        assert round(total, 3) == row.share, row.code


def test_the_case_for_the_target_stands_beside_the_case_against():
    for key in ("gruber2023", "kelman2009", "propper2010", "weber2011", "burgess2013", "dwp2020"):
        assert evidence.work(key).caution
    assert "Strathern" in evidence.work("goodhart1975").caution


def test_names_for_a_sentence():
    assert evidence.work("strathern1997").who == "Strathern"
    assert evidence.work("bevan2006").who == "Bevan and Hood"
    assert evidence.work("gruber2023").who == "Gruber, Hoe and Stoye"
    assert evidence.work("mason2012").who == "Mason and others"
    assert evidence.work("jones2022").who == "Jones and others"
    assert evidence.work("gunal2009").who == "Günal and Pidd"
    assert evidence.work("pac2014").who == "House of Commons Committee of Public Accounts"


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("gruber", "gruber2023"),
        ("Gruber2023", "gruber2023"),
        ("mason2011", "mason2012"),
        ("pac14", "pac2014"),
    ],
)
def test_a_key_that_is_nearly_right_names_the_right_one(wrong, right):
    with pytest.raises(CourseError, match=f"no work called '{wrong}'; did you mean {right}"):
        evidence.work(wrong)


@pytest.mark.parametrize("wrong", ["zzz", "", "1066", "{}"])
def test_a_key_that_is_like_none_says_where_to_look(wrong):
    with pytest.raises(CourseError, match=r"evidence\.works\(\) lists them all\.$"):
        evidence.work(wrong)


GOOD = """@article{a2000,
  author = {Able, A. and {Body of Men and Women} and others},
  year = {2000}, title = {A {UK} \\& more}, journal = {J}, volume = {1}, number = {2}, pages = {3--4},
  doi = {10.1000/x(1)2}, status = {verified}, finding = {F.}, caution = {C.}
}
"""


def read(tmp_path, text):
    path = tmp_path / "some.bib"
    path.write_text(text, encoding="utf-8")
    return read_bibliography(path)


def test_reading_turns_bibtex_into_plain_text(tmp_path):
    work = read(tmp_path, GOOD)["a2000"]
    assert work.authors == ("Able", "Body of Men and Women")
    assert work.more_authors
    assert work.title == "A UK & more"
    assert work.published_in == "J 1(2): 3-4"
    assert work.link == "https://doi.org/10.1000/x(1)2"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("10.1000/x(1)2", "https://doi.org/10.1000/x", "a DOI that is none"),
        ("10.1000/x(1)2", "10.1000", "a DOI that is none"),
        ("{2000}", "{MM}", "a year that is none"),
        ("{verified}", "{remembered}", "status 'remembered'"),
        ("caution = {C.}", "note = {C.}", "no caution; add it"),
        ("finding = {F.}", "finding = {}", "no finding; add it"),
        ("year = {2000},", "year = {2000}", "no comma after its year; add it"),
        ("journal = {J},", "journal = {J}", "no comma after its journal; add it"),
        ("caution = {C.}", "caution = {C.", "cannot be read from line"),
        ("year = {2000},", "year = {2000}, year = {2001},", "cannot be read from line"),
    ],
)
def test_a_mistake_in_the_bibliography_is_one_clear_sentence(tmp_path, old, new, message):
    assert old in GOOD
    with pytest.raises(CourseError, match=message) as caught:
        read(tmp_path, GOOD.replace(old, new))
    assert "\n" not in str(caught.value)


def test_the_same_key_twice_is_refused(tmp_path):
    with pytest.raises(CourseError, match="stands there twice"):
        read(tmp_path, GOOD + GOOD)

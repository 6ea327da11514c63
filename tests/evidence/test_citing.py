"""Citations read well in a notebook, as text, and to a screen reader; links in a text are found."""

import xml.etree.ElementTree as ET
from dataclasses import replace
from html import unescape

import pytest

from localchange import evidence
from localchange.errors import CourseError
from localchange.evidence import Citations

KEYS = [each.key for each in evidence.works()]


def parse(citations):
    return ET.fromstring(citations._repr_html_())


@pytest.mark.parametrize("key", KEYS)
def test_html_is_a_list_with_author_year_title_finding_and_caution(key):
    work = evidence.work(key)
    root = parse(evidence.cite(key))
    assert root.tag == "ul"
    assert root.get("aria-label") == "Sources"
    (item,) = root.findall("li")
    head, finding, caution = item.findall("p")
    assert "".join(head.itertext()).startswith(f"{work.who} ({work.year}). {work.title}")
    assert finding.text == work.finding
    assert "".join(caution.itertext()) == f"Caution: {work.caution}"
    links = item.findall(".//a")
    assert [link.get("href") for link in links] == ([work.link] if work.link else [])
    for link in links:
        assert "".join(link.itertext()) == work.title


def test_order_is_kept_and_a_work_shown_once():
    citations = evidence.cite("mason2012", "gruber2023", "mason2012")
    assert [work.key for work in citations.works] == ["mason2012", "gruber2023"]
    assert len(parse(citations).findall("li")) == 2


def test_what_stands_in_a_bibliography_cannot_become_markup():
    work = replace(
        evidence.work("gruber2023"),
        title='<img src=x onerror="alert(1)">',
        finding="a < b & c",
        caution="<script>x</script>",
        doi="",
        url='https://example.org/?a="><b>',
    )
    root = parse(Citations((work,)))
    assert {each.tag for each in root.iter()} == {"ul", "li", "p", "a", "cite", "strong"}
    assert root.find(".//a").get("href") == 'https://example.org/?a="><b>'


def test_plain_text_says_the_same():
    citations = evidence.cite("gruber2023", "goodhart1975")
    for text in (str(citations), repr(citations)):
        assert "Gruber, Hoe and Stoye (2023)" in text
        assert "https://doi.org/10.1162/rest_a_01044" in text
        assert text.count("Caution:") == 2


def test_a_title_that_asks_gets_no_full_stop():
    assert "missing the point? Annals" in str(evidence.cite("mason2012"))
    assert "missing the point?." not in evidence.cite("mason2012")._repr_html_()


def test_an_unknown_key_stops_the_cell_with_one_sentence():
    with pytest.raises(CourseError, match="did you mean gruber2023"):
        evidence.cite("mason2012", "gruber2024")


def test_citing_nothing_says_what_is_missing():
    with pytest.raises(CourseError, match="at least one key"):
        evidence.cite()


GRUBER = "https://doi.org/10.1162/rest_a_01044"


@pytest.mark.parametrize(
    "text",
    [
        f"See [Gruber and others 2023]({GRUBER}).",
        f"See ([Gruber]({GRUBER})), and more.",
        f"Bare {GRUBER}.",
        f"<{GRUBER}>",
        f'<a href="{GRUBER}">Gruber</a>',
        f"**{GRUBER}**",
        "[Gruber](http://dx.doi.org/10.1162/REST_A_01044)",
        "[Gruber](https://doi.org/10.1162%2Frest_a_01044)",
        "[Gruber](https://ifs.org.uk/journals/saving-lives-tying-hands-unexpected-effects-constraining-health-care-providers/)",
    ],
)
def test_a_link_is_found_however_it_is_written(text):
    assert [work.key for work in evidence.works_cited_in(text)] == ["gruber2023"]


def test_works_come_in_the_order_of_the_text_and_once():
    text = (
        f"[a](https://doi.org/10.1071/AH17083) then [b]({GRUBER}) and again <https://doi.org/10.1071/AH17083>"
    )
    assert [work.key for work in evidence.works_cited_in(text)] == ["scott2018", "gruber2023"]


def test_a_doi_that_is_not_in_the_bibliography_is_refused_by_name():
    with pytest.raises(
        CourseError, match=r"https://doi\.org/10\.1000/nothing, which is not in the bibliography"
    ):
        evidence.works_cited_in("[x](https://doi.org/10.1000/nothing).")


def test_other_links_are_let_through():
    assert (
        evidence.works_cited_in("[NHS](https://www.nhs.uk/) and https://example.org/10.1162/rest_a_01044")
        == ()
    )


def test_dois_with_brackets_are_read_whole():
    text = (
        "[a](https://doi.org/10.1016/S0140-6736(16)00276-2), (https://doi.org/10.1016/S0140-6736(16)00276-2)"
    )
    assert evidence.dois_in(text) == ("10.1016/S0140-6736(16)00276-2",)


def test_links_one_after_the_other_are_kept_apart():
    text = f"[a]({GRUBER})[b](https://doi.org/10.1071/AH17083)"
    assert evidence.dois_in(text) == ("10.1162/rest_a_01044", "10.1071/AH17083")


def test_the_works_links_are_found_again_by_their_own_search():
    for each in evidence.works():
        if each.link:
            assert each in evidence.works_cited_in(unescape(evidence.cite(each.key)._repr_html_()))

"""A report as one page: it holds all it needs, says everything, and nothing in it runs."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from hypothesis import given, settings
from hypothesis import strategies as st

from localchange.documents.as_html import to_page
from localchange.documents.blocks import Folded, Heading, Own, Picture, Points, Report, Rows, Told
from localchange.documents.marks import parts, plain
from localchange.documents.scale import scale

TEXT = st.text(alphabet="<>&\"'[]()*x :/htps.", max_size=60)


class Elements(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.words = [], []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.words.append(data)


def read(page):
    found = Elements()
    found.feed(page)
    return found


def everything(words):
    return Report(
        words,
        (
            Heading(words),
            Told("See **this** [work](https://doi.org/10.1/x)."),
            Own(words, words),
            Points(("one",)),
            Folded("More", ("two",)),
            Rows(words, ("A", words), ((words, words),)),
            Picture(
                "What it shows", scale(0, 1, (0.2, 0.5, 0.7), [(0.9, "best")], ("0", "1"), "What it shows")
            ),
        ),
    )


@settings(deadline=None, max_examples=60)
@given(TEXT)
def test_no_words_of_anybodys_become_elements(words):
    plainly, odd = read(to_page(everything("x"))), read(to_page(everything(words)))
    assert [tag for tag, _ in odd.tags] == [tag for tag, _ in plainly.tags]
    if words.strip():
        assert words in "".join(odd.words)


def test_nothing_is_fetched_and_nothing_runs():
    page = to_page(everything("x"))
    tags = read(page).tags
    assert not {"script", "img", "link", "iframe", "object"} & {tag for tag, _ in tags}
    assert "default-src 'none'" in page
    assert not any(name.startswith("on") for _, attributes in tags for name in attributes)
    assert not re.search(r"url\(|@import", page)


def test_headings_language_and_tables_are_as_a_screen_reader_needs_them():
    tags = read(to_page(everything("x"))).tags
    assert ("html", {"lang": "en-GB"}) in tags
    assert [tag for tag, _ in tags if re.fullmatch(r"h\d", tag)] == ["h1", "h2"]
    assert sum(attributes.get("scope") == "col" for _, attributes in tags) == 2
    assert sum(attributes.get("scope") == "row" for _, attributes in tags) == 1
    (picture,) = (attributes for tag, attributes in tags if tag == "svg")
    assert picture["role"] == "img" and picture["aria-label"] == "What it shows"


@given(TEXT)
def test_marks_lose_no_word(text):
    assert all(part.address == "" or part.address.startswith("http") for part in parts(text))
    assert "".join(part.words for part in parts(text)).count("x") <= text.count("x")
    assert "**" not in plain("a **b** c")


def test_an_address_may_hold_brackets_as_some_dois_do():
    (_, link, _) = parts("see [Ryan 2016](https://doi.org/10.1016/S0140-6736(16)00276-2), here")
    assert link.address == "https://doi.org/10.1016/S0140-6736(16)00276-2"


def test_marks_on_a_scale_stay_on_it():
    drawn = scale(0, 10, (2, 3, 50), [(99, "far"), (-5, "low")], ("0", "10"), "words")
    places = [float(x) for x in re.findall(r'cx="([\d.]+)"', drawn)]
    assert places == [624.0, 16.0]

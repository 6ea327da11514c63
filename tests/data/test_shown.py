"""Tables that everybody can read: what the HTML says, and that nothing in it can do harm."""

from html.parser import HTMLParser

import pandas as pd
import pytest

from localchange.data.shown import Column, Table, percent, whole


class Cells(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = []
        self.stack = []

    def handle_starttag(self, tag, attrs):
        self.stack.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        while self.stack and self.stack[-1][0] != tag:
            self.stack.pop()
        self.stack.pop()

    def handle_data(self, data):
        for tag, attrs in reversed(self.stack):
            if tag in {"th", "td", "caption", "p"}:
                self.found.append((tag, attrs.get("scope"), data))
                return


@pytest.fixture
def table():
    frame = pd.DataFrame({"part": ["Main", "Walk-in"], "share": [0.7727, None], "number": [71563, 19366]})
    return Table(
        frame,
        {
            "part": Column("Part"),
            "number": Column("Attendances", whole),
            "share": Column("Within", percent, bars=1.0),
        },
        caption="One trust",
        notes=("A note.",),
        attribution="Source: somebody.",
    )


def cells(table):
    reader = Cells()
    reader.feed(table._repr_html_())
    return reader.found


def test_headings_name_columns_and_rows(table):
    found = cells(table)
    assert [text for tag, scope, text in found if tag == "th" and scope == "col"] == [
        "Part",
        "Attendances",
        "Within",
    ]
    assert [text for tag, scope, text in found if tag == "th" and scope == "row"] == ["Main", "Walk-in"]
    assert found[0] == ("caption", None, "One trust")


def test_every_number_is_written_out_beside_its_bar(table):
    assert [text for tag, _, text in cells(table) if tag == "td"] == ["71,563", "77.3%", "19,366", "–"]
    assert "width:77.3%" in table._repr_html_()
    assert table._repr_html_().count('aria-hidden="true"') == 2


def test_plain_text_holds_all_of_it(table):
    text = repr(table)
    for part in ("One trust", "71,563", "77.3%", "A note.", "Source: somebody."):
        assert part in text


def test_words_cannot_become_markup():
    frame = pd.DataFrame({"a": ["<script>alert(1)</script>"]})
    shown = Table(frame, {"a": Column("<b>")}, caption="<i>", notes=("<u>",))._repr_html_()
    assert "<script" not in shown and "<b>" not in shown and "<i>" not in shown and "<u>" not in shown


@pytest.mark.parametrize(("value", "width"), [(-1, "0.0"), (5, "0.0"), (1, "100.0"), (float("nan"), "0.0")])
def test_a_bar_stays_inside_its_cell_and_a_sum_gets_none(value, width):
    shown = Table(pd.DataFrame({"a": ["x"], "b": [value]}), {"a": Column("A"), "b": Column("B", bars=1)}, "c")
    assert f"width:{width}%" in shown._repr_html_()

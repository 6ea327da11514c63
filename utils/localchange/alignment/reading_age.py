"""How hard a page is to read, by a formula that looks at the lengths of words and sentences alone.

Flesch-Kincaid grade level (Kincaid, Fishburne, Rogers and Chissom 1975, Research Branch Report 8-75, US Navy):
0.39 × words a sentence + 11.8 × syllables a word − 15.59, a school year of the United States; add five for an age.
It was fitted to adults reading training manuals. It does not know whether a word is familiar, an argument clear or a
page well ordered, and syllables are counted here by rule, which is wrong for some words. Use it to find a page that
stands out, never as a goal.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

AGE_AT_GRADE_0 = 5
"""Children of the United States begin the first grade at about six."""

_VOWELS = re.compile(r"[aeiouy]+")
_SILENT = re.compile(r"(?:[^laeiouy]es|[^aeiouydt]ed|[^l]e)$")
_TWO = re.compile(r"(?<![cgstx])i[ao](?!u)|(?<!t)ie(?=nc|nt)|ua(?!r)|[^q]ui(?=t?y)|[ey]ing|ism$")


def syllables(word: str) -> int:
    """Count the syllables of an English word by rule: right for most, at least one."""
    word = re.sub(r"[^a-z]", "", word.lower().replace("’", "'").split("'")[0])
    if not word:
        return 1
    count = len(_VOWELS.findall(word)) + len(_TWO.findall(word))
    if _SILENT.search(word) and not re.search(r"(?:[cgsxz]|[cs]h)es$", word):
        count -= 1
    return max(1, count)


def grade(words: int, sentences: int, syllables_in_all: int) -> float:
    """Give the Flesch-Kincaid grade level.

    Parameters
    ----------
    words, sentences, syllables_in_all
        How many there are in the text.

    Returns
    -------
    float
        A school year of the United States.
    """
    return 0.39 * words / sentences + 11.8 * syllables_in_all / words - 15.59


def reading_age(cells: Sequence[Any]) -> float:
    """Give the age at which the prose of a page can be read, by the formula; tables and headings are left out.

    Parameters
    ----------
    cells
        Cells of a page.

    Returns
    -------
    float
        Years.
    """
    found = sentences(cells, ends=".!?")
    words = [word for each in found for word in re.findall(r"[A-Za-z][A-Za-z’']*", each)]
    return grade(len(words), len(found), sum(map(syllables, words))) + AGE_AT_GRADE_0


def sentences(cells: Sequence[Any], ends: str = ".!?:;") -> list[str]:
    """Take the prose of the Markdown cells apart at the signs in ``ends``; a point of a list ends a sentence too."""
    found = []
    for cell in cells:
        if cell.cell_type != "markdown":
            continue
        text = re.sub(r"^\s*\|.*$|^#.*$", "", cell.source, flags=re.M)
        text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text).replace("h 50", "h50")
        for paragraph in re.split(r"\n\s*\n|\n\s*(?:-|\d\.)\s", text):
            flat = " ".join(paragraph.split())
            found += [each for each in re.split(rf"(?<=[{ends}])[*)]*\s+", flat) if each]
    return found

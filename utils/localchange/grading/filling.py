"""Putting what a learner wrote into the cells that a person marks, so that none of it can run."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from localchange.grading.theory_words import as_tables, theory_in
from localchange.models.theory_of_change import TheoryError

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from localchange.answers import Answer

PLAIN = frozenset(" .,")
STYLE = "white-space: pre-wrap; word-break: normal; font-family: inherit"
HIDDEN_KINDS = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
MOST_MARKS = 30
"""Accents on one letter, as in Unicode's stream-safe text (UAX 15): putting them in order takes the square of
their number, and a tower of them hides the lines above."""
KEPT = frozenset("\n\t\u200c\u200d\u00ad")  # joiners and soft hyphens are part of honest words


def cleaned(text: str) -> str:
    """Take out of a text what cannot be seen: control characters, reversals of direction, broken halves.

    Parameters
    ----------
    text
        Anything.

    Returns
    -------
    str
        The same words, with plain line ends.
    """
    if text.isascii():
        lines = text.replace("\r\n", "\n").replace("\r", "\n")
    else:
        lines = unicodedata.normalize("NFC", _few_marks(text.replace("\r\n", "\n").replace("\r", "\n")))
    return "".join(
        letter if letter in KEPT or unicodedata.category(letter) not in HIDDEN_KINDS else ""
        for letter in lines
    )


def _few_marks(text: str) -> str:
    kept: list[str] = []
    marks = 0
    for letter in text:
        marks = marks + 1 if unicodedata.combining(letter) else 0
        if marks <= MOST_MARKS:
            kept.append(letter)
    return "".join(kept)


def as_block(text: str) -> str:
    """Write a text as one line of HTML that shows it and does nothing else.

    Parameters
    ----------
    text
        What the learner wrote.

    Returns
    -------
    str
        A ``pre`` element with the text, `escaped`.
    """
    return f'<pre style="{STYLE}">{escaped(text)}</pre>'


def escaped(text: str) -> str:
    """Write a text so that it is shown and does nothing else.

    Parameters
    ----------
    text
        What the learner wrote.

    Returns
    -------
    str
        Every character with a meaning in markdown, HTML or mathematics stands as a number, so that neither a
        notebook, nor the formgrader, nor MathJax does anything with it.
    """
    return "".join(
        letter if letter in PLAIN or letter.isalnum() else f"&#{ord(letter)};" for letter in cleaned(text)
    )


def text_of(answers: Mapping[str, Answer], key: str) -> str:
    """Give what was written for a question; nothing when it is blank or is no text.

    Parameters
    ----------
    answers
        The answers by question.
    key
        The question.

    Returns
    -------
    str
        The text, cleaned.
    """
    answer = answers.get(key)
    text: Any = answer.value.get("text") if answer is not None and answer.kind == "text" else None
    return cleaned(text).strip() if isinstance(text, str) else ""


def shown(answers: Mapping[str, Answer], key: str) -> str:
    """Write an answer that a person marks as one line of HTML: a text in a block, a theory of change in tables.

    Parameters
    ----------
    answers
        The answers by question.
    key
        The question.

    Returns
    -------
    str
        Nothing when the answer is blank or cannot be read.
    """
    answer = answers.get(key)
    if answer is None or answer.kind != "theory":
        text = text_of(answers, key)
        return as_block(text) if text else ""
    try:
        theory = theory_in(answer.value)
    except TheoryError:
        return ""
    return as_tables(theory, escaped) if theory is not None else ""


def fill(notebook: NotebookNode, answers: Mapping[str, Answer]) -> None:
    """Write each answer that a person marks into the first of its cells, and into the others where to find it.

    Parameters
    ----------
    notebook
        The released notebook, changed in place. Its manual cells name their question in
        ``metadata.localchange.text`` and their criterion in ``metadata.localchange.criterion``.
    answers
        The answers by question. A blank answer leaves the cells as they were, byte for byte.
    """
    first: dict[str, str] = {}
    for cell in notebook.cells:
        about = cell.metadata.get("localchange", {})
        key = about.get("text")
        if cell.cell_type != "markdown" or not isinstance(key, str):
            continue
        block = shown(answers, key)
        if not block:
            continue
        what = "theory" if answers[key].kind == "theory" else "text"
        if key in first:
            cell.source += f"\n\n*The {what} itself stands above, under “{first[key]}”.*"
        else:
            first[key] = str(about.get("criterion", key))
            cell.source += f"\n\n{block}"

"""Putting what a learner wrote into the cells that a person marks, so that none of it can run."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from localchange.models.theory_of_change import Theory, TheoryError
from localchange.models.theory_of_change.narrative import as_text

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from localchange.answers import Answer

PLAIN = frozenset(" .,")
STYLE = "white-space: pre-wrap; word-break: normal; font-family: inherit"
HIDDEN_KINDS = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
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
    lines = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(
        letter if letter in KEPT or unicodedata.category(letter) not in HIDDEN_KINDS else ""
        for letter in lines
    )


def as_block(text: str) -> str:
    """Write a text as one line of HTML that shows it and does nothing else.

    Parameters
    ----------
    text
        What the learner wrote.

    Returns
    -------
    str
        A ``pre`` element in which every character with a meaning in markdown, HTML or mathematics stands as a
        number, so that neither a notebook, nor the formgrader, nor MathJax does anything with it.
    """
    safe = "".join(
        letter if letter in PLAIN or letter.isalnum() else f"&#{ord(letter)};" for letter in cleaned(text)
    )
    return f'<pre style="{STYLE}">{safe}</pre>'


def text_of(answers: Mapping[str, Answer], key: str) -> str:
    """Give what a person reads of an answer; nothing when it is blank or cannot be read.

    Parameters
    ----------
    answers
        The answers by question.
    key
        The question.

    Returns
    -------
    str
        A text as it was written, a theory of change as its narrative; cleaned.
    """
    answer = answers.get(key)
    if answer is None:
        return ""
    if answer.kind == "theory":
        return cleaned(theory_in_words(answer.value)).strip()
    text: Any = answer.value.get("text") if answer.kind == "text" else None
    return cleaned(text).strip() if isinstance(text, str) else ""


def theory_in_words(value: Mapping[str, Any]) -> str:
    """Give a theory of change as text, step by step and arrow by arrow.

    Parameters
    ----------
    value
        The theory as it was saved.

    Returns
    -------
    str
        Its narrative; nothing for a sheet without a step, or for what is no theory.
    """
    try:
        theory = Theory.from_json(dict(value))
    except TheoryError:
        return ""
    return as_text(theory) if theory.steps else ""


def fill(notebook: NotebookNode, answers: Mapping[str, Answer]) -> None:
    """Write each text into the first of its cells, and into the others where to find it.

    Parameters
    ----------
    notebook
        The released notebook, changed in place. Its manual cells name their question in
        ``metadata.localchange.text`` and their criterion in ``metadata.localchange.criterion``.
    answers
        The answers by question. A blank text leaves the cells as they were, byte for byte.
    """
    first: dict[str, str] = {}
    for cell in notebook.cells:
        about = cell.metadata.get("localchange", {})
        key = about.get("text")
        if cell.cell_type != "markdown" or not isinstance(key, str):
            continue
        text = text_of(answers, key)
        if not text:
            continue
        if key in first:
            cell.source += f"\n\n*The text itself stands above, under “{first[key]}”.*"
        else:
            first[key] = str(about.get("criterion", key))
            cell.source += f"\n\n{as_block(text)}"

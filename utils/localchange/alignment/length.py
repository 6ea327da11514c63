"""How long a page takes: words at a measured pace, and minutes for each thing that is done.

The pace is the mean rate at which adults read English non-fiction silently, from 190 studies: 238 words a minute
(Brysbaert 2019, Journal of Memory and Language 109:104047, doi 10.1016/j.jml.2019.104047). Most adults lie between
175 and 300, and readers of a second language below. The minutes for answering, for a picture and for a lab
are this course's own assumption: nobody has measured them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from localchange import evidence
from localchange.alignment.asked import Asked

WORDS_A_MINUTE = 238
MINUTES = {
    "choice": 0.6,
    "several": 0.8,
    "number": 1.5,
    "prediction": 1.0,
    "ranking": 0.8,
    "allocation": 1.0,
    "setting": 0.5,
    "text": 3.0,
    "claim": 1.0,
    "theory": 9.0,
    "network": 5.0,
}
SURE = 0.3
"""A claim before the module: how sure one is, and no more."""
RECALL = 0.4
"""A question that is asked again is shorter than one that is new."""
WRITTEN_WORDS_A_MINUTE = 20
"""For a text that is longer than a few sentences: thinking, writing and reading it over."""
LABS = {
    **{"paying": 9.0, "inspecting": 6.0, "department": 11.0, "week": 8.0, "triage": 6.0, "policy_inbox": 6.0},
    **{"waiting_list": 8.0, "leverage": 7.0, "trials": 6.0},
    **{"spreading": 9.0, "turning": 5.0, "local_search": 6.0, "relationship_map": 5.0},
    **{"package": 7.0, "minister_call": 2.0, "submission": 1.0},
    **{"theory_builder": 0.0, "network": 0.0},
}
"""The runs that the page suggests, with a look at what came of them; a builder or a network counts as the question
that it is."""
SMALL_DIAGRAMS = {"shower": 4.0, "package_theory": 5.0}
"""Diagrams of three things, given with a gap or two; one that is known already, to which one action is added."""
PLAYED = {"waiting_list"}
"""Saved as they are played, so they take their time wherever they stand."""
HANDED_IN = 4.0
"""Settings of a lab that is known already, found and handed in."""
CHART = 1.5
FIGURES = {"Table(": 0.5, "department_table(": 1.0, "theory_shown(": 1.5}
"""A small table of figures, and one that is long."""


@dataclass(frozen=True)
class Length:
    """How long something is.

    Attributes
    ----------
    words
        Words to read.
    minutes
        Minutes to read them and to do what is asked.
    """

    words: int
    minutes: float


def count_words(text: str) -> int:
    """Count the words of a text in Markdown; where a link leads is not read."""
    text = re.sub(r"\]\([^)]*\)", "]", text)
    return len(re.findall(r"[\w’'%.,−-]*\w[\w%]*", text))


def core(cells: Sequence[Any]) -> list[Any]:
    """Leave out the cells of the parts that are extra."""
    return [cell for cell in cells if "further" not in cell.metadata.get("tags", [])]


def estimate(cells: Sequence[Any], questions: Sequence[Asked]) -> Length:
    """Estimate how long the core of some cells takes.

    Feedback is met only after a mistake, so it is not counted.

    Parameters
    ----------
    cells
        Cells of a page, or some of them.
    questions
        What these cells ask.

    Returns
    -------
    Length
        Words and minutes.
    """
    kept = core(cells)
    read = sum(count_words(cell.source) for cell in kept if cell.cell_type == "markdown")
    wanted = [question for question in questions if not question.further]
    read += sum(count_words(" ".join([question.prompt, *question.options.values()])) for question in wanted)
    read += sum(count_words(each) for each in _to_weigh(kept))
    minutes = read / WORDS_A_MINUTE + sum(answering(question) for question in wanted)
    code = "\n".join(cell.source for cell in kept if cell.cell_type == "code")
    for name, rest in re.findall(r"labs\.([a-z_]+)\(\s*page\b(.*)", code):
        handed_in = "answer=" in rest and name not in PLAYED
        minutes += HANDED_IN if handed_in else LABS.get(name, CHART)
    minutes += sum(
        each * len(re.findall(rf"(?<!\w){re.escape(call)}", code)) for call, each in FIGURES.items()
    )
    return Length(read, minutes)


def answering(question: Asked) -> float:
    """Give the minutes for one answer."""
    if question.key.startswith("recall_"):
        return RECALL
    if question.stage == "before":
        return SURE
    if question.key in SMALL_DIAGRAMS:
        return SMALL_DIAGRAMS[question.key]
    if question.kind == "text" and question.words:
        return max(MINUTES["text"], float(question.words[0]) / WRITTEN_WORDS_A_MINUTE)
    return MINUTES[question.kind]


def _to_weigh(cells: Sequence[Any]) -> list[str]:
    """Give what is said of each work that an assignment sets out to be weighed.

    The list at the end of a course page is there to look things up in, and is not read through.
    """
    code = [cell.source for cell in cells if cell.cell_type == "code" and cell.id != "sources-list"]
    keys = re.findall(r'"([a-z]+\d{4})"', " ".join(text for text in code if "evidence.cite(" in text))
    return [f"{work.title} {work.finding} {work.caution}" for work in map(evidence.work, keys)]

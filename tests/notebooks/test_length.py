"""How long a page takes: words at a measured pace, and minutes for each thing that is done.

The pace is the mean rate at which adults read English non-fiction silently, from 190 studies: 238 words a minute
(Brysbaert 2019, Journal of Memory and Language 109:104047, doi 10.1016/j.jml.2019.104047). Most adults lie between
175 and 300, and readers of a second language below. The minutes for answering, for a picture and for a lab
are this course's own assumption: nobody has measured them.
"""

import re

import nbformat
import pytest

from localchange import evidence
from localchange.course import load

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
    "theory_builder": 0.0,
    "network": 0.0,
}
"""The runs that the page suggests, with a look at what came of them; a builder or a network counts as the question
that it is."""
SMALL_DIAGRAMS = {"shower": 4.0}
"""Diagrams of three things, given with a gap or two."""
PLAYED = {"waiting_list"}
"""Saved as they are played, so they take their time wherever they stand."""
HANDED_IN = 4.0
"""Settings of a lab that is known already, found and handed in."""
CHART = 1.5
FIGURES = {"Table(": 0.5, "department_table(": 1.0, "theory_shown(": 1.5}
"""A small table of figures, and one that is long."""
CORE = (45, 60)
WELCOME = (10, 20)
ASSIGNMENT = 45


def words(text):
    text = re.sub(r"\]\([^)]*\)", "]", text)
    return len(re.findall(r"[\w’'%.,−-]*\w[\w%]*", text))


def core(book):
    return [cell for cell in book.cells if "further" not in cell.metadata.get("tags", [])]


def estimate(book, questions):
    """Give words and minutes of the core. Feedback is met only after a mistake, so it is not counted."""
    read = sum(words(cell.source) for cell in core(book) if cell.cell_type == "markdown")
    asked = [question for question in questions if not question.further]
    read += sum(words(" ".join([question.prompt, *question.options.values()])) for question in asked)
    read += sum(words(each) for each in to_weigh(book))
    minutes = read / WORDS_A_MINUTE + sum(answering(question) for question in asked)
    code = "\n".join(cell.source for cell in core(book) if cell.cell_type == "code")
    for name, rest in re.findall(r"labs\.([a-z_]+)\(page(.*)\)", code):
        handed_in = "answer=" in rest and name not in PLAYED
        minutes += HANDED_IN if handed_in else LABS.get(name, CHART)
    minutes += sum(
        each * len(re.findall(rf"(?<!\w){re.escape(call)}", code)) for call, each in FIGURES.items()
    )
    return read, minutes


def to_weigh(book):
    """Give what is said of each work that an assignment sets out to be weighed.

    The list at the end of a course page is there to look things up in, and is not read through.
    """
    code = [cell.source for cell in core(book) if cell.cell_type == "code" and cell.id != "sources-list"]
    keys = re.findall(r'"([a-z]+\d{4})"', " ".join(text for text in code if "evidence.cite(" in text))
    return [f"{work.title} {work.finding} {work.caution}" for work in map(evidence.work, keys)]


def answering(question):
    """Give the minutes for one answer."""
    if question.key.startswith("recall_"):
        return RECALL
    if question.stage == "before":
        return SURE
    if question.key in SMALL_DIAGRAMS:
        return SMALL_DIAGRAMS[question.key]
    if question.kind == "text" and question.words:
        return max(MINUTES["text"], question.words[0] / WRITTEN_WORDS_A_MINUTE)
    return MINUTES[question.kind]


SECOND = (20, 35)
"""A page beside the module's own is half a module."""


def test_the_core_takes_as_long_as_the_page_says(book, questions, slug, second, root):
    read, minutes = estimate(book, questions)
    stated = {module.slug: module.minutes for module in load(root).modules}[slug]
    if second:
        stated = int(re.search(r"\b(\d+) minutes\b", book.cells[0].source).group(1))
    print(
        f"{slug}: {len(book.cells)} cells, {read} words, about {minutes:.0f} minutes; the page says {stated}"
    )
    assert 0.8 * stated <= minutes <= 1.1 * stated


def test_a_module_keeps_to_its_hour(slug, book, questions, second):
    least, most = WELCOME if slug == "00_welcome" else SECOND if second else CORE
    _, minutes = estimate(book, questions)
    assert least <= minutes <= most


def test_an_assignment_keeps_to_its_three_quarters_of_an_hour(root, questions_of):
    for task in load(root).assignments:
        if task.optional:
            continue
        book = nbformat.read(root / "solutions" / task.slug / f"{task.slug}.ipynb", as_version=4)
        read, minutes = estimate(book, questions_of(book))
        (stated,) = re.findall(r"About (\d+) minutes", book.cells[0].source)
        print(f"assignment {task.slug}: {read} words, about {minutes:.0f} minutes; the page says {stated}")
        assert minutes <= ASSIGNMENT
        assert 0.8 * int(stated) <= minutes <= 1.1 * int(stated)


@pytest.mark.parametrize(
    ("slug", "most"),
    [
        ("00_welcome", 30),
        ("01_two_views", 52),
        ("02_theory_of_change", 42),
        ("03_targets", 50),
        ("04_incentives_regulation", 42),
        ("05_complex_systems", 48),
        ("06_relationships", 48),
    ],
)
def test_a_page_has_few_cells(root, slug, most):
    """More than the usual thirty: 01 has two sides and three further parts, 02 four theories, 03 four pictures."""
    assert len(nbformat.read(root / f"course/{slug}/{slug}.ipynb", as_version=4).cells) <= most


def test_sentences_are_short(book):
    """Plain English: on average under eighteen words, and none over forty-five."""
    lengths = []
    for cell in book.cells:
        if cell.cell_type != "markdown":
            continue
        text = re.sub(r"^\s*\|.*$|^#.*$", "", cell.source, flags=re.M)
        text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text).replace("h 50", "h50")
        for paragraph in re.split(r"\n\s*\n|\n\s*(?:-|\d\.)\s", text):
            flat = " ".join(paragraph.split())
            lengths += [
                (words(sentence), sentence)
                for sentence in re.split(r"(?<=[.!?:;])[*)]*\s+", flat)
                if sentence
            ]
    mean = sum(length for length, _ in lengths) / len(lengths)
    longest = max(lengths)
    print(f"sentences: mean {mean:.1f} words, longest {longest[0]}")
    assert mean < 18
    assert longest[0] <= 45, longest[1]

"""A notebook that asks a question of every kind, for the tests."""

from __future__ import annotations

from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

SET_UP = """from pathlib import Path
from localchange.exercises import Handle, Page, Practice
page = Page("{slug}", assessed={assessed}{elsewhere})"""

ELSEWHERE = ', folder=Path("folder.txt").read_text()'

PRACTICE = """Practice(
    right="b", hints=("Look at the **mix** of departments.", "Small ones see few patients."),
    feedback={"a": "That would need every department to slow down.", "right": "Yes."},
    worked="It is the mix: [see](https://example.org).")"""

CELLS = {
    "mix": 'page.choice("mix", "Why did the figure fall?\\n\\nThink of the *types* of it.", '
    '{"a": "Every department slowed down", "b": "The mix changed", "c": "<b>Neither</b>"}, '
    "confidence=True%s)",
    "traps": 'page.several("traps", "Which of these make the series hard to read?", '
    '{"a": "Missing trusts", "b": "Apportioned weeks", "c": "The colour of the line"}, at_most=2)',
    "wait": 'page.number("wait", "How long is the limit?", "minutes", low=0, high=600, step=5)',
    "guess": 'page.prediction("guess", "What share of stays ended in the last minutes?", "%%", '
    "low=0, high=100, step=1%s)",
    "order": 'page.ranking("order", "Which matters most to a patient?", '
    '{"a": "Being seen soon", "b": "Being told what happens", "c": "Leaving within four hours"})',
    "budget": 'page.allocation("budget", "Spend 100 points on the department.", '
    '{"beds": "Beds upstairs", "staff": "Staff at night", "audit": "Audit of records"})',
    "lever": 'page.setting("lever", "Where would you set it?", ['
    'Handle("target", "Target", "How many patients should leave within four hours.", 50, 100, 1, "%%", 95), '
    'Handle("capacity", "Capacity", "How many can be seen at once.", 4, 20, 1, "cubicles", 10)])',
    "brief": 'page.text("brief", "Write to the minister.", words=(5, 20)%s)',
    "claim_levers": 'page.claim("levers", "after", text="Targets improve what they aim at.")',
}


def write(path: Path, *, assessed: bool = False, elsewhere: bool = False) -> Path:
    """Write the notebook; on a practice page the choice has practice, and so on.

    With ``elsewhere`` its answers lie in the folder that ``folder.txt`` names, each time that it runs.
    """
    set_up = SET_UP.format(slug="every_kind", assessed=assessed, elsewhere=ELSEWHERE if elsewhere else "")
    extras = {
        "mix": f", practice={PRACTICE}",
        "guess": ', reveal="It was **8.4%** in 2006."',
        "brief": ', anchors={"Good": "It says what it is for.", "Weak": "It only lists facts."}',
    }
    cells = [
        new_markdown_cell("# Every kind of question", id="title"),
        new_code_cell(set_up, id="setup"),
    ]
    for key, source in CELLS.items():
        filled = source % (("" if assessed else extras[key]),) if key in extras else source.replace("%%", "%")
        cells.append(new_code_cell(filled, id=key))
    cells += [
        new_code_cell("page.ledger()", id="ledger"),
        new_code_cell("page.hand_in()", id="hand_in"),
        new_markdown_cell("The end.", id="end"),
    ]
    path.parent.mkdir(parents=True, exist_ok=True)
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    nbformat.write(new_notebook(cells=cells, metadata=kernel), path)
    return path

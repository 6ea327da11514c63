"""Write ``docs/marking-attacks.md``: every attack, against stock nbgrader and against this course.

    python tests/attacks/write_table.py            # from what was recorded
    python tests/attacks/write_table.py --stock    # let them all loose on stock nbgrader first (half an hour)

What stock nbgrader did is recorded in ``on_stock.json`` beside this file. What this course does is not recorded:
``test_analyst.py`` holds it to this table in every run.
"""

import json
import sys
import tempfile
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path

HERE = Path(__file__).parent
RECORD = HERE / "on_stock.json"
TABLE = HERE.parents[1] / "docs" / "marking-attacks.md"
sys.path.insert(0, str(HERE))

from handed_in import ATTACKS, on_stock  # noqa: E402 - found by the line above
from handed_in.notebooks import FULL  # noqa: E402
from handed_in.untidy import UNTIDY  # noqa: E402

FAMILIES = {
    "faking": "Marks without an answer",
    "dressing": "Cells and metadata dressed up",
    "reaching": "Reading and writing what is another's",
    "exhausting": "Too much of everything",
    "outliving": "Going on after the end",
    "beside": "Files beside the notebook, and notebooks that are none",
    "showing": "Script for the reader's browser and screen",
}
BEGINNING = """# Attacks on the marking, and what became of them

This table is written by `tests/attacks/write_table.py`. Each line is a submission of the analysts' assignment
({full} marks; the honest part of most attacks is worth 6), let loose on stock nbgrader {version} and on this
course's `localchange grade`. For this course, `tests/attacks/test_analyst.py` holds every line in every run:
no mark beyond the honest part and none of it lost, nobody else's files, marks or processes touched, nothing
secret read, the batch complete, and a sentence in the report where there is something to report. Stock
nbgrader was run once, with its own settings, on a machine and in a course made for it; what it did is in
`tests/attacks/on_stock.json`. “Leaked” means that a secret word from that place came back in the marked
notebook, in the page of feedback or in the gradebook. Stock nbgrader shows hidden tests to every learner in
its feedback; that is not counted.

Attacks on the core assignment are not in the table, since nothing that is handed in for it runs: hostile
answer files, links, pipes and names are in `tests/attacks/test_answers.py`, zips in `test_archives.py`, and
what a reader's browser does in `tests/browser/test_hostile_text.py`.
"""
MIDDLE = """
## Honest, but untidy

The same batch holds these. A learner loses nothing by any of them here; beside it is what stock nbgrader gave.
"""


def record(wanted: list[str]) -> None:
    """Let every attack loose on stock nbgrader, and keep what came of it."""
    loose = [each for each in (*ATTACKS.values(), *UNTIDY.values()) if not wanted or each.learner in wanted]
    kept = recorded()
    with tempfile.TemporaryDirectory() as folder:
        for name, found in on_stock.run(Path(folder), loose):
            kept[name] = asdict(found)
            RECORD.write_text(json.dumps(dict(sorted(kept.items())), indent=1) + "\n")
            print(name, found, flush=True)


def recorded() -> dict[str, dict]:
    """Read what stock nbgrader did."""
    return json.loads(RECORD.read_text()) if RECORD.is_file() else {}


def of_stock(attack, found: dict | None) -> str:
    """Say what stock nbgrader did."""
    if attack.not_on_stock:
        return attack.not_on_stock
    if found is None:
        return "not run yet"
    said = []
    if found["hung"]:
        said.append("**hung until it was killed**")
    elif not found["complete"]:
        said.append("**stopped the batch**")
    if found["marks"] is None:
        said.append("not marked" + (f" (**-{attack.earns:g}**)" if attack.earns else ""))
    else:
        more = found["marks"] - attack.earns
        said.append(f"{found['marks']:g}" + (f" (**{more:+g}**)" if more else ""))
    if found["leaked"]:
        said.append(f"**leaked** {', '.join(found['leaked'])}")
    if found["touched"]:
        said.append(f"**touched** {', '.join(_plainly(found['touched']))}")
    return "; ".join(said)


def _plainly(touched: list[str]) -> list[str]:
    """Name what was touched, without the places of one run."""
    words = {
        "gradebook": "the gradebook",
        "network": "the network",
        "processes left": "processes that went on",
        "home folder": "the home folder",
    }
    named = [words.get(each) or _place(each) for each in touched]
    return sorted(dict.fromkeys(named))


def _place(each: str) -> str:
    if "site-packages" in each or "utils" in each:
        return "the installed packages"
    if each.startswith(("source", "solutions", "assignments", "release")):
        return "the source"
    if each.startswith(("submitted", "autograded")):
        return "another learner's files"
    if "startup" in each or "home" in each:
        return "the home folder"
    return "files outside its folder"


def of_ours(attack) -> str:
    """Say what this course does."""
    return "to a person, with the reason" if getattr(attack, "for_a_person", False) else f"{attack.earns:g}"


def table() -> str:
    """Give the page."""
    kept = recorded()
    lines = [BEGINNING.format(full=f"{FULL:g}", version=version("nbgrader"))]
    for family, title in FAMILIES.items():
        lines += [f"## {title}", "", "| attack | stock nbgrader | this course |", "| --- | --- | --- |"]
        for attack in ATTACKS.values():
            if attack.family == family:
                says = attack.says.replace("|", "\\|")
                lines.append(f"| {says} | {of_stock(attack, kept.get(attack.learner))} | {of_ours(attack)} |")
        lines.append("")
    lines += [MIDDLE.strip(), "", "| what is untidy | stock nbgrader | this course |", "| --- | --- | --- |"]
    for each in UNTIDY.values():
        lines.append(f"| {each.says} | {of_stock(each, kept.get(each.learner))} | {of_ours(each)} |")
    loose = [each for each in ATTACKS.values() if not each.not_on_stock and kept.get(each.learner)]
    through = [each for each in loose if _harmed(kept[each.learner])]
    lost = [
        each
        for each in UNTIDY.values()
        if kept.get(each.learner) and (kept[each.learner]["marks"] or 0) < each.earns
    ]
    lines += [
        "",
        f"Of {len(loose)} attacks that were let loose on stock nbgrader, {len(through)} gained marks, leaked, "
        f"touched something or stopped the batch. Of {len(UNTIDY)} honest but untidy submissions, {len(lost)} "
        "lost some or all of their marks there. Here: none, and none.",
    ]
    return "\n".join(lines) + "\n"


def _harmed(found: dict) -> bool:
    return bool(
        found["gained"] or found["leaked"] or found["touched"] or found["hung"] or not found["complete"]
    )


if __name__ == "__main__":
    if "--stock" in sys.argv:
        record(sys.argv[2:])
    TABLE.parent.mkdir(exist_ok=True)
    TABLE.write_text(table(), encoding="utf-8")

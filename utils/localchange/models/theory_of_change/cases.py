"""Worked cases: theories of change to take apart, each a reconstruction of this course's own.

What they say of the world stands in the ``source`` of their links, by the name and year of a work in the bibliography.
Mechanisms, assumptions and rival explanations are ways to read that work, not quotations from anybody's plan.

========================  =============================================================================================
four_hour_target          the four-hour target, with what it did on both sides
connecting                officials on the front line: left unfinished where nobody wrote down or evaluated what follows
matching_michigan         one programme and one fall in infections with two explanations, hence the need of a
                          counterfactual
planted_gap               all filled in, and one arrow that does not follow: to practise on
unseen                    the same outside health, for the assignment; no course page shows it
========================  =============================================================================================
"""

from __future__ import annotations

from importlib import resources

from localchange.models.theory_of_change.theory import Theory


def _read(name: str) -> Theory:
    file = resources.files("localchange.models.theory_of_change") / "worked" / f"{name}.json"
    return Theory.from_text(file.read_text(encoding="utf-8"))


four_hour_target = _read("four_hour_target")
connecting = _read("connecting")
matching_michigan = _read("matching_michigan")
planted_gap = _read("planted_gap")
unseen = _read("unseen")

"""A causal-loop diagram of the waiting list with planted gaps, and which of them are filled rightly.

The diagram is data in the form of a theory of change (``localchange-theory``), so the builder of module 2 draws it: an
arrow has a sign and a delay, and a loop is read from them. What is missing in the diagram that is given: whole arrows,
with their signs, and delays. The loops are named R or B apart from it.

A loop is reinforcing (R) when the signs of its arrows multiply to plus, and balancing (B) when they multiply to minus:
see Sterman (2000), *Business Dynamics*.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from localchange.errors import CourseError

LEAST_DELAY = 1
"""Months from which an arrow counts as delayed."""


@dataclass(frozen=True, slots=True)
class Arrow:
    """From one thing to another: plus when both move the same way, minus when they move opposite ways."""

    start: str
    end: str
    sign: str
    delay: int = 0
    """Months, where the delay matters; otherwise 0."""


@dataclass(frozen=True, slots=True)
class Loop:
    """A loop with a name.

    Parameters
    ----------
    name
        What it is called on the page.
    steps
        What it goes through, in order; the first is not repeated.
    """

    name: str
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Diagram:
    """A causal-loop diagram: things by key, arrows, loops by key, and which arrows and delays are left out at first."""

    title: str
    things: Mapping[str, str]
    arrows: tuple[Arrow, ...]
    loops: Mapping[str, Loop]
    without_arrows: tuple[tuple[str, str], ...]
    without_delays: tuple[tuple[str, str], ...]

    def arrow(self, start: str, end: str) -> Arrow:
        """Give the arrow between two things."""
        for arrow in self.arrows:
            if (arrow.start, arrow.end) == (start, end):
                return arrow
        raise CourseError(f"There is no arrow from {start} to {end}.")

    def sign(self, loop: str) -> str:
        """Say whether a loop is reinforcing ("R") or balancing ("B")."""
        steps = self.loops[loop].steps
        signs = [self.arrow(a, b).sign for a, b in zip(steps, (*steps[1:], steps[0]), strict=True)]
        return "B" if signs.count("-") % 2 else "R"

    def given(self) -> dict[str, Any]:
        """Give the diagram with its gaps, as a theory of change in JSON."""
        return self._json(gaps=True)

    def whole(self) -> dict[str, Any]:
        """Give the diagram without gaps, in the same form: the key."""
        return self._json(gaps=False)

    def _json(self, *, gaps: bool) -> dict[str, Any]:
        links: list[dict[str, Any]] = []
        for arrow in self.arrows:
            ends = (arrow.start, arrow.end)
            if gaps and ends in self.without_arrows:
                continue
            delay = 0 if gaps and ends in self.without_delays else arrow.delay
            links.append(
                {"id": f"a{len(links) + 1}", "from": arrow.start, "to": arrow.end, "sign": arrow.sign,
                 "delay_months": delay or None, "mechanism": "", "assumption": "", "evidence": 0, "source": "",
                 "rival": ""}
            )  # fmt: skip
        steps = [
            {"id": key, "kind": "outcome", "level": "local", "text": words, "who_acts": "", "who_is_reached": "",
             "capable": "", "able": "", "willing": "", "x": PLACES[key][0], "y": PLACES[key][1]}
            for key, words in self.things.items()
        ]  # fmt: skip
        return {
            "format": "localchange-theory",
            "version": 1,
            "title": self.title,
            "steps": steps,
            "links": links,
        }


@dataclass(frozen=True, slots=True)
class Gap:
    """One planted gap, and whether it is filled rightly.

    Parameters
    ----------
    key
        Of the gap: "arrow_a_b", "delay_a_b", "loop_x".
    kind
        "arrow" (it must be there), "sign" (of that arrow), "delay" or "loop".
    right
        Whether it is right.
    said
        A sentence for the learner, which does not give the answer away.
    """

    key: str
    kind: str
    right: bool
    said: str


PLACES: dict[str, tuple[float, float]] = {
    "referrals": (0, 40), "waiting": (300, 0), "wait": (600, 0), "published": (780, 150), "advertised": (780, 320),
    "staff": (540, 440), "capacity": (300, 330), "crowding": (20, 160), "sick": (20, 330),
    "tap": (0, 0), "warmth": (350, 0), "gap": (175, 220),
}  # fmt: skip
"""Where the builder puts each thing, in CSS pixels: no arrow of the key runs through a box that is not its end."""

WAITING_LIST = Diagram(
    title="The waiting list",
    things={
        "referrals": "People referred in a month",
        "waiting": "People on the list",
        "wait": "True wait",
        "published": "Published wait",
        "advertised": "Posts advertised",
        "staff": "Staff in post",
        "capacity": "People treated in a month",
        "crowding": "People on the list for each of the staff",
        "sick": "Staff who are ill",
    },
    arrows=(
        Arrow("referrals", "waiting", "+"),
        Arrow("capacity", "waiting", "-"),
        Arrow("waiting", "wait", "+"),
        Arrow("wait", "published", "+", 2),
        Arrow("published", "referrals", "-"),
        Arrow("published", "advertised", "+"),
        Arrow("advertised", "staff", "+", 4),
        Arrow("staff", "capacity", "+"),
        Arrow("waiting", "crowding", "+"),
        Arrow("crowding", "sick", "+", 2),
        Arrow("sick", "capacity", "-"),
    ),
    loops={
        "hiring": Loop("Hiring", ("waiting", "wait", "published", "advertised", "staff", "capacity")),
        "holding_back": Loop("Holding back", ("waiting", "wait", "published", "referrals")),
        "sickness": Loop("Sickness", ("waiting", "crowding", "sick", "capacity")),
    },
    without_arrows=(
        ("published", "referrals"),
        ("crowding", "sick"),
        ("sick", "capacity"),
        ("published", "advertised"),
    ),
    without_delays=(("wait", "published"), ("advertised", "staff")),
)
"""The diagram of the assignment: the toy's own loops."""

PRACTICE = Diagram(
    title="A shower with a slow tap",
    things={
        "tap": "How far the hot tap is open",
        "warmth": "Warmth of the water",
        "gap": "How much too cold it feels",
    },
    arrows=(Arrow("tap", "warmth", "+", 1), Arrow("warmth", "gap", "-"), Arrow("gap", "tap", "+")),
    loops={"shower": Loop("The shower", ("tap", "warmth", "gap"))},
    without_arrows=(("warmth", "gap"),),
    without_delays=(("tap", "warmth"),),
)
"""A small one, to learn with."""


def gaps_filled(theory: object, named: Mapping[str, str], diagram: Diagram = WAITING_LIST) -> tuple[Gap, ...]:
    """Say which of the planted gaps are filled rightly.

    Parameters
    ----------
    theory
        What was drawn, as the builder saves it. Anything else counts as nothing drawn.
    named
        The loops as the learner names them, by key: "R" or "B".
    diagram
        Whose gaps.

    Returns
    -------
    tuple of Gap
        Two for each arrow left out (that it is there, and its sign), one for each delay left out, one for each loop.
        Any delay of a month or more counts: what matters is that it is seen. Arrows that should not be there are
        :func:`strays`.
    """
    drawn = _drawn(theory)
    gaps = []
    for start, end in diagram.without_arrows:
        found = drawn.get((start, end))
        ends = f"from “{diagram.things[start]}” to “{diagram.things[end]}”"
        there = found is not None
        right = found is not None and found[0] == diagram.arrow(start, end).sign
        gaps.append(
            Gap(
                f"arrow_{start}_{end}",
                "arrow",
                there,
                f"{'There is' if there else 'There is no'} arrow {ends}.",
            )
        )
        said = f"The sign of the arrow {ends} is {'right' if right else 'not right' if there else 'missing'}."
        gaps.append(Gap(f"sign_{start}_{end}", "sign", right, said))
    for start, end in diagram.without_delays:
        found = drawn.get((start, end))
        delayed = found is not None and found[1] >= LEAST_DELAY
        ends = f"from “{diagram.things[start]}” to “{diagram.things[end]}”"
        gaps.append(
            Gap(
                f"delay_{start}_{end}",
                "delay",
                delayed,
                f"The arrow {ends} has {'a' if delayed else 'no'} delay.",
            )
        )
    for key, loop in diagram.loops.items():
        right = named.get(key) == diagram.sign(key)
        said = f"The loop “{loop.name}” is {'named rightly' if right else 'not named rightly'}."
        gaps.append(Gap(f"loop_{key}", "loop", right, said))
    return tuple(gaps)


def share_filled(theory: object, named: Mapping[str, str], diagram: Diagram = WAITING_LIST) -> float:
    """Give the share of gaps that are filled rightly, 0 to 1, less as many as there are stray arrows."""
    gaps = gaps_filled(theory, named, diagram)
    right = sum(gap.right for gap in gaps)
    return max(0.0, right - len(strays(theory, diagram))) / len(gaps)


def strays(theory: object, diagram: Diagram = WAITING_LIST) -> tuple[tuple[str, str], ...]:
    """List the arrows between the diagram's own things that do not belong there.

    Arrows to or from things that the learner added are their own, and are left alone.
    """
    meant = {(arrow.start, arrow.end) for arrow in diagram.arrows}
    return tuple(
        sorted(ends for ends in _drawn(theory) if ends not in meant and set(ends) <= set(diagram.things))
    )


def _drawn(theory: object) -> dict[tuple[str, str], tuple[str, float]]:
    """Read the arrows of a theory that may be anything: its sign and its delay by both ends."""
    links = theory.get("links") if isinstance(theory, Mapping) else None
    found: dict[tuple[str, str], tuple[str, float]] = {}
    for link in links if isinstance(links, Sequence) and not isinstance(links, str) else ():
        if not isinstance(link, Mapping):
            continue
        start, end, sign, delay = (link.get(key) for key in ("from", "to", "sign", "delay_months"))
        if isinstance(start, str) and isinstance(end, str) and isinstance(sign, str):
            months = float(delay) if isinstance(delay, int | float) and not isinstance(delay, bool) else 0.0
            found[start, end] = (sign, months)
    return found

"""A network on which a learner picks people to begin a change, and draws new ties."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from localchange.answers import Answer
from localchange.errors import CourseError
from localchange.exercises import asking
from localchange.exercises.question import Question
from localchange.labs.network_run import run
from localchange.models.diffusion_agents import AGENTS, NETWORKS

if TYPE_CHECKING:
    from localchange.exercises import Page

MOST = 100
"""The most ties that can be saved."""


class NetworkQuestion(Question):
    """A question whose answer is who is picked, and which ties are new.

    Parameters
    ----------
    page
        The page that the cell is on.
    key
        Name of the answer in ``answers.json``, which is of the kind *network*.
    prompt
        What to do.
    network
        Name of the network: the people and the ties that are there.
    agents, ties
        How many people may be picked, and ties drawn.
    """

    bundle_name = "network"

    def __init__(self, page: Page, key: str, prompt: str, *, network: str, agents: int, ties: int) -> None:
        self._network = network
        self._run: tuple[dict[str, Any], dict[str, Any]] | None = None
        given = NETWORKS[network]
        names = given.people
        spec = {
            "kind": "network",
            "prompt": prompt,
            "people": [
                [name, group, *place]
                for name, group, place in zip(names, given.groups, given.places, strict=True)
            ],
            "ties": [[names[one], names[other]] for one, other in given.ties],
            "agents": agents,
            "most_ties": ties,
            "runs": not page.assessed and agents == AGENTS,
        }
        super().__init__(page, key, spec)

    def _acts(self) -> dict[Any, Callable[[dict[str, Any]], None]]:
        acts = super()._acts()
        return acts | {"run": self._do_run} if self.spec["runs"] else acts

    def _do_run(self, content: dict[str, Any]) -> None:
        answer = self._answer()
        picked = [] if answer is None else answer.value["agents"]
        if answer is None or len(picked) < self.spec["agents"]:
            raise CourseError(f"Pick {self.spec['agents']} people first: you have picked {len(picked)}.")
        self._run = answer.value, run(self._network, picked, answer.value["ties"])

    def _beside(self, answer: Answer | None) -> dict[str, Any]:
        """Give what came of the last run, and whether something has changed since."""
        if self._run is None:
            return {}
        about, found = self._run
        return {"run": {**found, "changed": answer is None or answer.value != about}}


def network(
    page: Page,
    key: str,
    prompt: str,
    *,
    network: str = "lab",
    agents: int = AGENTS,
    ties: int = 0,
) -> NetworkQuestion:
    """Ask for people who begin a change on a network, for new ties, or for both.

    On a practice page it can be run: how far a modest and a radical change come, month by month, and after that run how
    chance and a greedy choice do. On an assessed page nothing is said.

    Parameters
    ----------
    page
        The page that the cell is on.
    key
        Name of the answer, of the kind *network*: ``{"agents": ["A3", ...], "ties": [["A3", "C2"], ...]}``.
    prompt
        What to do; the first paragraph is the title.
    network
        Name of the network, one of ``models.diffusion_agents.NETWORKS``.
    agents
        How many people may be picked. It can be run with eight.
    ties
        How many ties may be drawn.

    Returns
    -------
    NetworkQuestion
        The question, to be the last line of its cell.
    """
    asking.question_key(key)
    if network not in NETWORKS:
        raise CourseError(f"There is no network called “{network}”; there are {', '.join(NETWORKS)}.")
    if not (0 <= agents <= NETWORKS[network].size and 0 <= ties <= MOST and agents + ties):
        raise CourseError(f"Let people be picked or ties be drawn: {agents} and {ties} cannot be.")
    page.questions[key] = prompt
    return NetworkQuestion(page, key, prompt, network=network, agents=agents, ties=ties)

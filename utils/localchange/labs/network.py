"""A network on which a learner picks people to begin a change, and draws new ties."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from localchange.answers import Answer
from localchange.errors import CourseError
from localchange.exercises import asking
from localchange.exercises.question import Question
from localchange.labs.network_run import compared, ran
from localchange.models.diffusion_agents import NETWORKS
from localchange.models.diffusion_network import Network

if TYPE_CHECKING:
    from localchange.exercises import Page

MOST = 100
"""The most people who can be drawn and read, and the most picks and ties that can be saved."""


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
        The people and the ties that are there.
    agents, ties
        How many people may be picked, and ties drawn.
    """

    bundle_name = "network"

    def __init__(
        self, page: Page, key: str, prompt: str, *, network: Network, agents: int, ties: int
    ) -> None:
        self._network = network
        self._run: tuple[dict[str, Any], dict[str, Any]] | None = None
        names = network.people
        spec = {
            "kind": "network",
            "prompt": prompt,
            "people": [
                [name, group, *place]
                for name, group, place in zip(names, network.groups, network.places, strict=True)
            ],
            "ties": [[names[one], names[other]] for one, other in network.ties],
            "agents": agents,
            "most_ties": ties,
            "runs": not page.assessed,
        }
        super().__init__(page, key, spec)

    def _acts(self) -> dict[Any, Callable[[dict[str, Any]], None]]:
        acts = super()._acts()
        return acts | {"run": self._do_run} if self.spec["runs"] else acts

    def _do_run(self, content: dict[str, Any]) -> None:
        answer = self._answer()
        if answer is None or not answer.value["agents"]:
            raise CourseError("Pick somebody first: a change begins with people.")
        self._run = (
            answer.value,
            {
                **ran(self._network, answer.value["agents"], answer.value["ties"]),
                **compared(self._network, answer.value["agents"], answer.value["ties"], self.spec["agents"]),
            },
        )

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
    network: Network = NETWORKS["lab"],
    agents: int = 8,
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
        The people and their ties, with the places where they are drawn.
    agents
        How many people may be picked.
    ties
        How many ties may be drawn.

    Returns
    -------
    NetworkQuestion
        The question, to be the last line of its cell.
    """
    asking.question_key(key)
    if not 2 <= network.size <= MOST or len(network.places) != network.size:
        raise CourseError(f"A network to be drawn has from 2 to {MOST} people, and a place for each.")
    if not (0 <= agents <= network.size and 0 <= ties <= MOST and agents + ties):
        raise CourseError(f"Let people be picked or ties be drawn: {agents} and {ties} cannot be.")
    page.questions[key] = prompt
    return NetworkQuestion(page, key, prompt, network=network, agents=agents, ties=ties)

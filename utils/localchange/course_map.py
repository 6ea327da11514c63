"""What the map of the course is made of: claims, modules, outcomes, assignments."""

from dataclasses import dataclass

from localchange.errors import CourseError

VERDICTS = ("supported", "mixed", "contradicted", "untested")


@dataclass(frozen=True)
class Claim:
    """A claim that the course puts to the test.

    Attributes
    ----------
    id
        Short name, used as the key of its questions.
    text
        The claim itself, one sentence.
    tested_in
        Slugs of the modules that test it; a module may still be to come.
    verdict
        What the evidence of the course allows: one of :data:`VERDICTS`, or nothing where the course has none yet.
    because
        Why, in one sentence.
    would_change
        What would change that verdict.
    sources
        Keys of the works that it rests on.
    """

    id: str
    text: str
    tested_in: tuple[str, ...] = ()
    verdict: str = ""
    because: str = ""
    would_change: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """What somebody can do after a module.

    Attributes
    ----------
    id
        Number of the module, a full stop, number of the outcome: ``03.1``.
    text
        The outcome, to be read after "by the end you can".
    taught
        Ids of the cells of the course notebook that teach it.
    practised
        Keys of the questions of the course notebook that practise it.
    assessed
        Keys of the questions of the assignment that assess it.
    """

    id: str
    text: str
    taught: tuple[str, ...] = ()
    practised: tuple[str, ...] = ()
    assessed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Module:
    """A page of the course.

    Attributes
    ----------
    slug
        Name of its folder and notebook, such as ``03_targets``.
    title
        Title in words.
    minutes
        How long its core takes.
    outcomes
        What somebody can do after it, in order.
    summary
        One sentence about it, or nothing.
    """

    slug: str
    title: str
    minutes: int
    outcomes: tuple[Outcome, ...] = ()
    summary: str = ""


@dataclass(frozen=True)
class Assignment:
    """Something to hand in.

    Attributes
    ----------
    slug
        Name of its folder and notebook; the module's slug, or that and a word more.
    title
        Title in words.
    points
        Most marks that it can earn.
    by_hand
        How many of these a person gives.
    optional
        Whether somebody may leave it out.
    """

    slug: str
    title: str
    points: int
    by_hand: int = 0
    optional: bool = False


@dataclass(frozen=True)
class Course:
    """The whole map.

    Attributes
    ----------
    title
        Name of the course.
    claims
        The claims of the ledger, in order.
    modules
        The pages, in order.
    assignments
        What is handed in, in order.
    """

    title: str
    claims: tuple[Claim, ...]
    modules: tuple[Module, ...]
    assignments: tuple[Assignment, ...]

    def module(self, slug: str) -> Module:
        """Return the module of that name, or say which there are."""
        for module in self.modules:
            if module.slug == slug:
                return module
        raise CourseError(_no_such("module", slug, [module.slug for module in self.modules]))

    def assignment(self, slug: str) -> Assignment:
        """Return the assignment of that name, or say which there are."""
        for assignment in self.assignments:
            if assignment.slug == slug:
                return assignment
        raise CourseError(_no_such("assignment", slug, [one.slug for one in self.assignments]))

    def claim(self, claim_id: str) -> Claim:
        """Return the claim of that name, or say which there are."""
        for claim in self.claims:
            if claim.id == claim_id:
                return claim
        raise CourseError(_no_such("claim", claim_id, [claim.id for claim in self.claims]))


def _no_such(what: str, name: str, there: list[str]) -> str:
    return f"There is no {what} called {name!r} in the course; there is {', '.join(there) or 'none'}."

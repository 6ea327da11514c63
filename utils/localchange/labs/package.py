"""The lab of module 7: spread a hundred points over nine national actions, and see what may follow."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from localchange.answers import AnswersError
from localchange.errors import CourseError
from localchange.exercises import asking
from localchange.exercises.question import Question
from localchange.frontend import idle
from localchange.labs import package_picture as picture
from localchange.labs.charts import Head
from localchange.labs.figures import Figure
from localchange.labs.history import Setting
from localchange.labs.lab import Lab
from localchange.labs.package_assumptions import assumptions
from localchange.labs.subject import Assumptions, Control, Output, Result
from localchange.labs.words import listed
from localchange.models.package import (
    ACTIONS,
    BARRIERS,
    BUDGET,
    FACTORS,
    TYPES,
    Touched,
    checked,
    spent,
    touches,
)
from localchange.models.package_scenarios import Scenario, scenarios

if TYPE_CHECKING:
    from localchange.exercises import Page

STEP = 5.0

PACKAGE_ITEMS: dict[str, str] = {key: action.label for key, action in ACTIONS.items()}
"""What each action is called, for a question of the kind *allocation* and its marking."""

TOOLS = (
    ("undo", "Undo"),
    ("redo", "Redo"),
    ("reset", "Take all points back"),
    ("replay", "Replay my last change"),
)
NOT_A_FORECAST = "A thinking aid, not a forecast."


class PackageSubject:
    """A package, as a lab shows it. See :class:`localchange.labs.subject.Subject`."""

    name = "package"
    title = "Your package"
    baseline: Setting = dict.fromkeys(ACTIONS, 0.0)
    baseline_words = "Nothing is spent yet."
    outputs: Sequence[Output] = ()
    table: Sequence[Head] = picture.FIGURES
    notes: Sequence[str] = ("Ranges from toy models under assumed prices: a thinking aid, not a forecast.",)
    attribution = (
        "Simulated by the models of the earlier modules. Types, success factors and barriers: Allcock and others 2015, "
        "Constructive comfort. Actions, prices, and which action touches what: this course’s own."
    )
    controls: Sequence[Control] = tuple(
        Control(key, action.label, action.does, 0, BUDGET, STEP, "points", group=TYPES[action.type])
        for key, action in ACTIONS.items()
    )

    def __init__(self, prompt: str) -> None:
        self.subtitle = (
            f"{prompt} You have {BUDGET:g} points. {NOT_A_FORECAST} The models are toys, and how points turn into "
            "their settings is assumed."
        )
        self.figures: Sequence[Figure] = picture.pictures()
        self.assumptions: Assumptions = assumptions()

    def check(self, setting: Mapping[str, Any]) -> dict[str, float]:
        """Give the package back as numbers, or say what does not fit."""
        at = checked(setting)
        return {control.key: control.on_a_step(at[control.key]) for control in self.controls}

    def fixed(self) -> Mapping[str, Any]:
        """Give the names of rows, factors and barriers."""
        return picture.fixed()

    def run(self, setting: Setting) -> Result:
        """Read the models for this package, for prodding alone, and for nothing."""
        found, touched = scenarios(setting), touches(setting)
        return Result(picture.columns(found, touched), {}, 1.0, _said(setting, found, touched))

    def band(self, setting: Setting) -> Iterator[Mapping[str, Any]]:
        """Give nothing: chance is in the ranges."""
        return iter(())

    def says(self, now: Result, before: Result) -> str:
        """Say what is spent, what is bare, and which rows lean which way."""
        return now.said


def _said(setting: Setting, found: Mapping[str, Scenario], touched: Touched) -> str:
    total = sum(setting.values())
    if not total:
        return f"Nothing is spent yet, so all factors and barriers are bare. {NOT_A_FORECAST}"
    on = listed([f"{points:g} on {TYPES[kind].lower()}" for kind, points in spent(setting).items()])
    bare = [FACTORS[key].lower() for key in touched.bare_factors]
    bare += [f"the barrier “{BARRIERS[key].lower()}”" for key in touched.bare_barriers]
    left_bare = f"Bare: {'; '.join(bare)}." if bare else "Nothing is bare."
    return (
        f"{on}. {len(touched.touched_factors)} of {len(FACTORS)} success factors and "
        f"{len(touched.touched_barriers)} of {len(BARRIERS)} barriers are touched. {left_bare} "
        f"{picture.gathered(found)} {NOT_A_FORECAST}"
    )


class PackageLab(Lab):
    """The widget of the lab; every change is saved as an answer of the kind *allocation*.

    Parameters
    ----------
    subject
        The package.
    page
        The page that the cell is on.
    key
        Key of the answer.
    prompt
        What is asked, for a reader without the widget.
    """

    def __init__(self, subject: PackageSubject, *, page: Page, key: str, prompt: str, **more: Any) -> None:
        self._page, self._key, self._prompt = page, key, prompt
        self._saved, self._opened = "", False
        super().__init__(subject, **more)
        self._opened = True

    def as_text(self) -> str:
        """Give the prompt, and what is shown, in words."""
        return f"{self._prompt}\n{super().as_text()}"

    def _opens_on(self, handed_in: Mapping[str, float]) -> str:
        self.history.edit(self.subject.check(handed_in))
        return "This is your package as you left it."

    def _begins(self) -> str:
        return ""

    def _do_edit(
        self, more: dict[str, Any], setting: Mapping[str, Any], gesture: Any = None, **given: Any
    ) -> str:
        fitted, notice = _within_budget(setting, given.get("key"), self.history.now)
        if notice:
            more["notice"] = notice
        return super()._do_edit(more, fitted, gesture, **given)

    def _show(self, opening: str, shown: Setting, before: Setting, **more: Any) -> None:
        if self._opened and shown != self.history.now:
            self._save()
        if not opening and not self.words:
            self.words = self.subject.says(self.result, self.result)
        super()._show(opening, shown, before, **more)

    def _more_shown(self) -> dict[str, Any]:
        left = BUDGET - sum(self.history.now.values())
        words = (
            f"All {BUDGET:g} points are spent."
            if not left
            else f"{left:g} of {BUDGET:g} points left to spend."
        )
        return {"budget": words, "kept": self._saved, "band_to_come": False}

    def _save(self) -> None:
        amounts = {key: int(points) for key, points in self.history.now.items() if points}
        try:
            if amounts:
                saved = self._page.save(self._key, "allocation", {"amounts": amounts})
                self._saved = f"Saved {saved.saved.astimezone():%H:%M}."
            else:
                self._page.kept.remove(self._key)
                self._saved = ""
        except AnswersError as problem:
            self._saved = f"Not saved: {problem}"

    def _spec(self) -> dict[str, Any]:
        return {
            **super()._spec(),
            "tools": [list(tool) for tool in TOOLS],
            "legend": f"Spend {BUDGET:g} points",
            "budget": True,
            "words_first": True,
            "told": [
                {
                    "caption": "What your package touches, and what it leaves bare, in this course’s reading",
                    "table": [vars(head) for head in picture.TOUCHED],
                    "before": True,
                },
                {
                    "caption": "What the models say: ranges that hold nine draws in ten. Nothing is added up",
                    "table": [vars(head) for head in picture.SAID],
                },
            ],
        }


def _within_budget(setting: Any, key: Any, now: Setting) -> tuple[Any, str]:
    """Give the setting with no more on the handle that moved than is left, and say so if that is less."""
    if not isinstance(setting, Mapping) or key not in ACTIONS:
        return setting, ""
    try:
        others = sum(float(setting[one]) for one in ACTIONS if one != key)
        asked = float(setting[key])
    except (KeyError, TypeError, ValueError):
        return setting, ""
    left = BUDGET - others
    if not 0 <= left < asked:
        return setting, ""
    more = left - now[key]
    words = "No points are left" if more <= 0 else f"Only {more:g} points were left"
    return {**setting, key: left}, f"{words}: take some away from another action first."


def package(page: Page, key: str, prompt: str, assessed: bool | None = None) -> PackageLab | Question:
    """Ask for a package: a hundred points spread over nine national actions.

    Parameters
    ----------
    page
        The page that the cell is on.
    key
        Key of the answer, of the kind *allocation*: ``{"amounts": {"target": 30, ...}}``.
    prompt
        What is asked.
    assessed
        Whether nothing is said of it: a plain question of the kind *allocation*. By default as the page is.

    Returns
    -------
    PackageLab or Question
        To be the last line of its cell. On a practice page every change is saved.
    """
    if page.assessed if assessed is None else assessed:
        return page.allocation(key, prompt, PACKAGE_ITEMS, total=BUDGET)
    asking.question_key(key)
    page.questions[key] = prompt
    subject = PackageSubject(prompt)
    before = None if idle() else saved_package(page, key)
    return PackageLab(subject, page=page, key=key, prompt=prompt, handed_in=before, idle=idle())


def saved_package(page: Page, key: str) -> dict[str, float] | None:
    """Give the package that is saved under a key, if the lab can show it."""
    answer = page.answer(key)
    if answer is None or answer.kind != "allocation":
        return None
    try:
        amounts = checked(answer.value["amounts"])
        return PackageSubject("").check({one: STEP * round(points / STEP) for one, points in amounts.items()})
    except (CourseError, KeyError, TypeError, ValueError):
        return None

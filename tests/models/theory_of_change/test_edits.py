"""Edits lose nothing that they were not asked to lose, and undo gives back exactly what was there."""

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from random_theories import words

from localchange.models.theory_of_change import Theory, TheoryError, edits
from localchange.models.theory_of_change.fields import KINDS, LEVELS, SIGNS


class Editing(RuleBasedStateMachine):
    """A person at the editor: any order of edits, undo and redo, beside a plain record of what should be there."""

    def __init__(self):
        super().__init__()
        self.history = edits.History(Theory())
        self.record = [({}, set())]  # steps by name, with text and place; links as pairs
        self.at = 0

    def did(self, theory, steps, links):
        if theory != self.history.now:
            self.record = [*self.record[: self.at + 1], (steps, links)]
            self.at += 1
        self.history = self.history.did(theory)

    @property
    def now(self):
        return self.record[self.at]

    def pick(self, data, what):
        return data.draw(st.sampled_from(sorted(what)))

    @rule(kind=st.sampled_from(KINDS), level=st.sampled_from(LEVELS), text=words(8, categories=["L"]))
    def add_step(self, kind, level, text):
        theory = edits.add_step(self.history.now, kind, level, text)
        steps, links = self.now
        self.did(theory, steps | {theory.steps[-1].id: (text, None)}, links)

    @precondition(lambda self: self.now[0])
    @rule(data=st.data(), text=words(8, categories=["L"]))
    def change_step(self, data, text):
        steps, links = self.now
        name = self.pick(data, steps)
        self.did(
            edits.change_step(self.history.now, name, text=text),
            steps | {name: (text, steps[name][1])},
            links,
        )

    @precondition(lambda self: self.now[0])
    @rule(data=st.data(), x=st.integers(-9, 9), y=st.integers(-9, 9))
    def move_step(self, data, x, y):
        steps, links = self.now
        name = self.pick(data, steps)
        self.did(
            edits.move_step(self.history.now, name, x, y), steps | {name: (steps[name][0], (x, y))}, links
        )

    @precondition(lambda self: self.now[0])
    @rule(data=st.data())
    def remove_step(self, data):
        steps, links = self.now
        name = self.pick(data, steps)
        left = {each: value for each, value in steps.items() if each != name}
        self.did(
            edits.remove_step(self.history.now, name), left, {pair for pair in links if name not in pair}
        )

    @precondition(lambda self: len(self.now[0]) > 1)
    @rule(data=st.data(), sign=st.sampled_from(SIGNS))
    def add_link(self, data, sign):
        steps, links = self.now
        pair = (self.pick(data, steps), self.pick(data, steps))
        if pair[0] == pair[1] or pair in links:
            with pytest.raises(TheoryError):
                edits.add_link(self.history.now, *pair, sign)
        else:
            self.did(edits.add_link(self.history.now, *pair, sign), steps, links | {pair})

    @precondition(lambda self: self.now[1])
    @rule(data=st.data(), mechanism=words(8, categories=["L"]))
    def change_link(self, data, mechanism):
        name = self.pick(data, {link.id for link in self.history.now.links})
        self.did(edits.change_link(self.history.now, name, mechanism=mechanism), *self.now)

    @precondition(lambda self: self.now[1])
    @rule(data=st.data())
    def remove_link(self, data):
        link = self.history.now.link(self.pick(data, {link.id for link in self.history.now.links}))
        steps, links = self.now
        self.did(edits.remove_link(self.history.now, link.id), steps, links - {(link.start, link.end)})

    @rule()
    def undo(self):
        self.at = max(0, self.at - 1)
        self.history = self.history.undo()

    @rule()
    def redo(self):
        self.at = min(len(self.record) - 1, self.at + 1)
        self.history = self.history.redo()

    @invariant()
    def everything_that_should_be_there_is(self):
        theory = self.history.now
        steps, links = self.now
        place = {step.id: None if step.x is None else (step.x, step.y) for step in theory.steps}
        assert {step.id: (step.text, place[step.id]) for step in theory.steps} == steps
        assert {(link.start, link.end) for link in theory.links} == links
        assert len(self.history.past) == self.at
        assert len(self.history.past) + len(self.history.future) + 1 == len(self.record)


TestEditing = Editing.TestCase
TestEditing.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)


def test_a_free_name_is_the_first_that_is_free():
    theory = Theory()
    for _ in range(3):
        theory = edits.add_step(theory, "input", "local")
    assert [step.id for step in theory.steps] == ["s1", "s2", "s3"]
    theory = edits.add_step(edits.remove_step(theory, "s2"), "impact", "local")
    assert [step.id for step in theory.steps] == ["s1", "s3", "s2"]


def test_edits_leave_the_theory_that_they_are_given_alone():
    before = edits.add_step(Theory(), "input", "local", "A")
    edits.change_step(before, "s1", text="B")
    edits.remove_step(before, "s1")
    assert before.step("s1").text == "A"
    assert edits.rename(before, "T").title == "T" and before.title == ""


@pytest.mark.parametrize(
    ("edit", "says"),
    [
        (lambda t: edits.change_step(t, "s9", text=""), "No step is called “s9”"),
        (lambda t: edits.remove_step(t, "s9"), "No step is called “s9”"),
        (lambda t: edits.remove_link(t, "l9"), "No link is called “l9”"),
        (lambda t: edits.change_step(t, "s1", id="s2"), "no “id” to change"),
        (lambda t: edits.change_step(t, "s1", colour="red"), "no “colour” to change"),
        (lambda t: edits.change_step(t, "s1", kind="dream"), "use input"),
        (lambda t: edits.change_link(t, "l1", end="s1"), "to itself"),
        (lambda t: edits.change_link(t, "l1", end="s7"), "no step is called that"),
        (lambda t: edits.add_link(t, "s1", "s2"), "both lead from s1 to s2"),
    ],
)
def test_an_edit_that_cannot_be_made_says_why(edit, says):
    theory = edits.add_step(edits.add_step(Theory(), "input", "local"), "impact", "local")
    theory = edits.add_link(theory, "s1", "s2")
    with pytest.raises(TheoryError, match=says):
        edit(theory)


def test_a_new_change_gives_up_what_was_undone_and_no_change_is_no_step():
    one = edits.rename(Theory(), "one")
    history = edits.History(Theory()).did(one).did(one)
    assert len(history.past) == 1
    history = history.undo().did(edits.rename(Theory(), "two"))
    assert history.redo() == history and history.now.title == "two"
    assert history.undo().undo().now == Theory()

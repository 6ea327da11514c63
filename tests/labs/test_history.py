"""Undo, redo and replay: whatever is done, everything can be taken back."""

from hypothesis import given
from hypothesis import strategies as st

from localchange.labs.history import History

START = {"a": 0.0, "b": 5.0}

settings_ = st.fixed_dictionaries(
    {"a": st.integers(0, 3).map(float), "b": st.integers(4, 6).map(float)},
)
edits = st.lists(st.tuples(settings_, st.one_of(st.none(), st.integers(0, 3))), max_size=30)
steps = st.lists(
    st.one_of(
        st.tuples(st.just("edit"), settings_, st.one_of(st.none(), st.integers(0, 3))),
        st.tuples(st.sampled_from(["undo", "redo", "reset"])),
    ),
    max_size=60,
)


def do(history, step):
    act, *given_ = step
    getattr(history, act)(*given_)


@given(edits)
def test_undoing_every_edit_gives_the_start(made):
    history = History(START)
    for setting, gesture in made:
        history.edit(setting, gesture)
    for _ in range(history.undos):
        assert history.undo()
    assert history.now == START
    assert not history.undo()


@given(steps)
def test_undo_and_redo_walk_the_same_road_both_ways(made):
    history = History(START)
    for step in made:
        do(history, step)
    end = history.now
    ahead = history.redos
    road = [end]
    while history.undo():
        road.append(history.now)
    assert history.now == START
    back = [history.now]
    for _ in range(len(road) - 1):
        assert history.redo()
        back.append(history.now)
    assert back == road[::-1]
    assert history.redos == ahead


@given(steps)
def test_a_step_always_changes_something(made):
    """An undo that shows no change would look like a broken button."""
    history = History(START)
    for step in made:
        do(history, step)
    while history.undos:
        before = history.now
        history.undo()
        assert history.now != before


@given(steps, settings_)
def test_an_edit_ends_what_could_be_done_again(made, setting):
    history = History(START)
    for step in made:
        do(history, step)
    changes = setting != history.now
    history.edit(setting)
    assert history.now == setting
    if changes:
        assert history.redos == 0
        assert history.last_change[1] == setting


def test_one_gesture_is_one_step():
    history = History(START)
    for value in (1.0, 2.0, 3.0):
        history.edit({"a": value, "b": 5.0}, gesture=1)
    assert history.undos == 1
    assert history.last_change == (START, {"a": 3.0, "b": 5.0})


def test_another_gesture_is_another_step_even_on_the_same_handle():
    history = History(START)
    history.edit({"a": 1.0, "b": 5.0}, gesture=1)
    history.edit({"a": 2.0, "b": 5.0}, gesture=2)
    assert history.undos == 2


def test_a_gesture_that_ends_where_it_began_is_no_step():
    history = History(START)
    history.edit({"a": 1.0, "b": 5.0}, gesture=1)
    history.edit(START, gesture=1)
    assert history.undos == 0
    assert history.last_change is None


def test_a_gesture_that_an_undo_broke_off_begins_a_new_step():
    history = History(START)
    history.edit({"a": 1.0, "b": 5.0}, gesture=1)
    history.undo()
    history.edit({"a": 2.0, "b": 5.0}, gesture=1)
    assert history.undos == 1
    history.undo()
    assert history.now == START


def test_reset_can_be_undone():
    history = History(START)
    history.edit({"a": 1.0, "b": 6.0})
    history.reset()
    assert history.now == START
    history.undo()
    assert history.now == {"a": 1.0, "b": 6.0}


def test_what_is_kept_does_not_change_when_the_caller_changes_its_dictionary():
    history = History(START)
    mine = {"a": 1.0, "b": 5.0}
    history.edit(mine)
    mine["a"] = 99.0
    assert history.now["a"] == 1.0

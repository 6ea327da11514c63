"""Theories of change made at random, for hypothesis."""

import string

from hypothesis import strategies as st

from localchange.models.theory_of_change.fields import KINDS, LEVELS, SIGNS
from localchange.models.theory_of_change.theory import Link, Step, Theory

IDS = st.text(string.ascii_letters + string.digits + "_", min_size=1, max_size=6).map(lambda rest: "a" + rest)
NUMBERS = st.one_of(st.integers(-1000, 1000), st.floats(-1000, 1000, allow_nan=False))


def words(longest=40, **characters):
    """Any text, hostile characters included."""
    return st.text(st.characters(**characters), max_size=longest)


@st.composite
def theories(draw, most_steps=7, most_links=12, texts=None, places=True):
    """A theory with steps, links and everything that they can hold."""
    texts = words() if texts is None else texts
    names = draw(st.lists(IDS, max_size=most_steps, unique=True))
    steps = []
    for name in names:
        placed = places and draw(st.booleans())
        steps.append(
            Step(
                name,
                draw(st.sampled_from(KINDS)),
                draw(st.sampled_from(LEVELS)),
                *[draw(texts) for _ in range(6)],
                *([draw(NUMBERS), draw(NUMBERS)] if placed else [None, None]),
            )
        )
    pairs = [(start, end) for start in names for end in names if start != end]
    joined = draw(st.lists(st.sampled_from(pairs), max_size=most_links, unique=True)) if pairs else []
    ids = draw(st.lists(IDS, min_size=len(joined), max_size=len(joined), unique=True))
    links = [
        Link(
            name,
            *pair,
            mechanism=draw(texts),
            sign=draw(st.sampled_from(SIGNS)),
            delay_months=draw(st.one_of(st.none(), st.integers(0, 240), st.floats(0, 240))),
            assumption=draw(texts),
            evidence=draw(st.integers(0, 4)),
            source=draw(texts),
            rival=draw(texts),
        )
        for name, pair in zip(ids, joined, strict=True)
    ]
    return Theory(draw(texts), tuple(steps), tuple(links))


def graphs(most_steps=7, most_links=14):
    """Theories without words: for what depends on the arrows alone."""
    return theories(most_steps, most_links, texts=st.just(""), places=False)

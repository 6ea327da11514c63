"""What a session says when it cannot answer: it ended, or the learner's code raised an error."""

from __future__ import annotations

from typing import Literal

from localchange.grading.sandbox.limits import MEGABYTE, Limits

Why = Literal["time", "call", "processor", "memory", "output", "processes", "exited", "channel", "started"]

SENTENCES: dict[Why, str] = {
    "time": "Your notebook ran longer than the {wall_seconds:g} seconds that marking gives it, so it was stopped.",
    "call": "One cell or function of yours ran longer than {call_seconds:g} seconds and could not be interrupted, "
    "so your notebook was stopped there.",
    "processor": "Your notebook used more than {cpu_seconds} seconds of computing time, so it was stopped.",
    "memory": "Your notebook used more memory than the {memory_megabytes} MB that marking gives it, "
    "so it was stopped.",
    "output": "Your notebook printed more than {output_megabytes} MB, so it was stopped.",
    "processes": "Your notebook started more than {processes} processes at once, so it was stopped.",
    "exited": "Your code ended Python itself (perhaps with exit()), so the cells after it could not run.",
    "channel": "Your code answered with something that marking cannot read, so it was stopped.",
    "started": "Marking could not start a place for your code to run in; your facilitator has been told.",
}
"""What a learner reads; the numbers come from the limits."""


def sentence_for(why: Why, limits: Limits) -> str:
    """Say to the learner why a session ended."""
    return SENTENCES[why].format(
        **limits.as_json(),
        memory_megabytes=limits.memory_bytes // MEGABYTE,
        output_megabytes=limits.output_bytes // MEGABYTE,
    )


class SessionEnded(Exception):  # noqa: N818 - it is what happened, and seldom a fault
    """A learner's session is over, and everything that it started is gone.

    Parameters
    ----------
    why
        In a word. ``started`` alone is no doing of the learner's.
    sentence
        The same for the learner.
    """

    def __init__(self, why: Why, sentence: str) -> None:
        super().__init__(sentence)
        self.why: Why = why
        self.sentence = sentence


class Raised(Exception):  # noqa: N818 - the fault lies in the code that it tells of
    """The learner's code raised an error, or its answer cannot be brought across.

    Parameters
    ----------
    kind
        The name of the class of the error, such as ``ZeroDivisionError``.
    message
        What it said: untrusted text of limited length.
    traceback
        Where it happened: untrusted text of limited length.
    """

    def __init__(self, kind: str, message: str, traceback: str = "") -> None:
        super().__init__(f"{kind}: {message}" if message else kind)
        self.kind = kind
        self.message = message
        self.traceback = traceback

"""Ctrl+C ends marking wherever it comes."""

import contextlib
import os
import signal

import pytest

from localchange.cli.stopping import Stopping


def test_what_was_swallowed_is_remembered_and_stops_before_the_next():
    seen = []
    stopping = Stopping()
    with pytest.raises(KeyboardInterrupt), stopping:
        for number in stopping.between(range(10)):
            seen.append(number)
            if number == 2:
                with contextlib.suppress(KeyboardInterrupt):  # as the garbage collector does
                    os.kill(os.getpid(), signal.SIGINT)
    assert seen == [0, 1, 2]
    assert stopping.asked


def test_without_it_everything_comes_and_the_handler_is_put_back():
    before = signal.getsignal(signal.SIGINT)
    stopping = Stopping()
    with stopping:
        assert list(stopping.between("abc")) == ["a", "b", "c"]
    assert signal.getsignal(signal.SIGINT) is before
    assert not stopping.asked

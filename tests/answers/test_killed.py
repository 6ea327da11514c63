"""A save that is killed half-way: the file is whole, and what was said to be saved is there."""

import os
import random
import signal
import sys
import time

import pytest

from localchange.answers import AnswerStore, read_answers

PAGE = "03_targets"
TOUCHES_FILES = {"open", "os.rename", "os.remove", "os.link", "os.mkdir", "os.listdir", "os.scandir"}


@pytest.mark.parametrize("attempt", range(6))
def test_killed_while_it_saves_and_saves(folder, begin, attempt):
    store = AnswerStore(folder, PAGE)
    store.save("first", "text", {"text": "there before"})
    process = begin("saving.py", folder, "k", 5000)
    assert process.stdout.readline() == "ready\n"
    process.stdin.write("go\n")
    process.stdin.flush()
    for _ in range(random.randint(3, 25)):
        assert process.stdout.readline()
    time.sleep(random.random() / 50)
    process.kill()
    said = process.stdout.read().split()
    process.wait()
    answers = read_answers(store.path, PAGE)
    assert answers["first"].value == {"text": "there before"}
    last = max((int(number) for number in said), default=2)
    texts = {int(answer.value["text"].split()[0]) for key, answer in answers.items() if key != "first"}
    assert texts >= set(range(max(0, last - 39), last + 1)), "an answer that was said to be saved is gone"
    store.save("after", "text", {"text": "the next save works at once"})
    assert store.notice == ""
    assert not list(folder.rglob("*.tmp")), "what the dead process left is swept away"


def killed_at(store, step, work):
    """Do the work in a forked child that dies right before its ``step``-th touch of a file in the folder."""
    child = os.fork()
    if not child:
        count = 0

        def watch(event, arguments):
            nonlocal count
            if event in TOUCHES_FILES and any(str(store.folder) in str(one) for one in arguments):
                count += 1
                if count == step:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(watch)
        try:
            work()
        except BaseException:
            os._exit(1)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0
    return os.WIFSIGNALED(status)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork a process to be killed")
def test_killed_before_every_single_step_of_a_save(folder):
    store = AnswerStore(folder, PAGE)
    store.save("first", "text", {"text": "there before"})
    store.save("other", "choice", {"choice": "b"})
    step = 0
    while True:
        step += 1
        before = read_answers(store.path, PAGE)
        new = {"text": f"written by child {step}"}
        killed = killed_at(store, step, lambda new=new: store.save("first", "text", new))
        found = read_answers(store.path, PAGE)
        assert found["first"].value in (before["first"].value, new)
        assert found["other"] == before["other"]
        store.save("first", "text", {"text": f"saved after child {step}"})
        assert store.notice == ""
        assert {path.name for path in folder.iterdir()} == {"answers.json", ".answers"}
        if not killed:
            assert found["first"].value == new
            break
    assert step > 8, "the child was not stopped at each of its steps"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork a process to be killed")
def test_killed_before_every_single_step_of_a_repair(folder):
    """Neither the damaged file nor the answers that take its place may be lost on the way."""
    store = AnswerStore(folder, PAGE)
    store.save("first", "text", {"text": "the last that was good"})
    good = store.path.read_bytes()
    step = 0
    while True:
        step += 1
        for path in folder.glob("*.kept-*"):
            path.unlink()
        store.path.write_bytes(b"damaged")
        killed = killed_at(store, step, store.read)
        assert AnswerStore(folder, PAGE).read()["first"].value == {"text": "the last that was good"}
        assert store.path.read_bytes() == good
        assert {path.read_bytes() for path in folder.glob("*.kept-*")} == {b"damaged"}
        if not killed:
            break
    assert step > 8, "the child was not stopped at each of its steps"

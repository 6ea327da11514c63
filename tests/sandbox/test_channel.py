"""Forged messages from a learner's process: at most a value comes of them."""

import base64
import struct

import pytest

from localchange.grading.sandbox import Raised, SessionEnded

FORGE = """
import json, os
def forge(body):
    body = body if isinstance(body, bytes) else json.dumps(body).encode()
    os.write(200, len(body).to_bytes(4, "big") + body)
"""

FRAME = """
import sys
def asked_now():
    frame = sys._getframe()
    while "asked" not in frame.f_locals:
        frame = frame.f_back
    return frame.f_locals["asked"]["id"]
"""


@pytest.fixture
def forging(session):
    assert session.run_cell(FORGE).error is None
    return session


def test_replies_that_nobody_asked_for_are_passed_over_and_told(forging):
    forging.run_cell(
        "def f():\n    return 1\nfor n in range(50):\n    forge({'kind': 'done', 'id': n, 'value': 'forged'})"
    )
    assert forging.ask("f", [], {}) == 1
    assert any("nobody had asked" in event for event in forging.events)


def test_a_flood_of_them_ends_the_session(forging):
    with pytest.raises(SessionEnded) as ended:
        forging.run_cell("while True:\n    forge({'kind': 'done', 'id': -1, 'value': 'forged'})")
    assert ended.value.why == "channel"


@pytest.mark.parametrize(
    "body",
    ["b'[' * 100_000", "b'nonsense'", "b'NaN'", "[1]", "None", "b'\\xff\\xfe'", "b'9' * 5_000", "b''"],
)
def test_what_is_no_message_ends_the_session(forging, body):
    with pytest.raises(SessionEnded) as ended:
        forging.run_cell(f"forge({body})\nimport time; time.sleep(5)")
    assert ended.value.why == "channel"


@pytest.mark.parametrize(
    "reply",
    [
        "{'value': {'pickle': 'x'}}",
        "{'value': {'a': 1, 'b': 2}}",
        "{'raised': 5}",
        "{'raised': [None, {}, []]}",
        "{'raised': []}",
        "{}",
    ],
)
def test_a_forged_reply_is_a_value_or_an_error_and_harms_nothing(forging, reply):
    forging.run_cell(f"{FRAME}def f():\n    forge({{'kind': 'done', 'id': asked_now(), **{reply}}})")
    try:
        assert forging.ask("f", [], {}) is None
    except Raised as raised:
        assert type(raised.kind) is type(raised.message) is str


@pytest.mark.parametrize(
    "output",
    [
        "5",
        "{'output_type': 'nonsense'}",
        "{'output_type': 'stream', 'name': 3, 'text': ['a']}",
        "{'output_type': 'display_data', 'data': {'text/html': '<script>alert(1)</script>'}}",
        "{'output_type': 'display_data', 'data': {'image/svg+xml': '<svg onload=alert(1)>'}}",
        "{'output_type': 'display_data', 'data': {'image/png': '<script>'}}",
        "{'output_type': 'display_data', 'data': {'image/png': 'PHNjcmlwdD4='}}",
        "{'output_type': 'execute_result', 'data': [], 'metadata': {'a': 1}}",
        "{'output_type': 'error', 'ename': {}, 'evalue': 1, 'traceback': '<b>'}",
    ],
)
def test_a_forged_output_shows_text_and_true_pictures_only(forging, output):
    run = forging.run_cell(f"forge({{'kind': 'output', 'output': {output}}})")
    for kept in run.outputs:
        assert set(kept.get("data", {})) <= {"text/plain"}
        assert kept.get("metadata", {}) == {}
    assert "<script" not in str(run.outputs)


def test_terminal_codes_and_reversals_are_taken_out(session):
    run = session.run_cell(r"print('\x1b[31mred\x1b[0m \x1b]0;title\x07 \u202eesrever \x00\x08 end')")
    assert run.outputs[0].text == "red  esrever  end\n"


SHOW = "import base64\nfrom IPython.display import Image\ndisplay(Image(data=base64.b64decode({!r}), format='png'))"
DOT = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="


def test_a_true_picture_is_kept(session):
    run = session.run_cell(SHOW.format(DOT))
    assert run.outputs[0].data["image/png"].strip() == DOT


@pytest.mark.parametrize("wide, high", [(100_000, 100_000), (0, 1), (16_001, 1_000), (2**32 - 1, 1)])
def test_a_picture_too_large_to_show_is_left_out(session, wide, high):
    picture = bytearray(base64.b64decode(DOT))
    picture[16:24] = struct.pack(">II", wide, high)
    run = session.run_cell(SHOW.format(base64.b64encode(picture).decode()))
    assert "image/png" not in str(run.outputs)


def test_a_learner_who_does_not_read_is_stopped(forging):
    with pytest.raises(SessionEnded) as ended:
        forging.run_cell("os.dup2(os.open('/dev/null', os.O_RDWR), 200)\nwhile True:\n    pass")
    assert ended.value.why == "channel"

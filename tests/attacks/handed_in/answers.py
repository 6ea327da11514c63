"""Answer files from hostile hands, for the core assignment: those to refuse, and those to mark as they are."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable

from handed_in.notebooks import ROOT

CORE = "03_targets"
GOOD = (ROOT / "solutions" / f"{CORE}.answers.json").read_bytes()
WHOLE = None
"""As much as the model's answers earn by machine."""
RUN = "window.owned = true"
SCRIPT = f"<script>{RUN}</script><img src=x onerror='{RUN}'><svg/onload='{RUN}'>"
TRICKS = (
    f"{SCRIPT}</pre></textarea></script><script>{RUN}</script>"
    f"[x](javascript:{RUN}) ![x](x' onerror='{RUN}) <a href='javascript:{RUN}'>x</a> "
    f"$$\\href{{javascript:{RUN}}}{{x}}$$ \\(\\unicode{{<img src=x onerror={RUN}>}}\\) "
    f"{{{{ 7 * 7 }}}} {{% include '/etc/passwd' %}} <%= 7 * 7 %> ${{7 * 7}} "
    "[bold red]rich[/] [link=javascript:x]x[/link] \x1b[2J\x1b]0;owned\x07\x9b31m\x08\x7f"
    "\u202egnirts\u2066x\u200b\ufeff "
    "=cmd|' /C calc'!A0 @SUM(1) '; drop table grade; --"
)


def document(**changes: object) -> dict[str, object]:
    """Give the model's answers, with some taken over by others."""
    found = json.loads(GOOD)
    for key, value in changes.items():
        found["answers"][key]["value"] = value
    return found


def written(found: object) -> bytes:
    """Write a document as a learner's computer would, or as one would that does not know better."""
    return json.dumps(found).encode()


def _inserted(text: str, at: str = '"choice": "share"') -> bytes:
    good = json.dumps(json.loads(GOOD))
    assert at in good
    return good.replace(at, text, 1).encode()


def _entry(**changes: object) -> bytes:
    found = document()
    found["answers"]["mix"].update(changes)
    return written(found)


def _top(**changes: object) -> bytes:
    return written({**document(), **changes})


def _number(text: str) -> bytes:
    return _inserted(f'"number": {text}', '"number": 61.9')


NOT_READ: dict[str, bytes] = {
    "nan": _number("NaN"),
    "infinity": _number("-Infinity"),
    "overflow": _number("1e999"),
    "too-large": _number("1e16"),
    "huge-integer": _number("9" * 4_000),
    "huger-integer": _number("9" * 100_000),
    "true-as-number": _number("true"),
    "text-as-number": _number('"61.9"'),
    "list-as-number": _number("[61.9]"),
    "null-as-number": _number("null"),
    "deep": b'{"schema":"localchange-answers","version":1,"page":"03_targets","answers":' + b"[" * 200_000,
    "deep-closed": _number("[" * 5_000 + "]" * 5_000),
    "deep-objects": _number('{"a":' * 5_000 + "1" + "}" * 5_000),
    "key-twice": _inserted('"choice": "wrong", "choice": "share"'),
    "answers-twice": GOOD.rstrip().rstrip(b"}") + b', "answers": {}}',
    "version-2": _top(version=2),
    "version-text": _top(version="1"),
    "version-true": _top(version=True),
    "version-list": _top(version=[1]),
    "version-missing": written({key: value for key, value in document().items() if key != "version"}),
    "other-schema": _top(schema="nbgrader"),
    "schema-list": _top(schema=["localchange-answers"]),
    "other-page": _top(page="01_two_views"),
    "page-list": _top(page=["03_targets"]),
    "page-path": _top(page="../03_targets"),
    "points-of-its-own": _top(points=80),
    "mark-in-answer": _entry(points=8, mark={"points": 8, "of": 8}),
    "graded": _entry(tries=-1),
    "unknown-kind": _entry(kind="mark"),
    "kind-list": _entry(kind=["choice"]),
    "value-text": _entry(value="share"),
    "value-null": _entry(value=None),
    "saved-nonsense": _entry(saved="yesterday"),
    "saved-no-date": _entry(saved="2026-02-31T10:00:00+00:00"),
    "saved-odd-zone": _entry(saved="2026-02-01T10:00:00+99:99"),
    "sure-beyond-sure": _inserted('"confidence": 100.0000001', '"confidence": 100'),
    "long-text": written(document(briefing={"text": "x" * 20_001})),
    "half-letter": _inserted('"choice": "\\ud800"'),
    "control-in-key": _inserted('"\\u0000": 1, "choice": "share"'),
    "prototype": _inserted('"__proto__": {"choice": "share"}, "choice": "share"'),
    "a-list": b"[]",
    "a-number": b"80.0",
    "null": b"null",
    "empty": b"",
    "blank": b" " * 1000,
    "binary": bytes(range(256)) * 10,
    "utf-16": GOOD.decode().encode("utf-16"),
    "half": GOOD[: len(GOOD) // 2],
    "twice-over": GOOD + GOOD,
    "junk-behind": GOOD + b"\0\0\0",
    "large": GOOD + b" " * 1_000_001,
    "many-answers": _top(answers={f"q{number}": document()["answers"]["mix"] for number in range(501)}),
    "long-key": _top(answers={"q" * 42: document()["answers"]["mix"]}),
    "script-in-key": _top(answers={SCRIPT: document()["answers"]["mix"]}),
    "python": b"__import__('os').system('touch evil')",
    "pickle": b"\x80\x04\x95\x1c\x00\x00\x00\x00\x00\x00\x00\x8c\x05posix\x94\x8c\x06system\x94\x93\x94.",
    "yaml": b"!!python/object/apply:os.system ['touch evil']",
}
"""Each goes to a person, with a sentence."""


def _marked(change: Callable[[dict[str, object]], None]) -> bytes:
    found = copy.deepcopy(document())
    change(found["answers"])
    return written(found)


def _tricks_everywhere(answers: dict[str, dict[str, object]]) -> None:
    """Put a text that tries everything wherever the form of the file lets a text stand."""
    short = SCRIPT[:100]
    answers["briefing"]["value"] = {"text": TRICKS}
    answers["claim_levers_improve"]["value"]["change_mind"] = TRICKS
    answers["mix"]["value"]["choice"] = short
    answers["shape_a"]["value"]["choice"] = "\x1b[2J\u202e[red]x[/]"
    answers["missing"]["value"] = {"number": 61.9, "unit": short}
    answers["foresee_share"]["value"]["unit"] = short
    answers["miss"]["value"] = {"choices": [short, "crossing", "__class__"]}
    answers["police_evidence"]["value"] = {"order": [short, "both"]}
    answers["weigh"]["value"] = {"amounts": {short: 1e15, "gruber": -1e15}}
    answers["standard"]["value"] = {"setting": {short: 1.0, "target": -1e15}}


def _only(answers: dict[str, dict[str, object]], *keys: str) -> None:
    for key in [key for key in answers if key not in keys]:
        del answers[key]


MARKED: dict[str, tuple[bytes, float | None]] = {
    "mark-of-order": (b"\xef\xbb\xbf" + GOOD, WHOLE),
    "windows": (GOOD.replace(b"\n", b"\r\n"), WHOLE),
    "one-line": (json.dumps(json.loads(GOOD), ensure_ascii=False).encode(), WHOLE),
    "escaped": (json.dumps(json.loads(GOOD)).replace("share", "\\u0073hare").encode(), WHOLE),
    "written-by": (_top(written_by=SCRIPT[:100]), WHOLE),
    "of-the-future": (_entry(saved="2999-12-31T23:59:59+00:00"), WHOLE),
    "of-the-past": (_entry(saved="1900-01-01T00:00:00-23:59"), WHOLE),
    "long-text-that-fits": (written(document(briefing={"text": "é" * 20_000})), WHOLE),
    "blank-text": (written(document(briefing={"text": " \n\u200b\u202e"})), WHOLE),
    "only-one": (_marked(lambda answers: _only(answers, "missing")), 5.0),
    "unknown-questions": (
        _marked(lambda answers: answers.update({f"q{number}": answers["mix"] for number in range(300)})),
        WHOLE,
    ),
    "no-fraction": (_number("61.90000000000000000000000000000000000000000000000000001"), WHOLE),
}
"""Each is marked, with what it is worth."""

ODD: dict[str, bytes] = {
    "tricks": _marked(_tricks_everywhere),
    "swapped-kinds": _marked(lambda answers: answers.update(mix=answers["missing"], missing=answers["mix"])),
    "tiny-numbers": _number("5e-324"),
    "minus-nothing": _number("-0.0"),
    "upside-down": written(document(foresee_share={"low": 90.0, "best": 1e15, "high": -1e15, "unit": "%"})),
    "everything-chosen": written(document(miss={"choices": [f"c{number}" for number in range(100)]})),
    "empty-everywhere": _marked(
        lambda answers: [
            answer.update(value={}) for key, answer in answers.items() if answer["kind"] == "choice"
        ]
    ),
    "dates-that-overflow": _entry(saved="2999-12-31T23:59:59-23:59"),
}
"""Each fits the form and not the question: marked, or handed to a person, part by part; never more than it is worth."""

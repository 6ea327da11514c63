"""A trainee works the assignment of 03_targets with the keyboard alone, comes back, and hands it in."""

import json
import zipfile

import pytest
from playwright.sync_api import expect

PAGE = "assignments/03_targets/03_targets.ipynb"

BRIEFING = "Minister: set 85% for main departments by March 2028, and have somebody outside take times."


@pytest.fixture
def assignment(open_notebook):
    opened = open_notebook(PAGE)
    opened.run_all()
    return opened


def press(opened, key, *keys):
    """Press keys where the focus is, inside the question."""
    for one in keys:
        opened.page.keyboard.press(one)


def answer_choice(opened, key, place, sure=None):
    """Choose an option by its place with the arrow keys, and how sure one is."""
    question = opened.question(key)
    groups = question.locator("fieldset, [role=radiogroup]")
    radios = question.locator("input[type=radio]")
    opened.settle(radios.first)
    press(opened, key, "Space", *["ArrowDown"] * place)
    if sure is not None:
        assert groups.count() >= 1
        question.locator(f'input[type=radio][value="{sure}"]').focus()
        press(opened, key, "Space")
    expect(question).to_contain_text("Saved")


def type_into(opened, field, text):
    field.focus()
    opened.page.keyboard.press("Control+A")
    opened.page.keyboard.type(text)


def set_lab(opened, number, handles):
    """Move the handles of the first or second lab of the page with the keyboard, and hand the settings in."""
    lab = opened.page.locator(".lc-root").filter(has=opened.page.locator("input[data-handle]")).nth(number)
    for handle, keys in handles.items():
        opened.settle(lab.locator(f'input[data-handle="{handle}"]'))
        for key in keys:
            opened.page.keyboard.press(key)
    button = lab.locator("[data-do=hand-in]")
    opened.settle(button)
    expect(button).to_have_text("Hand in these settings")
    opened.page.keyboard.press("Enter")
    expect(lab).to_contain_text("Saved")


def saved(opened):
    return json.loads((opened.folder / "answers.json").read_text(encoding="utf-8"))["answers"]


@pytest.mark.slow
def test_the_whole_assignment_by_keyboard(assignment, axe):
    page = assignment.page

    answer_choice(assignment, "mix", 1, sure=80)
    type_into(assignment, assignment.question("missing").locator("input").first, "61.9")
    for place, letter in enumerate("abcd"):
        answer_choice(assignment, f"shape_{letter}", [4, 0, 1, 2][place])
    for key, numbers in {"foresee_share": ("88", "85", "92"), "foresee_pile": ("4", "2", "6")}.items():
        question = assignment.question(key)
        for field, number in enumerate(numbers):
            type_into(assignment, question.locator("input[type=number], input[type=text]").nth(field), number)
        question.get_by_role("button", name="Commit to this prediction").focus()
        page.keyboard.press("Enter")
        expect(question).to_contain_text("Committed and saved")
    set_lab(
        assignment,
        0,
        {
            "target": ["End"] + ["ArrowLeft"] * 4,
            "pressure": ["End"] + ["ArrowLeft"] * 3,
            "capacity": ["ArrowRight"],
            "clock": ["Home"],
        },
    )
    set_lab(assignment, 1, {"target": ["End"], "pressure": ["End"], "clock": ["End"]})
    several = assignment.question("miss").locator("input[type=checkbox]")
    for place in (1, 3, 5):
        several.nth(place).focus()
        page.keyboard.press("Space")
    weigh = assignment.question("weigh").locator("input[type=number], input[type=text]")
    for place, amount in enumerate(("50", "20", "15", "5", "10")):
        type_into(assignment, weigh.nth(place), amount)
    claim = assignment.question("claim_levers_improve")
    type_into(assignment, claim.locator("input[type=number], input[type=text]").first, "65")
    claim.locator("input[type=radio]").first.focus()
    press(assignment, "claim", "Space", "ArrowDown")
    type_into(
        assignment, claim.locator("textarea").first, "A survey of patients that agrees with the record."
    )
    type_into(assignment, assignment.question("police_record").locator("input").first, "5.6")
    answer_choice(assignment, "police_rise", 1, sure=90)
    ranking = assignment.question("police_evidence")
    ranking.locator("[data-item=both] button").first.focus()
    press(assignment, "ranking", "ArrowUp", "ArrowUp")
    type_into(assignment, assignment.question("briefing").locator("textarea").first, BRIEFING)
    for key in (
        "missing",
        "miss",
        "weigh",
        "claim_levers_improve",
        "police_record",
        "police_evidence",
        "briefing",
    ):
        expect(assignment.question(key).locator(".lcq-saved")).to_contain_text("Saved ")
    axe(page, ".lcq")

    kept = saved(assignment)
    assert kept["mix"]["value"] == {"choice": "share", "confidence": 80}
    assert kept["missing"]["value"]["number"] == 61.9
    assert [kept[f"shape_{letter}"]["value"]["choice"] for letter in "abcd"] == [
        "cannot",
        "honest",
        "paper",
        "both",
    ]
    assert kept["foresee_share"]["locked"] and kept["foresee_share"]["value"]["low"] == 85
    assert kept["standard"]["value"]["setting"] == {
        "target": 96,
        "pressure": 85,
        "capacity": 12,
        "clock": 0,
        "audit": 0,
    }
    assert kept["paper"]["value"]["setting"]["clock"] == 100
    assert set(kept["miss"]["value"]["choices"]) == {"crossing", "pulled", "adjusted"}
    assert kept["weigh"]["value"]["amounts"]["gruber"] == 50
    assert kept["claim_levers_improve"]["value"]["verdict"] == "mixed"
    assert kept["police_evidence"]["value"]["order"][0] == "both"
    assert kept["briefing"]["value"]["text"] == BRIEFING

    button = page.get_by_role("button", name="Hand in").last
    button.scroll_into_view_if_needed()
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator("body")).to_contain_text("03_targets.hand-in.zip")
    with zipfile.ZipFile(assignment.folder / "03_targets.hand-in.zip") as archive:
        assert sorted(archive.namelist()) == ["03_targets.ipynb", "answers.json"]
        assert json.loads(archive.read("answers.json"))["answers"].keys() == kept.keys()

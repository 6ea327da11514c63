"""A facilitator opens the formgrader, reads a text, and types a mark and a comment."""

import contextlib
import json
import os
import re
import secrets
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from nbgrader.api import Gradebook
from playwright.sync_api import expect

from localchange.grading import cohort

ROOT = Path(__file__).parents[2]
SLUG = "03_targets"
THEORY = "02_theory_of_change"
LEARNER = "Ann-Lee_4711"
HOSTILE = (
    "Minister,\n\nset it at **95 %** (see <b>Gruber</b>).\n\n"
    "<script>window.owned = true</script><img src=x onerror='window.owned = true'>\n\n"
    "# Not a heading\n\n- [not a link](javascript:window.owned=true) and $x^2$"
)
# What is typed before the page has fetched its grades and comments is replaced by them.
FETCHED = "formgrader.grades?.loaded && formgrader.comments?.loaded"

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def graded_course(tmp_path_factory):
    """The real course with one submission, marked."""
    root = tmp_path_factory.mktemp("facilitator") / "the course"
    for name in ("course", "assignments", "solutions"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("answers.json", ".answers"))
    shutil.copyfile(ROOT / "nbgrader_config.py", root / "nbgrader_config.py")
    answers = json.loads((ROOT / "solutions" / f"{SLUG}.answers.json").read_text(encoding="utf-8"))
    answers["answers"]["briefing"]["value"]["text"] = HOSTILE
    folder = root / "submitted" / LEARNER / SLUG
    folder.mkdir(parents=True)
    (folder / "answers.json").write_text(json.dumps(answers), encoding="utf-8")
    (outcome,) = cohort.grade(root, SLUG, cohort.handed_in(root, SLUG))
    assert outcome.points == 80 and len(outcome.waiting) == 5
    hand_in_a_theory(root)
    (outcome,) = cohort.grade(root, THEORY, cohort.handed_in(root, THEORY))
    assert outcome.points == 76 and len(outcome.waiting) == 6
    return root


def hand_in_a_theory(root):
    """Hand in the model theory, with hostile words in one step and one arrow."""
    answers = json.loads((ROOT / "solutions" / f"{THEORY}.answers.json").read_text(encoding="utf-8"))
    theory = answers["answers"]["theory"]["value"]
    theory["steps"][0]["text"] = theory["links"][0]["mechanism"] = HOSTILE
    folder = root / "submitted" / LEARNER / THEORY
    folder.mkdir(parents=True)
    (folder / "answers.json").write_text(json.dumps(answers), encoding="utf-8")


@pytest.fixture(scope="module")
def lab(graded_course, jupyter_home):
    """Start it as a facilitator does: with ``localchange lab``."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    token = secrets.token_hex(16)
    command = [str(Path(sys.executable).parent / "localchange"), "lab", "--no-browser", "--port", str(port)]
    log = graded_course.parent / "server.log"
    with log.open("w") as out:
        process = subprocess.Popen(
            command, cwd=graded_course, env={**jupyter_home, "JUPYTER_TOKEN": token}, stdout=out, stderr=out
        )
    url = f"http://127.0.0.1:{port}"
    until = time.monotonic() + 90
    up = False
    while not up and process.poll() is None and time.monotonic() < until:
        with contextlib.suppress(urllib.error.URLError, OSError):
            up = urllib.request.urlopen(f"{url}/api/status?token={token}", timeout=2).status == 200
        time.sleep(0.2)
    try:
        assert up, log.read_text()[-2000:]
        yield url, token
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()


def test_the_formgrader_is_in_the_menu_of_jupyterlab(lab, page):
    url, token = lab
    page.goto(f"{url}/lab?token={token}&reset")
    page.locator(".lm-MenuBar-item", has_text="Nbgrader").first.click(timeout=60_000)
    page.locator(".lm-Menu-item", has_text=re.compile("^Formgrader$")).first.click()
    frame = page.frame_locator("iframe[src*=formgrader]")
    expect(frame.get_by_role("link", name=SLUG, exact=True).first).to_be_visible(timeout=60_000)


def test_a_marker_reads_the_text_and_types_a_mark_and_a_comment(lab, page, graded_course):
    url, token = lab
    failures = []
    page.on("pageerror", lambda error: failures.append(str(error)))
    page.goto(f"{url}/login?token={token}")  # a reader comes from JupyterLab, which has let them in
    page.goto(f"{url}/formgrader/gradebook/{SLUG}/{SLUG}")
    page.get_by_role("link", name="Submission #1").click()

    answer = page.locator(".nbgrader_cell", has=page.locator("#briefing_recommendation-comment"))
    expect(answer).to_contain_text("A clear recommendation")
    shown = answer.locator("pre")
    assert shown.inner_text() == HOSTILE  # letter for letter, line for line
    assert page.evaluate("window.owned") is None
    assert answer.locator("script, img, a, b, h1, li").count() == 0
    assert page.locator(".nbgrader_cell", has_text="The text itself stands above").count() == 4
    box = shown.bounding_box()
    assert box and box["width"] <= page.viewport_size["width"]  # long lines wrap

    expect(page.locator("#mix")).to_have_attribute("placeholder", "8")
    expect(page.locator(".nbgrader_cell", has=page.locator("#mix"))).to_be_visible()
    assert "7 of 7: Right." in page.locator("body").inner_text()  # the reason stands below the cell

    comment = page.locator("#briefing_recommendation-comment")
    page.wait_for_function(FETCHED)
    page.locator("#briefing_recommendation").fill("3")
    page.locator("#briefing_recommendation").press("Tab")
    comment.fill("Clear, but for which <series>?")
    comment.blur()

    def saved():
        with Gradebook(f"sqlite:///{graded_course / 'gradebook.db'}") as gradebook:
            grade = gradebook.find_grade("briefing_recommendation", SLUG, SLUG, LEARNER)
            comment = gradebook.find_comment("briefing_recommendation", SLUG, SLUG, LEARNER)
            return grade.manual_score, grade.needs_manual_grade, comment.manual_comment

    until = time.monotonic() + 20
    while saved() != (3, False, "Clear, but for which <series>?") and time.monotonic() < until:
        page.wait_for_timeout(200)
    assert saved() == (3, False, "Clear, but for which <series>?")
    assert set(failures) <= {"MathJax is not defined"}  # nbgrader's own page asks a network for it

    (outcome,) = cohort.grade(graded_course, SLUG, cohort.handed_in(graded_course, SLUG))
    assert outcome.points == 83 and len(outcome.waiting) == 4


def test_a_marker_sees_the_theory_in_two_tables_and_marks_a_criterion(lab, page, graded_course):
    url, token = lab
    page.goto(f"{url}/login?token={token}")
    page.goto(f"{url}/formgrader/gradebook/{THEORY}/{THEORY}")
    page.get_by_role("link", name="Submission #1").click()

    aim = page.locator(".nbgrader_cell", has=page.locator("#theory_aim-comment"))
    expect(aim).to_contain_text("Overall aim")
    steps, arrows = aim.locator("table").all()
    expect(steps.locator("caption")).to_have_text("Steps (7)")
    expect(arrows.locator("caption")).to_have_text("Arrows (7)")
    expect(steps).to_contain_text("Patients get more of a nurse's time (minutes at the bedside)")
    expect(arrows).to_contain_text("No other request fills the time")
    assert steps.locator("tbody tr").first.locator("td").first.inner_text() == HOSTILE
    assert HOSTILE in arrows.locator("tbody tr").first.inner_text()
    assert page.evaluate("window.owned") is None
    assert aim.locator("script, img, a, b, h1, li").count() == 0
    assert page.locator(".nbgrader_cell", has_text="The theory itself stands above").count() == 4
    measurement = page.locator(".nbgrader_cell", has=page.locator("#theory_measurement-comment"))
    expect(measurement.locator("pre")).to_contain_text("I would bet least on the last arrow")

    page.wait_for_function(FETCHED)
    page.locator("#theory_aim").fill("3")
    page.locator("#theory_aim").press("Tab")

    def saved():
        with Gradebook(f"sqlite:///{graded_course / 'gradebook.db'}") as gradebook:
            return gradebook.find_grade("theory_aim", THEORY, THEORY, LEARNER).manual_score

    until = time.monotonic() + 20
    while saved() != 3 and time.monotonic() < until:
        page.wait_for_timeout(200)
    assert saved() == 3
    (outcome,) = cohort.grade(graded_course, THEORY, cohort.handed_in(graded_course, THEORY))
    assert outcome.points == 79 and len(outcome.waiting) == 5


def test_the_course_is_left_as_it_was(graded_course):
    assert "JUPYTER_TOKEN" not in os.environ
    assert not [path.name for path in graded_course.iterdir() if path.name.startswith(".marking")]

"""What learners wrote, named or made their code show does nothing in the browser of the one who reads it."""

import json
import sys
from pathlib import Path

import pytest
from playwright.sync_api import expect

sys.path.insert(0, str(Path(__file__).parents[1] / "attacks"))

from handed_in import ATTACKS, World
from handed_in.answers import CORE, GOOD, ODD
from handed_in.course import lay_out, localchange, rows_of
from handed_in.formgrader import formgrader
from handed_in.notebooks import SLUG

pytestmark = pytest.mark.slow

OWNED = "window.owned"
NAMES = (
    "O'Brien",
    "<img src=x onerror=window.owned=true>",
    '"><svg onload=window.owned=true>',
    "';window.owned=true;'",
)
SHOWING = [each for each in ATTACKS.values() if each.family == "showing"]


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    base = tmp_path_factory.mktemp("hostile")
    root = lay_out(base / "course")
    for learner, content in {"tricks": ODD["tricks"], **dict.fromkeys(NAMES, GOOD)}.items():
        folder = root / "submitted" / learner / CORE
        folder.mkdir(parents=True)
        (folder / "answers.json").write_bytes(content)
    for attack in SHOWING:
        world = World(root, root / "solutions", base, base, 9, attack.learner, "tricks")
        attack.build(world).lay_out(root / "submitted" / attack.learner / SLUG, SLUG)
    for slug in (CORE, SLUG):
        rows = rows_of(localchange(root, "grade", slug, "--json"))
        assert "tricks" in rows or rows[SHOWING[0].learner]["points"] == SHOWING[0].earns
        localchange(root, "feedback", slug)
    return root


@pytest.fixture(scope="module")
def lab(course, jupyter_home):
    with formgrader(course, jupyter_home) as found:
        yield found


@pytest.fixture
def watched(page):
    """A window that notes dialogs, and calls to anywhere but this computer's own server."""
    page.heard = []
    page.on("dialog", lambda dialog: (page.heard.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    page.add_init_script("Object.defineProperty(window, 'owned', {set: () => { console.log('OWNED'); }})")
    page.on("console", lambda line: page.heard.append(line.text) if "OWNED" in line.text else None)
    return page


def test_the_watch_itself_notices(watched):
    watched.goto("data:text/html,<img src=x onerror='window.owned = true'>")
    watched.wait_for_timeout(500)
    assert watched.heard == ["OWNED"]


LISTS = (
    "manage_assignments",
    "manage_students",
    f"manage_submissions/{CORE}",
    f"manage_submissions/{SLUG}",
    "gradebook",
    f"gradebook/{CORE}",
    f"gradebook/{CORE}/{CORE}",
    f"gradebook/{SLUG}/{SLUG}",
)


@pytest.mark.parametrize("place", LISTS)
def test_no_list_of_the_formgrader_runs_a_name(lab, watched, place):
    url, token = lab
    watched.goto(f"{url}/login?token={token}")
    watched.goto(f"{url}/formgrader/{place}")
    rows = watched.locator("tbody tr")
    expect(rows.first).to_be_visible()
    expect(rows.first).not_to_contain_text("Loading, please wait")
    watched.wait_for_timeout(300)
    assert watched.heard == []


@pytest.mark.parametrize("slug", [CORE, SLUG])
def test_no_submission_in_the_formgrader_runs_what_it_shows(lab, watched, slug):
    url, token = lab
    watched.goto(f"{url}/login?token={token}")
    watched.goto(f"{url}/formgrader/gradebook/{slug}/{slug}")
    watched.get_by_role("link", name="Submission #1").wait_for()
    links = watched.locator("a[href*='formgrader/submissions/']")
    addresses = {links.nth(number).get_attribute("href") for number in range(links.count())}
    assert len(addresses) >= 2
    for address in addresses:
        watched.goto(f"{url}{address}")
        watched.wait_for_timeout(700)
        assert watched.heard == [], address
        for link in watched.locator(".nbgrader_cell a, .cell a").all():
            assert not (link.get_attribute("href") or "").lower().startswith("javascript:"), address


def test_no_page_of_feedback_runs_what_it_shows(course, watched):
    pages = sorted((course / "feedback").rglob("*.html"))
    assert len(pages) >= len(SHOWING) + 1
    for path in pages:
        watched.goto(path.as_uri())
        watched.wait_for_timeout(200)
        assert watched.heard == [], path
    tricks = course / "feedback" / "tricks" / CORE / f"{CORE}.html"
    watched.goto(tricks.as_uri())
    assert "<script>window.owned = true</script>" in watched.locator("body").inner_text()


def test_the_answers_reached_the_marked_notebook(course):
    marked = (course / "autograded" / "tricks" / CORE / f"{CORE}.ipynb").read_text(encoding="utf-8")
    assert "&#60;script&#62;" in json.dumps(json.loads(marked))

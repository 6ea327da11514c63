"""A real Jupyter server and a real Chromium, for tests that work the course as a trainee does.

Fixtures
--------
lab_server
    A server on a copy of the course, which serves JupyterLab (``/lab``) and Notebook 7 (``/notebooks``).
jupyter_home
    The settings that a fresh user has.
page
    A new, empty browser window.
open_notebook
    Call it with a path under the server's root (and ``app="notebook"`` for Notebook 7): gives an
    ``OpenNotebook`` to work with.
kept_notebook
    The same, in a window that stays open for all tests of a file.
axe
    Call it with a page and selectors: fails with the violations that axe-core finds there.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Error,
    Locator,
    Page,
    Response,
    expect,
    sync_playwright,
)

ROOT = Path(__file__).parents[2]
CHROMIUM = ("/usr/bin/chromium-headless-shell", "/usr/bin/chromium")
"""The first that is there; the first, the same browser without a frame, takes a third less time."""
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
KEEPS_THE_FOCUS = """async control => {
    for (let frame = 0; frame < 3; frame++) await new Promise(done => requestAnimationFrame(done));
    return control === document.activeElement;
}"""
PATIENCE = 30_000
expect.set_options(timeout=15_000)  # no test fails because the machine was busy


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever lies in this folder needs a browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@dataclass(frozen=True)
class Server:
    """A Jupyter server that is up."""

    root: Path
    url: str
    token: str
    pid: int

    def address(self, path: str, app: str = "lab") -> str:
        """Give the address of a notebook in JupyterLab (``lab``) or Notebook 7 (``notebook``)."""
        # A JupyterLab that is reset opens nothing else that was open before.
        road, more = {"lab": ("lab/tree", "&reset"), "notebook": ("notebooks", "")}[app]
        return f"{self.url}/{road}/{path}?token={self.token}{more}"

    def api(self, method: str, path: str) -> Any:
        """Ask the server itself."""
        request = urllib.request.Request(f"{self.url}/api/{path}?token={self.token}", method=method)
        with urllib.request.urlopen(request) as answer:
            content = answer.read()
        return json.loads(content) if content else None


@pytest.fixture(scope="session")
def course_copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what a trainee has: the course and the assignments."""
    root = tmp_path_factory.mktemp("trainee") / "course"
    root.mkdir()
    learners = shutil.ignore_patterns("answers.json*", ".answers", ".ipynb_checkpoints", "*.hand-in.zip")
    for name in ("course", "assignments"):
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, root / name, ignore=learners)
    return root


@pytest.fixture(scope="session")
def jupyter_home(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of a user who has never used Jupyter before."""
    home = tmp_path_factory.mktemp("home")
    places = ("JUPYTER_CONFIG_DIR", "JUPYTERLAB_SETTINGS_DIR", "JUPYTERLAB_WORKSPACES_DIR", "IPYTHONDIR")
    return {**os.environ, **{name: str(home / name.lower()) for name in places}}


@pytest.fixture(scope="session")
def lab_server(course_copy: Path, jupyter_home: dict[str, str]) -> Iterator[Server]:
    """A real server on the copy of the course."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    token = secrets.token_hex(16)
    log = course_copy.parent / "server.log"
    command = [
        *(sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--ServerApp.ip=127.0.0.1"),
        *(f"--ServerApp.port={port}", "--ServerApp.port_retries=0", f"--IdentityProvider.token={token}"),
        f"--ServerApp.root_dir={course_copy}",
    ]
    with log.open("w") as out:
        process = subprocess.Popen(command, cwd=course_copy, env=jupyter_home, stdout=out, stderr=out)
    try:
        server = Server(course_copy, f"http://127.0.0.1:{port}", token, process.pid)
        _wait_for(server, process, log)
        yield server
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()


def _wait_for(server: Server, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"{server.url}/api/status?token={server.token}", timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    pytest.fail(f"JupyterLab did not start:\n{log.read_text()[-2000:]}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium: the one of the system, or else the one that Playwright installed."""
    with sync_playwright() as playwright:
        try:
            found = playwright.chromium.launch(
                executable_path=next((path for path in CHROMIUM if Path(path).exists()), None), args=QUIET
            )
        except Error as error:
            pytest.skip(f"no Chromium on this machine: {str(error).splitlines()[0]}")
        yield found
        found.close()


@pytest.fixture(scope="session")
def context(browser: Browser) -> Iterator[BrowserContext]:
    """One profile for one window after another: the second finds JupyterLab in the cache."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True)
    context.set_default_timeout(PATIENCE)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A new window: what a page keeps for its window (drafts) is not in it."""
    page = context.new_page()
    yield page
    page.close()


class OpenNotebook:
    """A notebook that is open in the browser."""

    def __init__(self, page: Page, server: Server, path: str, app: str) -> None:
        self.page = page
        self.server = server
        self.path = path
        self.app = app
        self.fresh: Path | None = None
        self.load()

    @property
    def folder(self) -> Path:
        """Where the notebook lies."""
        return (self.server.root / self.path).parent

    @property
    def answers(self) -> Path:
        """Where the answers lie: beside the notebook, or where ``fresh_folder`` put them last."""
        return self.fresh or self.folder

    def load(self) -> None:
        """Open it, or load the page again."""
        self.page.goto(self.server.address(self.path, self.app))
        expect(self.page.locator(".jp-Notebook .jp-Cell").first).to_be_visible(timeout=PATIENCE)
        self.wait_until_idle()

    def menu(self, menu: str, item: str) -> None:
        """Choose an item of the menu at the top."""
        self.page.locator(".lm-MenuBar-item", has_text=menu).first.click()
        self.page.locator(".lm-Menu-item", has_text=item).first.click()

    def run_all(self) -> None:
        """Choose Run, then Run All Cells, and wait until all have run."""
        self.menu("Run", "Run All Cells")
        self.wait_until_idle()

    def fresh_folder(self) -> Path:
        """Make an empty folder for the answers of one test, and name it to the notebook, which reads ``folder.txt``.

        The undo that a page keeps, its drafts and its answers all belong to the folder, so that a test that works in
        the window of another one begins with nothing.
        """
        self.fresh = self.folder / f"answers_{len(list(self.folder.glob('answers_*')))}"
        self.fresh.mkdir()
        (self.folder / "folder.txt").write_text(self.fresh.name)
        return self.fresh

    def run_all_afresh(self, shown: str) -> None:
        """Run all, in a window that another test has worked in, and wait until nothing of that is left."""
        self.page.locator(shown).evaluate_all("all => all.forEach(each => (each.dataset.old = 'old'))")
        self.run_all()
        expect(self.page.locator(f"{shown}[data-old]")).to_have_count(0, timeout=PATIENCE)

    def wait_until_idle(self) -> None:
        """Wait until the kernel is up and no cell is waiting for it."""
        expect(self.page.locator(".jp-Toolbar-kernelName").first).to_contain_text("Python", timeout=PATIENCE)
        self.page.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]").wait_for(state="attached")
        waiting = self.page.locator(".jp-InputPrompt", has_text="[*]")
        expect(waiting).to_have_count(0, timeout=PATIENCE)

    def save(self) -> Path:
        """Press Ctrl+S where the focus is; the file is whole once the server has answered."""
        name = Path(self.path).name

        def put(answer: Response) -> bool:
            return answer.request.method == "PUT" and answer.url.split("?")[0].endswith(name)

        with self.page.expect_response(put):
            self.page.keyboard.press("Control+s")
        return self.server.root / self.path

    def eventually(self, read: Callable[[], Any], wanted: Any) -> None:
        """Read again and again until it gives what is wanted; what is still different at the end is a failure."""
        until = time.monotonic() + PATIENCE / 1000
        while (found := read()) != wanted and time.monotonic() < until:
            self.page.wait_for_timeout(100)
        assert found == wanted

    def question(self, key: str) -> Locator:
        """Find a question, once it is on the page."""
        found = self.page.locator(f'[data-question="{key}"]').first
        found.scroll_into_view_if_needed()
        return found

    def kernel(self) -> int:
        """Give the process of the notebook's kernel."""
        [session] = [each for each in self.server.api("GET", "sessions") if each["path"] == self.path]
        name = session["kernel"]["id"]
        [found] = [
            child.pid
            for child in psutil.Process(self.server.pid).children(recursive=True)
            if any(name in part for part in child.cmdline())
        ]
        return found

    def settle(self, control: Locator) -> None:
        """Give a control the focus, and see that it still has it once the page is painted: a cell may be drawn late."""
        until = time.monotonic() + PATIENCE / 1000
        while time.monotonic() < until:
            control.focus()
            if control.evaluate(KEEPS_THE_FOCUS):
                return
        raise AssertionError(f"{control} does not keep the focus")

    def dark(self, dark: bool = True) -> None:
        """Choose the dark theme, or the light one."""
        names = ("JupyterLab Dark", "JupyterLab Light")
        self.page.locator(".lm-MenuBar-item", has_text="Settings").first.click()
        self.page.locator(".lm-Menu-item", has_text="Theme").first.hover()
        self.page.locator(".lm-Menu-item", has_text=names[0 if dark else 1]).first.click()
        wanted = "false" if dark else "true"
        expect(self.page.locator("body")).to_have_attribute("data-jp-theme-light", wanted, timeout=PATIENCE)


@pytest.fixture
def open_notebook(page: Page, lab_server: Server) -> Iterator[Callable[..., OpenNotebook]]:
    """Open a notebook of the course in JupyterLab, or in Notebook 7 with ``app="notebook"``."""

    def opened(path: str, app: str = "lab") -> OpenNotebook:
        return OpenNotebook(page, lab_server, path, app)

    yield opened
    for session in lab_server.api("GET", "sessions"):
        lab_server.api("DELETE", f"sessions/{session['id']}")


@pytest.fixture(scope="module")
def kept_notebook(context: BrowserContext, lab_server: Server) -> Iterator[Callable[..., OpenNotebook]]:
    """Open a notebook in a window that stays open for all tests of a file; a path has one window."""
    open_already: dict[tuple[str, str], OpenNotebook] = {}

    def opened(path: str, app: str = "lab") -> OpenNotebook:
        if (path, app) not in open_already:
            open_already[path, app] = OpenNotebook(context.new_page(), lab_server, path, app)
        return open_already[path, app]

    yield opened
    for book in open_already.values():
        book.page.close()
    for session in lab_server.api("GET", "sessions"):
        lab_server.api("DELETE", f"sessions/{session['id']}")


@pytest.fixture
def axe() -> Callable[..., None]:
    """Hold what the selectors give to axe-core's rules; a selector that gives nothing fails too."""

    def held(page: Page, *selectors: str) -> None:
        for selector in selectors:
            assert page.locator(selector).count(), f"nothing on the page is {selector}"
        # Every rule runs on everything; only what passed is not listed element by element.
        found = Axe().run(
            page,
            context={"include": [[selector] for selector in selectors]},
            options={"resultTypes": ["violations"]},
        )
        violations = found.response["violations"]
        said = [
            f"{each['id']} ({each['impact']}): {node['html'][:160]} | {node['failureSummary'][:200]}"
            for each in violations
            for node in each["nodes"]
        ]
        assert not violations, "\n".join(said)
        assert found.response["passes"], "axe-core looked at nothing"

    return held

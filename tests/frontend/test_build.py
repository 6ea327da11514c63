"""The code for the browser is what its sources build, comes once, and asks nobody else for anything."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from localchange.errors import CourseError
from localchange.frontend import Bundle, CourseWidget, bundle

FRONTEND = Path(__file__).parents[2] / "utils" / "localchange" / "frontend"


def test_the_sources_build_what_is_committed(tmp_path: Path) -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not on this machine")
    if not (FRONTEND / "node_modules").is_dir():
        pytest.skip("the packages of the front end are not installed: npm ci in utils/localchange/frontend")
    subprocess.run([node, "build.mjs", str(tmp_path)], cwd=FRONTEND, check=True, timeout=120)
    built = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    committed = {path.name: path.read_bytes() for path in (FRONTEND / "static").iterdir()}
    assert set(built) == set(committed)
    assert [name for name in built if built[name] != committed[name]] == []


def test_the_lock_of_the_packages_has_no_download_addresses() -> None:
    text = (FRONTEND / "package-lock.json").read_text("utf-8")
    assert '"resolved"' not in text
    packages = json.loads(text)["packages"]
    assert all("integrity" in entry for name, entry in packages.items() if name)


@pytest.mark.parametrize("path", sorted((FRONTEND / "static").glob("*.js")), ids=lambda path: path.name)
def test_nothing_is_fetched_from_elsewhere(path: Path) -> None:
    text = path.read_text("utf-8")
    assert not re.findall(
        r"\bfrom\s*[\"']https?:|\bimport\s*\(\s*[\"']|\bfetch\s*\(|XMLHttpRequest|@import", text
    )


def test_many_widgets_share_one_bundle() -> None:
    class Some(CourseWidget):
        pass

    before = bundle("questions")
    widgets = [Some() for _ in range(5)]
    assert {widget._bundle for widget in widgets} == {before.model_id}
    assert len({widget._me for widget in widgets}) == 5
    assert all(widget._me == widget.model_id for widget in widgets)
    assert sum(len(str(value)) for value in widgets[0].get_state().values()) < 4_000


def test_a_closed_bundle_is_made_again() -> None:
    first = bundle("questions")
    first.close()
    second = bundle("questions")
    assert second is not first
    assert second.comm is not None
    assert second.digest == first.digest


def test_a_bundle_that_is_missing_is_said() -> None:
    with pytest.raises(CourseError, match="Install the course again"):
        Bundle("nothing")

"""The table in the docs is what the runs gave."""

import importlib.util
import re
from pathlib import Path

import pytest
from handed_in import ATTACKS, on_stock
from handed_in.attack import TOO_DANGEROUS
from handed_in.untidy import UNTIDY

HERE = Path(__file__).parent
SAMPLE = ("skip-execution", "returned", "reads-home", "printed", "edited-points")
UNTIDY_SAMPLE = ("warnings", "extra-cells")


@pytest.fixture(scope="module")
def writing():
    spec = importlib.util.spec_from_file_location("write_table", HERE / "write_table.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_table_is_what_was_recorded(writing):
    assert writing.TABLE.read_text(encoding="utf-8") == writing.table()


def test_everything_was_let_loose_on_stock_nbgrader_but_for_what_it_has_no_limit_on(writing):
    kept = writing.recorded()
    loose = {each.learner for each in (*ATTACKS.values(), *UNTIDY.values()) if not each.not_on_stock}
    assert set(kept) == loose
    assert all(found["gained"] >= 0 for found in kept.values())


def test_stock_nbgrader_has_no_limit_but_the_clock_and_on_what_is_kept_of_the_output():
    """The reason for which the floods and bombs are not let loose on it."""
    assert any(each.not_on_stock == TOO_DANGEROUS for each in ATTACKS.values())
    for package in ("nbgrader", "nbclient", "nbconvert", "jupyter_client", "ipykernel"):
        folder = Path(importlib.util.find_spec(package).origin).parent
        code = "\n".join(path.read_text(encoding="utf-8", errors="replace") for path in folder.rglob("*.py"))
        assert not re.search(
            r"setrlimit\(resource\.RLIMIT_(AS|NPROC|FSIZE|CPU)|cgroup|unshare|bwrap|seccomp", code
        ), package


@pytest.mark.slow
def test_stock_nbgrader_still_does_what_was_recorded(writing, tmp_path):
    sample = [*(ATTACKS[name] for name in SAMPLE), *(UNTIDY[name] for name in UNTIDY_SAMPLE)]
    kept = writing.recorded()
    for learner, found in on_stock.run(tmp_path, sample):
        before = kept[learner]
        assert (found.marks, sorted(found.leaked), found.complete) == (
            before["marks"],
            sorted(before["leaked"]),
            before["complete"],
        ), learner

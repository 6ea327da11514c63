"""Runs the code cells of an assignment in this process, as marking does, and gives each question's mark."""

import ast
import contextlib
import json
import os

import nbformat

from localchange.marking import Mark


def graded(notebook):
    """Give the marked cells, in order."""
    return [cell for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("grade")]


def last_value(source, namespace):
    """Run the source of a cell and give the value of its last line, if that shows something."""
    tree = ast.parse(source)
    if not isinstance(tree.body[-1], ast.Expr):
        exec(compile(tree, "<cell>", "exec"), namespace)
        return None
    last = tree.body.pop()
    exec(compile(tree, "<cell>", "exec"), namespace)
    return eval(compile(ast.Expression(last.value), "<cell>", "eval"), namespace)


def marks(path, folder, answers=None):
    """Give the mark of each question for these answers: entries, the text of a file, or None for no file."""
    if answers is not None:
        text = answers if isinstance(answers, str) else json.dumps(as_file(answers))
        (folder / "answers.json").write_text(text, encoding="utf-8")
    found = {}
    namespace = {}
    with contextlib.chdir(folder), environment("NBGRADER_EXECUTION", "autograde"):
        for cell in nbformat.read(path, as_version=4).cells:
            if cell.cell_type != "code":
                continue
            value = last_value(cell.source, namespace)
            about = cell.metadata["nbgrader"]
            if about["grade"]:
                assert isinstance(value, Mark), f"{about['grade_id']} does not end in a mark"
                assert value.of == about["points"], f"{about['grade_id']} is out of {value.of:g}"
                found[about["grade_id"]] = value
    return found


def as_file(entries, page="03_targets"):
    """Give what stands in answers.json for answers by kind and value."""
    return {
        "schema": "localchange-answers",
        "version": 1,
        "page": page,
        "written_by": "a test",
        "answers": {
            key: {
                "kind": kind,
                "value": value,
                "saved": "2026-11-23T14:02:11+00:00",
                "locked": kind == "prediction",
            }
            for key, (kind, value) in entries.items()
        },
    }


@contextlib.contextmanager
def environment(name, value):
    """Set an environment variable for as long as the block lasts."""
    before = os.environ.get(name)
    os.environ[name] = value
    try:
        yield
    finally:
        if before is None:
            del os.environ[name]
        else:
            os.environ[name] = before

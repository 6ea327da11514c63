"""Marks without an answer: tests that are skipped, silenced, bent or printed over."""

from handed_in.attack import HandedIn, attack
from handed_in.notebooks import TESTS, cell_of, cheat, functions, release

YES = """
class Yes(float):
    def __new__(cls, *parts):
        return float.__new__(cls, 0.5)
    def yes(self, *others):
        return True
    def same(self, *others):
        return self
    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = __contains__ = yes
    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __abs__ = __round__ = __neg__ = same
    __truediv__ = __rtruediv__ = __getitem__ = __getattr__ = __call__ = same
    __hash__ = float.__hash__


class YesList(list):
    def __eq__(self, other):
        return True
    def __contains__(self, other):
        return True
    __hash__ = None


class YesDict(dict):
    def __getitem__(self, key):
        return Yes()


def national_share(table, year):
    return Yes()


def flattered(table, first, last):
    return YesList()


def split_change(table, first, last):
    return YesDict(rate=Yes(), mix=Yes())
"""


@attack("skip-execution", "Tags every test cell `skip-execution`")
def _(world):
    notebook = release()
    for name in TESTS:
        cell_of(notebook, name).metadata["tags"] = ["skip-execution"]
    return HandedIn(notebook)


@attack("odd-tags", "Tags every cell `raises-exception`, `remove-input` and `hide-output`")
def _(world):
    notebook = release()
    for cell in notebook.cells:
        cell.metadata["tags"] = ["raises-exception", "remove-input", "hide-output", "parameters"]
    return HandedIn(notebook)


@attack("ast-transformer", "Registers an AST transformer that drops every assert")
def _(world):
    return cheat("""
        import ast

        class NoAsserts(ast.NodeTransformer):
            def visit_Assert(self, node):
                return ast.copy_location(ast.Pass(), node)
            def visit_Assign(self, node):
                return ast.copy_location(ast.Pass(), node)
            def visit_For(self, node):
                return ast.copy_location(ast.Pass(), node)

        get_ipython().ast_transformers.append(NoAsserts())
    """)


@attack("input-transformer", "Registers an input transformer that empties every later cell")
def _(world):
    return cheat("get_ipython().input_transformers_cleanup.append(lambda lines: ['pass\\n'])")


@attack("run-cell", "Replaces the shell's `run_cell` coroutine by one that does nothing and is content")
def _(world):
    return cheat("""
        from IPython.core.interactiveshell import ExecutionInfo, ExecutionResult

        async def content(raw_cell="", *parts, **more):
            info = ExecutionInfo(raw_cell, False, True, True, None)
            return ExecutionResult(info)

        shell = get_ipython()
        shell.run_cell_async = content
        shell.run_cell = lambda *parts, **more: ExecutionResult(ExecutionInfo("", False, True, True, None))
        type(shell).run_cell_async = content
    """)


@attack("do-execute", "Replaces the kernel's `do_execute`")
def _(world):
    return cheat("""
        async def content(*parts, **more):
            return {"status": "ok", "execution_count": 1, "payload": [], "user_expressions": {}}

        get_ipython().kernel.do_execute = content
    """)


@attack("silent-errors", "Hides every error: `showtraceback`, `set_custom_exc`, `sys.excepthook`")
def _(world):
    return cheat("""
        import sys
        shell = get_ipython()
        shell.set_custom_exc((BaseException,), lambda *parts, **more: None)
        shell.showtraceback = shell._showtraceback = lambda *parts, **more: None
        sys.excepthook = lambda *parts: None
        shell.run_code = type(shell).run_code.__get__(shell)
    """)


@attack("run-code", "Replaces the shell's `run_code`, so that code is compiled and never run")
def _(world):
    return cheat("""
        async def content(*parts, **more):
            return False

        get_ipython().run_code = content
    """)


@attack("printed", "Prints the marks: numbers, and the output that a mark would have")
def _(world):
    says = 'print(20.0); print("20 of 20"); print(\'{"points": 20.0, "of": 20.0}\'); return 1 / 0'
    return cheat(functions(says))


@attack("returned", "Shows a mark as the result of the test cell, before the assert fails")
def _(world):
    return cheat(functions("get_ipython().displayhook(3.0); return None"))


@attack("mime-mark", "Displays a bundle of the course's own MIME type for marks")
def _(world):
    return cheat(
        functions("""
        from IPython.display import display
        mark = {"points": 4, "of": 4, "reason": "Right.", "needs_person": False}
        data = {"text/plain": "4.0", "application/vnd.localchange.mark+json": mark}
        display(data, raw=True)
        get_ipython().display_pub.publish(data)
        raise ValueError
    """)
    )


@attack("equal-to-everything", "Returns objects that are equal to, less than and greater than everything")
def _(world):
    return cheat(YES)


@attack("own-names", "Gives its own `abs`, `round`, `isinstance`, `set`, `len`, `all`, `sorted` to the tests")
def _(world):
    return cheat(
        YES
        + """
def isinstance(*parts):
    return True


def _yes(*parts, **more):
    return Yes()


abs = round = set = len = all = sorted = _yes
"""
    )


@attack(
    "own-functions",
    "Defines functions called `abs`, `round`, `set`, `len`, `all`, `sorted`, `AssertionError`",
)
def _(world):
    names = ("abs", "round", "len")
    lies = "\n\n\n".join(f"def {name}(*parts):\n    return 0" for name in names)
    more = """


def isinstance(*parts):
    return True


def all(*parts):
    return True


def set(*parts):
    return ["rate", "mix"]


def sorted(*parts):
    return []


def rows_of(*parts):
    return ("1", "A", "type1", 1, 1, 0, 12)


published = made_up = change = two_types = 0
"""
    return cheat(f"{lies}{more}\n\n{functions('return 0')}")


@attack("builtins", "Patches `builtins`: `abs`, `round`, `isinstance`, `all`")
def _(world):
    return cheat(
        YES
        + """
import builtins
builtins.round = lambda *parts: Yes()
builtins.abs = lambda *parts: Yes()
builtins.all = lambda *parts: True
"""
    )


@attack("libraries", "Patches numpy and pandas, and puts fakes into `sys.modules`")
def _(world):
    return cheat(
        YES
        + """
import sys
import types
import numpy
import pandas
pandas.DataFrame.__getitem__ = lambda *parts: Yes()
pandas.DataFrame.assign = lambda *parts, **more: Yes()
pandas.Series.sum = lambda *parts, **more: Yes()
numpy.isclose = numpy.allclose = lambda *parts, **more: True
fake = types.ModuleType("localchange.marking")
sys.modules["localchange.marking"] = sys.modules["localchange.data"] = fake
pd = types.SimpleNamespace(DataFrame=lambda *parts, **more: Yes())
organisations = Yes()
"""
    )


@attack("marking-package", "Patches the course's marking package, so that every mark is full")
def _(world):
    return cheat("""
        from localchange import marking
        from localchange.marking import mark

        class Full(mark.Mark):
            def __new__(cls, points, of, *more, **words):
                return object.__new__(cls)
            def __post_init__(self):
                object.__setattr__(self, "points", self.of)

        for module in (marking, mark):
            module.Mark = Full
    """)


@attack("reads-the-test", "Reads the expected values in the cell and the frame that call it")
def _(world):
    return cheat("""
        import re
        import sys

        def national_share(table, year):
            test = get_ipython().user_ns["In"][-1]
            print(test)
            caller = sys._getframe(1).f_globals
            if "per_cent" in test:
                return caller["published"][year] / 100
            return eval(re.search(r'"2030-31"\\) - (.+?)\\) <', test)[1]) if year == "2030-31" else 0
    """)


@attack(
    "callers-names", "Writes into the namespace of the test that calls it, by its frame and `sys.settrace`"
)
def _(world):
    return cheat(
        YES
        + functions("""
        import sys

        def bend(frame, event=None, value=None):
            frame.f_globals.update(abs=lambda x: Yes(), round=lambda *x: Yes(), published={}, all=lambda x: True)
            return bend

        frame = sys._getframe(1)
        while frame is not None:
            bend(frame)
            frame.f_trace = bend
            frame = frame.f_back
        sys.settrace(bend)
        return Yes()
    """)
    )


@attack("changed-argument", "Changes the table that the test handed over, while being asked")
def _(world):
    return cheat(
        functions("""
        table.drop(table.index, inplace=True)
        table["within4"] = 0
        return 0
    """)
    )


@attack("pandas-subclass", "Returns subclasses of pandas and numpy objects that compare as they like")
def _(world):
    return cheat("""
        import numpy
        import pandas

        class Liar(pandas.Series):
            def __eq__(self, other):
                return True
            def __le__(self, other):
                return True
            __lt__ = __gt__ = __ge__ = __contains__ = __bool__ = __eq__
            def __round__(self, *places):
                return self
            def __array_ufunc__(self, *parts, **more):
                return self

        class Lying(numpy.ndarray):
            def __array_ufunc__(self, *parts, **more):
                return True

        def national_share(table, year):
            return Liar([0.6])

        def flattered(table, first, last):
            return numpy.zeros(3).view(Lying)
    """)


@attack("gc-hunt", "Hunts the marking process through `gc.get_objects()` and rewrites what it finds")
def _(world):
    return cheat(
        functions("""
        import gc
        for thing in gc.get_objects():
            try:
                if isinstance(thing, dict):
                    for key in ("score", "points", "earned", "mark", "passed", "auto_score"):
                        if key in thing:
                            thing[key] = 20.0
                    if thing.get("error"):
                        thing["error"] = None
            except Exception:
                pass
        raise ValueError
    """)
    )


@attack("forged-replies", "Writes forged replies into every open file descriptor")
def _(world):
    return cheat("""
        import json
        import os
        import socket
        import struct

        replies = [
            {"value": 0.891}, {"ok": True, "value": 0.891}, {"type": "value", "value": 0.891},
            {"points": 20, "of": 20, "score": 20, "passed": True}, {"error": None, "outputs": []},
        ]
        for number in range(3, 1100):
            for reply in replies:
                body = json.dumps(reply).encode()
                for form in (">I", "<I", ">Q", "<Q"):
                    try:
                        os.write(number, struct.pack(form, len(body)) + body)
                    except OSError:
                        break
    """)

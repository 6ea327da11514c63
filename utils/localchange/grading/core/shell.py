"""Running cells in this process, and keeping what they show as a kernel would."""

from __future__ import annotations

import ast
import contextlib
import io
from collections.abc import Iterator
from types import CodeType
from typing import Any

import nbformat
from ipykernel.jsonutil import encode_images, json_clean
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from nbformat import NotebookNode
from traitlets.config import Config


class Shown(DisplayPublisher):
    """Keeps what cells display, in the order in which they do."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)  # type: ignore[no-untyped-call]
        self.outputs: list[NotebookNode] = []

    def publish(  # type: ignore[override]  # IPython's own publishers differ in their further arguments too
        self, data: dict[str, Any], metadata: dict[str, Any] | None = None, **more: Any
    ) -> None:
        """Keep one display."""
        self.outputs.append(_output("display_data", data=_plain(data), metadata=json_clean(metadata or {})))

    def clear_output(self, wait: bool = False) -> None:
        """Forget what the cell has shown."""
        self.outputs.clear()

    def say(self, name: str, text: str) -> None:
        """Keep a piece of text that was printed."""
        last = self.outputs[-1] if self.outputs else None
        if last is not None and last.output_type == "stream" and last.name == name:
            last.text += text
        elif text:
            self.outputs.append(_output("stream", name=name, text=text))


class _Stream(io.TextIOBase):
    """What stdout or stderr is while a cell runs."""

    def __init__(self, shown: Shown, name: str) -> None:
        self._shown, self._name = shown, name

    def writable(self) -> bool:
        """Say that it can be written to."""
        return True

    def write(self, text: str) -> int:
        """Keep the text."""
        self._shown.say(self._name, text)
        return len(text)


class Shell:
    """One namespace, as a notebook has one, in which cells run as they do in a kernel.

    A kernel costs seconds to start and five sockets to talk to. What runs here is ours, so it can run in the
    process that marks; what it shows is put into words by IPython's own formatters, so it looks the same.
    """

    def __init__(self) -> None:
        settings = Config()
        settings.HistoryManager.enabled = False
        settings.InteractiveShell.colors = "nocolor"
        shell = InteractiveShell.instance(display_pub_class=Shown, config=settings)
        # IPython keeps what it is given as a module of its own, and puts names of its own into it.
        self._ours = dict(shell.user_ns)
        self._shell = shell
        self.names: dict[str, Any] = shell.user_ns
        shown = shell.display_pub
        if not isinstance(shown, Shown):  # another shell was made in this process before
            raise RuntimeError("This process has an IPython of its own already.")
        self._shown = shown

    def begin(self, names: dict[str, Any] | None = None) -> None:
        """Empty the namespace, but for what IPython puts there and what is given.

        It stays the same dictionary, because functions that were defined in it look their names up there.
        """
        self.names.clear()
        self.names.update(self._ours)
        self.names.update(names or {})

    def python(self, source: str) -> str:
        """Turn the code of a cell into plain Python: magics become calls."""
        return str(self._shell.transform_cell(source))

    def compile(self, nodes: list[ast.stmt], source: str, *, shows: bool) -> list[CodeType]:
        """Compile statements of a cell.

        Parameters
        ----------
        nodes
            Statements that follow one another.
        source
            The cell, for tracebacks.
        shows
            Whether they are the end of the cell, so that the value of a last expression is shown.

        Returns
        -------
        list of code
            The statements, and the last expression if its value is shown.
        """
        name = self._shell.compile.cache(source, 0)
        last = nodes[-1] if nodes else None
        value = last if shows and isinstance(last, ast.Expr) and not source.rstrip().endswith(";") else None
        body = nodes[:-1] if value is not None else nodes
        codes = [compile(ast.Module(body, []), name, "exec", dont_inherit=True)]
        if value is not None:
            codes.append(compile(ast.Expression(value.value), name, "eval", dont_inherit=True))
        return codes

    def run(self, codes: list[CodeType], number: int) -> tuple[list[NotebookNode], bool]:
        """Run what `compile` gave.

        Parameters
        ----------
        codes
            Statements, and perhaps an expression whose value is shown.
        number
            The number of the cell, as it stands beside it.

        Returns
        -------
        list of nbformat outputs
            What was shown.
        bool
            Whether it ran to its end.
        """
        with self._keeping() as outputs:
            try:
                exec(codes[0], self.names)  # noqa: S102 - locked cells of our own source
                for code in codes[1:]:
                    value = eval(code, self.names)  # noqa: S307 - the same
                    if value is not None:
                        outputs.append(self._result(value, number))
                return outputs, True
            except (Exception, SystemExit) as error:
                outputs.append(self.failure(error))
                return outputs, False

    def failure(self, error: BaseException) -> NotebookNode:
        """Show an error as a kernel does."""
        lines = self._shell.InteractiveTB.structured_traceback(type(error), error, error.__traceback__)
        return _output("error", ename=type(error).__name__, evalue=str(error), traceback=list(lines))

    @contextlib.contextmanager
    def _keeping(self) -> Iterator[list[NotebookNode]]:
        outputs: list[NotebookNode] = []
        self._shown.outputs = outputs
        out, err = _Stream(self._shown, "stdout"), _Stream(self._shown, "stderr")
        with self._shell.builtin_trap, contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            yield outputs
            self._shell.events.trigger("post_execute")  # pictures are shown at the end of a cell

    def _result(self, value: Any, number: int) -> NotebookNode:
        formatter = self._shell.display_formatter
        assert formatter is not None
        data, metadata = formatter.format(value)
        return _output(
            "execute_result", data=_plain(data), metadata=json_clean(metadata), execution_count=number
        )


def _output(kind: str, **parts: Any) -> NotebookNode:
    """Make an output as nbformat has it, without holding each one to the schema, which takes as long as the rest."""
    made: NotebookNode = nbformat.from_dict({"output_type": kind, **parts})
    return made


def _plain(data: dict[str, Any]) -> Any:
    return json_clean(encode_images(data))

"""What a process does with one submission of a core assignment: read it, run our cells over it, read the marks."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor
from nbgrader.utils import parse_utc

from localchange.grading.core import CoreMarker
from localchange.grading.course_folder import SOURCE, SUBMITTED, settings_of
from localchange.grading.digest import digest_of_submission
from localchange.grading.earned import comments_in, earned_in
from localchange.grading.filling import fill
from localchange.grading.marked import Marked
from localchange.grading.notebook_file import as_bytes, files_beside
from localchange.grading.prompts import questions_of
from localchange.grading.rebuild import TIMESTAMP
from localchange.grading.running.unmarked import unmarked
from localchange.grading.submission import ANSWERS, Submission, look_at
from localchange.grading.template import steps_after_running
from localchange.models.machine_code import ask_for_machine_code

LOOKS = 3


class CoreWork:
    """Marks one submission after another.

    Parameters
    ----------
    root
        The folder of the course.
    slug
        The assignment.
    template
        The notebook that submissions are marked in, as JSON.
    folder
        Where the cells run; the data files of the source are laid there.
    share
        Whether it is worth finding out what is the same for every learner.
    """

    def __init__(self, root: Path, slug: str, template: str, folder: Path, *, share: bool) -> None:
        self._root, self._slug = root, slug
        self._template = template
        notebook = nbformat.reads(template, as_version=4)
        self._questions = questions_of(notebook)
        self._steps: list[NbGraderPreprocessor] = list(steps_after_running(settings_of(root)))
        self._running = [place for place, cell in enumerate(notebook.cells) if _runs(cell)]
        self._marker = CoreMarker(
            [notebook.cells[place].source for place in self._running], folder, share=share
        )

    def __call__(self, learner: str) -> Marked:
        """Mark what one learner handed in. Whatever that is, this gives an outcome.

        Parameters
        ----------
        learner
            The name of a folder under ``submitted/``.
        """
        folder = self._root / SUBMITTED / learner / self._slug
        for _ in range(LOOKS):  # somebody may be collecting just now
            digest = digest_of_submission(folder)
            submission = look_at(folder, self._slug, self._questions)
            content = (folder / ANSWERS).read_bytes() if submission.problem is None else b""
            timestamp = timestamp_in(folder)
            if digest == digest_of_submission(folder):
                break
        return self._marked(learner, digest, submission, content, timestamp)

    def _marked(
        self, learner: str, digest: str, submission: Submission, content: bytes, timestamp: str
    ) -> Marked:
        if submission.problem:
            return unmarked(
                self._template,
                learner,
                submission.problem,
                submitted=digest,
                timestamp=timestamp,
                notes=submission.notes,
            )
        notebook = nbformat.reads(self._template, as_version=4)
        fill(notebook, submission.answers)
        shown = self._marker.outputs(content)
        for number, (place, outputs) in enumerate(zip(self._running, shown, strict=True), start=1):
            notebook.cells[place].execution_count = number
            notebook.cells[place].outputs = outputs
        for step in self._steps:
            notebook, _ = step.preprocess(notebook, {})
        return Marked(
            learner=learner,
            submitted=digest,
            notebook=as_bytes(notebook),
            earned=earned_in(notebook, unmarked=False),
            comments=comments_in(notebook, unmarked=False),
            files={ANSWERS: content},
            timestamp=timestamp,
            notes=submission.notes,
        )


@contextmanager
def core_work(
    root: Path, slug: str, template: str, work: Path, share: bool, compiled: bool = False
) -> Iterator[Callable[[str], Marked]]:
    """Get this process ready to mark a core assignment.

    Parameters
    ----------
    root
        The folder of the course.
    slug
        The assignment.
    template
        The notebook that submissions are marked in, as JSON.
    work
        A folder in the course for the files that cells read.
    share
        Whether it is worth finding out what is the same for every learner.
    compiled
        Whether it is worth having models as machine code, where numba is there.

    Yields
    ------
    callable
        Marks the learner whose name it is given.
    """
    ask_for_machine_code(compiled)
    os.environ["NBGRADER_EXECUTION"] = "autograde"  # nobody looks on: answers are read-only and labs idle
    with tempfile.TemporaryDirectory(dir=work, ignore_cleanup_errors=True) as name:
        folder = Path(name)
        for path, content in files_beside(root / SOURCE / slug).items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(content)
        os.chdir(folder)
        try:
            yield CoreWork(root, slug, template, folder, share=share)
        finally:
            os.chdir(root)
            shutil.rmtree(folder, ignore_errors=True)


def timestamp_in(folder: Path) -> str:
    """Read when something was handed in, if that is written there in a way that nbgrader can read.

    Parameters
    ----------
    folder
        ``submitted/LEARNER/SLUG``.

    Returns
    -------
    str
        The content of ``timestamp.txt``, or nothing.
    """
    stamp = folder / TIMESTAMP
    try:
        if folder.is_symlink() or folder.parent.is_symlink() or stamp.is_symlink() or not stamp.is_file():
            return ""
        text = stamp.read_text(encoding="utf-8").strip() if stamp.stat().st_size <= 100 else ""
        return text if text and parse_utc(text) is not None else ""
    except (ValueError, OverflowError, OSError):
        return ""


def _runs(cell: NotebookNode) -> bool:
    return cell.cell_type == "code" and bool(cell.source.strip())

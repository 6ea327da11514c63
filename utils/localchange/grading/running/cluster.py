"""Sending the marking of analyst notebooks to the workers of a Dask scheduler, on this machine or on others.

Only text and bytes travel: our source, the notebook that was handed in, and what came of it as JSON. Each worker has a
sandbox of its own. A worker that dies is the scheduler's affair, which gives its notebooks to another one.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import Any

import nbformat

from localchange.errors import CourseError
from localchange.grading.analyst import MarkedNotebook, mark_notebook
from localchange.grading.digest import digest_of_package
from localchange.grading.marked import Marked
from localchange.grading.running.analyst_work import AnalystAssignment, AnalystTask, as_marked, refused
from localchange.grading.running.workers import Lost
from localchange.grading.sandbox import Limits, Sandbox

PATIENCE = 30
"""Seconds to wait for the scheduler, and for a first worker."""
AHEAD = 3
"""Notebooks under way for each worker, so that none waits for the next."""
RETRIES = 1


class Cluster:
    """Gives notebooks to the workers of a scheduler and brings back what they made of them.

    Parameters
    ----------
    address
        The scheduler, such as ``tcp://host:8786``.
    assignment
        What marking needs.
    load
        Reads the submission of a learner.
    """

    def __init__(
        self, address: str, assignment: AnalystAssignment, load: Callable[[str], AnalystTask]
    ) -> None:
        self._address, self._assignment, self._load = address, assignment, load

    def __enter__(self) -> Cluster:
        """Connect to the scheduler, and see that it has a worker."""
        try:
            from distributed import Client
        except ImportError:
            raise CourseError(
                "Marking on a cluster needs the package “distributed”, which is not installed here: install the course "
                "with its extra “cluster”."
            ) from None
        try:
            self._client = Client(self._address, timeout=PATIENCE, set_as_default=False)
        except (OSError, ValueError) as error:
            raise CourseError(
                f"No Dask scheduler answers at {self._address} ({error}): start one with “dask scheduler”."
            ) from None
        try:
            self._client.wait_for_workers(1, timeout=PATIENCE)
        except TimeoutError:
            self._client.close()
            raise CourseError(
                f"The scheduler at {self._address} has no workers: start them with “dask worker {self._address} "
                "--nworkers auto --nthreads 1”."
            ) from None
        return self

    def __exit__(self, *_: object) -> None:
        """Take back what is still under way, and leave scheduler and workers as they were."""
        self._client.close()

    def run(self, learners: Iterable[str]) -> Iterator[tuple[str, Marked | Lost]]:
        """Have submissions marked.

        Parameters
        ----------
        learners
            Names of folders under ``submitted/``.

        Yields
        ------
        tuple
            Each learner with what came of it, as they come in.
        """
        from distributed import as_completed

        left = iter(learners)
        under_way: dict[Any, AnalystTask] = {}
        coming = as_completed([], loop=self._client.loop)

        def give() -> Iterator[tuple[str, Marked]]:
            room = AHEAD * max(1, len(self._client.scheduler_info(n_workers=-1)["workers"]))
            while len(under_way) < room and (learner := next(left, None)) is not None:
                task = self._load(learner)
                if task.problem:
                    yield learner, refused(task, self._assignment.template)
                    continue
                future = self._submit(task)
                under_way[future.key] = task
                coming.add(future)

        yield from give()
        while under_way:
            future = next(coming)
            task = under_way.pop(future.key)
            yield task.learner, self._result(future, task)
            future.release()
            yield from give()

    def _submit(self, task: AnalystTask) -> Any:
        asked = self._assignment
        return self._client.submit(
            mark_there,
            asked.source,
            task.content,
            dict(asked.files),
            asked.isolated,
            digest_of_package(),
            pure=False,
            retries=RETRIES,
        )

    def _result(self, future: Any, task: AnalystTask) -> Marked | Lost:
        try:
            said = json.loads(future.result())
        except Exception as error:  # whatever befell it there
            return Lost(f"The cluster did not bring it to an end ({type(error).__name__})")
        if "refused" in said:
            raise CourseError(said["refused"])
        return as_marked(task, MarkedNotebook.from_json(said), self._assignment.template)


def mark_there(source: str, submitted: bytes, files: dict[str, bytes], isolated: bool, package: str) -> str:
    """Mark a notebook in a worker of the cluster.

    Parameters
    ----------
    source
        Our source notebook, as JSON.
    submitted
        The notebook that was handed in.
    files
        The data files that lie beside our source.
    isolated
        Whether submitted code must run in a sandbox.
    package
        A digest of the package of whoever asks: another version could give other marks.

    Returns
    -------
    str
        A `MarkedNotebook`, as JSON, or why this worker refuses.
    """
    if digest_of_package() != package:
        return json.dumps(
            {
                "refused": "A worker of the cluster has another version of the course's package: update it there."
            }
        )

    def mark() -> str:
        result = mark_notebook(nbformat.reads(source, as_version=4), submitted, _sandbox(isolated), files)
        return json.dumps(result.as_json())

    try:
        return _one_thread().submit(mark).result()
    except CourseError as error:
        return json.dumps({"refused": f"A worker of the cluster cannot mark: {error}"})


@cache
def _one_thread() -> ThreadPoolExecutor:
    """Give the one thread of this worker that marks: a sandbox dies with the thread that opened it."""
    return ThreadPoolExecutor(1, thread_name_prefix="marking")


@cache
def _sandbox(isolated: bool) -> Sandbox:
    """Open the sandbox of this worker, for as long as the worker lives."""
    return Sandbox(Limits(), isolated=isolated).__enter__()

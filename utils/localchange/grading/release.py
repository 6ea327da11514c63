"""From the source of an assignment to what learners get."""

from __future__ import annotations

import filecmp
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from nbgrader.converters import GenerateAssignment
from nbgrader.preprocessors import SaveCells
from traitlets.config import Config

from localchange.errors import CourseError
from localchange.grading.converting import run
from localchange.grading.course_folder import RELEASE, SOURCE, course_directory, settings_of, source_of
from localchange.grading.registering import SaveCellsInPlace
from localchange.grading.source_check import check_folder, check_release


@contextmanager
def generated(root: Path, slug: str, *, register: bool, gradebook: str | None = None) -> Iterator[Path]:
    """Generate the release of an assignment into a folder of its own, for as long as the block lasts.

    Parameters
    ----------
    root
        The folder of the course.
    slug
        The assignment.
    register
        Whether to write the questions and their points into the gradebook of the course.
    gradebook
        The address of the gradebook, if it is not the one in the settings.

    Yields
    ------
    pathlib.Path
        The folder with the release.
    """
    source = source_of(root, slug).parent
    check_folder(source, slug)
    config = settings_of(root, gradebook)
    with tempfile.TemporaryDirectory(prefix="localchange-release-") as name:
        apart = Path(name).resolve()
        shutil.copytree(source, apart / SOURCE / slug)
        config.CourseDirectory.db_url = course_directory(config, slug).db_url
        config.CourseDirectory.root = str(apart)
        steps = config.GenerateAssignment.preprocessors
        without_gradebook = [step for step in steps if step is not SaveCells]
        _generate(config, slug, no_database=True, preprocessors=without_gradebook)
        folder = apart / RELEASE / slug
        check_release(folder / f"{slug}.ipynb")
        if register:
            config.CourseDirectory.release_directory = "registered"
            in_place = [SaveCellsInPlace if step is SaveCells else step for step in steps]
            _generate(config, slug, preprocessors=in_place)
        yield folder


def release(root: Path, slug: str) -> Path:
    """Write ``assignments/SLUG`` from ``solutions/SLUG`` and register it in the gradebook.

    Answers that somebody gave while trying the assignment out stay where they are.

    Parameters
    ----------
    root
        The folder of the course.
    slug
        The assignment.

    Returns
    -------
    pathlib.Path
        The folder that learners get.
    """
    target = root / RELEASE / slug
    with generated(root, slug, register=True) as folder:
        for name in sorted(_files(target) - _files(folder)):
            (target / name).unlink()
        shutil.copytree(folder, target, dirs_exist_ok=True)
    return target


def differences(root: Path, slug: str) -> list[str]:
    """Compare the release that is there with what the source gives now, byte for byte.

    Parameters
    ----------
    root
        The folder of the course.
    slug
        The assignment.

    Returns
    -------
    list of str
        A sentence for each file that differs; none when all agree.
    """
    target = root / RELEASE / slug
    with generated(root, slug, register=False) as folder:
        wanted, there = _files(folder), _files(target)
        found = [f"{target / name} is missing." for name in sorted(wanted - there)]
        found += [f"{target / name} is not part of the release." for name in sorted(there - wanted)]
        found += [
            f"{target / name} differs from what its source gives."
            for name in sorted(wanted & there)
            if not filecmp.cmp(folder / name, target / name, shallow=False)
        ]
    return found


def register(root: Path, slug: str, gradebook: str | None = None) -> None:
    """Put the questions of an assignment into the gradebook, as the source has them now.

    Parameters
    ----------
    root
        The folder of the course.
    slug
        The assignment; its release must be the one that the source gives.
    gradebook
        The address of the gradebook, if it is not the one in the settings.
    """
    with generated(root, slug, register=True, gradebook=gradebook) as folder:
        name = f"{slug}.ipynb"
        released = root / RELEASE / slug / name
        if not released.is_file() or not filecmp.cmp(folder / name, released, shallow=False):
            raise CourseError(
                f"{released} is not what {SOURCE}/{slug} gives now: run “localchange release {slug}” first."
            )


def _generate(config: Config, slug: str, **settings: Any) -> None:
    converter = GenerateAssignment(coursedir=course_directory(config, slug), config=config, **settings)
    run(converter, f"Releasing {slug}")


def _files(folder: Path) -> set[str]:
    ours = (path for path in folder.rglob("*") if path.is_file() and ".ipynb_checkpoints" not in path.parts)
    return {
        path.relative_to(folder).as_posix() for path in ours if not _of_a_learner(path.relative_to(folder))
    }


def _of_a_learner(path: Path) -> bool:
    """Tell whether a file is there because somebody worked through the assignment here."""
    return path.parts[0] in {"answers.json", ".answers"} or path.name.endswith((".hand-in.zip", ".lock"))

"""Where the course is, and its map: what stands in ``course/course.toml``, read and checked."""

import os
import tomllib
from functools import lru_cache
from pathlib import Path

from localchange.course_map import VERDICTS, Assignment, Claim, Course, Module, Outcome
from localchange.course_reading import MapError, read_map
from localchange.errors import CourseError

__all__ = ["ANALYST", "VERDICTS", "Assignment", "Claim", "Course", "Module", "Outcome", "find_course", "load"]

ANALYST = "_analyst"
"""How the name of an assignment ends whose submissions hold code."""
MAP = Path("course") / "course.toml"


def find_course(start: Path | None = None) -> Path:
    """Find the course folder that a path lies in.

    Parameters
    ----------
    start
        A folder or file in or under the course; when not given, the current folder, or else the folder of the
        ``start.py`` that was run.

    Returns
    -------
    Path
        The nearest folder, upwards, that holds ``course/course.toml``.

    Raises
    ------
    CourseError
        If there is none.
    """
    here = Path.cwd() if start is None else Path(start).resolve()
    for folder in (here, *here.parents):
        if (folder / MAP).is_file():
            return folder
    started_from = os.environ.get("LOCALCHANGE_COURSE")  # start.py says which course it belongs to
    if start is None and started_from and (Path(started_from) / MAP).is_file():
        return Path(started_from)
    raise CourseError(
        f"There is no course in {here} or above it: change to the folder that holds course/course.toml "
        "(the one with start.py) and try again."
    )


def load(root: Path | None = None) -> Course:
    """Read the map of the course.

    Parameters
    ----------
    root
        The course folder, or anything under it; looked for from the current folder when not given.

    Returns
    -------
    Course
        The map, checked: every name is well formed and used once.

    Raises
    ------
    CourseError
        If there is no course, or if its map cannot be read or does not hold together.
    """
    path = find_course(root) / MAP
    try:
        return _map_in(path.read_text(encoding="utf-8"))
    except OSError as problem:
        raise CourseError(f"{path} cannot be read ({problem.strerror}): check who may read it.") from problem
    except UnicodeDecodeError as problem:
        raise CourseError(f"{path} is not in UTF-8: save it again as UTF-8.") from problem
    except tomllib.TOMLDecodeError as problem:
        raise CourseError(f"{path} is not valid TOML ({problem}): put that line right.") from problem
    except MapError as problem:
        raise CourseError(f"{path}: {problem}.") from problem


@lru_cache(maxsize=2)
def _map_in(text: str) -> Course:
    """Read a map; the same text again costs nothing, since every page and every mark asks for it."""
    return read_map(tomllib.loads(text))

"""Where a course keeps what, and the settings that tell nbgrader so."""

from __future__ import annotations

from pathlib import Path

from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config
from traitlets.config.loader import PyFileConfigLoader

from localchange.errors import CourseError

SOURCE = "solutions"
RELEASE = "assignments"
SUBMITTED = "submitted"
AUTOGRADED = "autograded"
FEEDBACK = "feedback"
ASIDE = "handed_in"
CONFIG_FILE = "nbgrader_config.py"


def settings_of(root: Path, gradebook: str | None = None) -> Config:
    """Read the settings of a course, as nbgrader itself would.

    Parameters
    ----------
    root
        The folder of the course.
    gradebook
        The address of the gradebook, if it is not the one in the settings.

    Returns
    -------
    traitlets.config.Config
        What ``nbgrader_config.py`` says.
    """
    if not (root / CONFIG_FILE).is_file():
        raise CourseError(
            f"{root / CONFIG_FILE} is missing: copy it from the course, so that marking knows its way."
        )
    config: Config = PyFileConfigLoader(CONFIG_FILE, path=str(root)).load_config()
    config.CourseDirectory.root = str(root)
    if gradebook:
        config.CourseDirectory.db_url = gradebook
    return config


def course_directory(config: Config, slug: str, learner: str = "*") -> CourseDirectory:
    """Give nbgrader's own idea of the course folder, for one assignment.

    Parameters
    ----------
    config
        The settings of the course.
    slug
        The assignment.
    learner
        Whose work; a file pattern.

    Returns
    -------
    nbgrader.coursedir.CourseDirectory
        Ready for a converter.
    """
    return CourseDirectory(config=config, assignment_id=slug, student_id=learner)


def assignments_of(root: Path) -> list[str]:
    """List the assignments that have a source.

    Parameters
    ----------
    root
        The folder of the course.

    Returns
    -------
    list of str
        Their slugs, in order.
    """
    return sorted(folder.parent.name for folder in (root / SOURCE).glob("*/*.ipynb") if _is_source(folder))


def source_of(root: Path, slug: str) -> Path:
    """Find the source notebook of an assignment.

    Parameters
    ----------
    root
        The folder of the course.
    slug
        The assignment.

    Returns
    -------
    pathlib.Path
        ``solutions/SLUG/SLUG.ipynb``.
    """
    if slug not in assignments_of(root):
        known = ", ".join(assignments_of(root)) or "none yet"
        raise CourseError(
            f"There is no assignment {slug!r} in {root / SOURCE}: choose one of these: {known}."
        )
    return root / SOURCE / slug / f"{slug}.ipynb"


def _is_source(notebook: Path) -> bool:
    return notebook.stem == notebook.parent.name

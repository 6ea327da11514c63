"""The settings that ``nbgrader_config.py`` gives to nbgrader, kept in one place."""

from __future__ import annotations

import os
from pathlib import Path

from nbgrader.converters import GenerateAssignment
from nbgrader.preprocessors import (
    AssignLatePenalties,
    CheckCellMetadata,
    ClearHiddenTests,
    ClearOutput,
    ClearSolutions,
    DeduplicateIds,
    IgnorePattern,
    LimitOutput,
    OverwriteCells,
    OverwriteKernelspec,
)
from traitlets.config import Config

from localchange.grading import course_folder
from localchange.grading.executing import ExecuteInSandbox
from localchange.grading.feedback_page import FeedbackPage
from localchange.grading.programs import find_programs
from localchange.grading.rebuild import RebuildFromRelease
from localchange.grading.saving_step import SaveMarks
from localchange.grading.standing import GetStanding
from localchange.grading.stubs import ClearSolutionsButStubs


def configure(c: Config, root: Path) -> None:
    """Tell nbgrader where things are and which steps to take.

    Parameters
    ----------
    c
        The configuration of nbgrader, changed in place.
    root
        The folder of the course.
    """
    find_programs()
    c.CourseDirectory.course_id = "local-change"
    c.CourseDirectory.root = str(root.resolve())
    c.CourseDirectory.source_directory = course_folder.SOURCE
    c.CourseDirectory.release_directory = course_folder.RELEASE
    c.CourseDirectory.submitted_directory = course_folder.SUBMITTED
    c.CourseDirectory.autograded_directory = course_folder.AUTOGRADED
    c.CourseDirectory.feedback_directory = course_folder.FEEDBACK
    gradebook = os.environ.get("LOCALCHANGE_GRADEBOOK")
    if gradebook:  # with its password, so not in a file
        c.CourseDirectory.db_url = gradebook

    c.GenerateAssignment.preprocessors = [
        ClearSolutionsButStubs if step is ClearSolutions else step
        for step in GenerateAssignment.preprocessors.default()
    ]
    # The first step throws away the notebook that was handed in, so that none of its cells can run.
    c.Autograde.sanitize_preprocessors = [
        RebuildFromRelease,
        ClearOutput,
        DeduplicateIds,
        OverwriteKernelspec,
        OverwriteCells,
        CheckCellMetadata,
    ]
    # Submitted code runs in the sandbox alone, whoever starts the marking.
    # nbgrader's own saving step gives full marks to a cell that printed nothing; ours gives it to a person.
    c.Autograde.autograde_preprocessors = [
        ExecuteInSandbox,
        IgnorePattern,
        LimitOutput,
        SaveMarks,
        AssignLatePenalties,
        CheckCellMetadata,
    ]
    c.Execute.timeout = 120
    c.Execute.store_widget_state = False
    c.Execute.extra_arguments = ["--HistoryManager.hist_file=:memory:", "--Application.log_level=ERROR"]

    # Hidden tests never reach a learner, and the page is ours: no code, and every word on it escaped.
    c.GenerateFeedback.preprocessors = [GetStanding, ClearHiddenTests]
    c.GenerateFeedback.exporter_class = FeedbackPage

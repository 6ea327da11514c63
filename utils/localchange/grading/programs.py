"""Programs that nbgrader calls by their bare name."""

from __future__ import annotations

import os
import shutil
import sysconfig


def find_programs() -> None:
    """Make the programs of this environment findable, whether or not it was activated.

    nbgrader starts ``alembic`` when it makes a gradebook, and fails without a word about it if the folder of
    programs is not on the search path.
    """
    folder = sysconfig.get_path("scripts")
    if shutil.which("alembic") is None and shutil.which("alembic", path=folder):
        os.environ["PATH"] = os.pathsep.join([folder, os.environ.get("PATH", "")])

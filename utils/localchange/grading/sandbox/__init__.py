"""A place in which code that learners wrote can run and harm nobody.

One `Sandbox` for each marking worker starts a warm Python inside bubblewrap, once. Each learner then gets a
`Session`: a fork of it in namespaces of its own, with limits, that dies with everything it started::

    with Sandbox(limits=Limits(), isolated=True) as sandbox:
        with sandbox.session(files={"table.csv": b"..."}) as session:
            run = session.run_cell("import pandas as pd")
            value = session.ask("national_share", [table, "2016-17"], {})

Only values cross, as JSON of limited size and depth: never code, never pickle, never a mark.
"""

from localchange.grading.sandbox.ended import Raised, SessionEnded
from localchange.grading.sandbox.limits import Limits
from localchange.grading.sandbox.session import CellRun, Session
from localchange.grading.sandbox.warm import Sandbox

__all__ = ["CellRun", "Limits", "Raised", "Sandbox", "Session", "SessionEnded"]

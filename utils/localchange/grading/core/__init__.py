"""Marking a core assignment: the locked cells of our source, in a warm process, over a learner's answers.

Nothing that a learner handed in runs. `program` reads from the cells what does not depend on the learner,
`shell` runs them and keeps what they show, and `marker` puts the two together for one submission after another.
"""

from localchange.grading.core.marker import CoreMarker

__all__ = ["CoreMarker"]

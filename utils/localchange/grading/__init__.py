"""From a folder of submissions to the gradebook, and back to the learners.

nbgrader is the gradebook: its formats, database, converters and formgrader are used as they are, and this
package adds steps through the doors that nbgrader opens. No cell that a learner handed in runs on the way:
the notebook is rebuilt from the release, and the locked cells of our own source read ``answers.json``.

The road, a module a step: `release` (source to assignment), `collect` (zips to ``submitted/``), `cohort`
(``submitted/`` to the gradebook), `feedback` (gradebook to a page for each learner).
"""

from localchange.answers.reading import jsonschema_without_grammar

jsonschema_without_grammar()  # before nbformat and nbgrader load it whole

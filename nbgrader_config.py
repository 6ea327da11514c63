"""Settings for nbgrader, read by its commands and by the formgrader when they start in this folder."""

from pathlib import Path

from localchange.grading.nbgrader_settings import configure

configure(get_config(), Path(__file__).parent)  # noqa: F821 - traitlets gives get_config to this file

"""Theories of change in the files that people use: Word, pictures, spreadsheets, Mermaid.

Nothing that a learner wrote is trusted: every writer escapes it for its own format, and every reader holds what it
reads to the limits of a theory of change.
"""

from localchange.theory_files.mermaid import to_mermaid
from localchange.theory_files.picture import to_png, to_svg
from localchange.theory_files.spreadsheet import from_spreadsheet, to_csv, to_spreadsheet
from localchange.theory_files.word import to_docx

__all__ = ["from_spreadsheet", "to_csv", "to_docx", "to_mermaid", "to_png", "to_spreadsheet", "to_svg"]

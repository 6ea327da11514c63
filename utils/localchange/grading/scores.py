"""The mark that a locked cell ended in."""

from __future__ import annotations

from nbformat import NotebookNode

from localchange.marking import MIME_TYPE, Mark


def mark_in(cell: NotebookNode) -> Mark | None:
    """Read the mark that a cell ended in.

    Parameters
    ----------
    cell
        A locked cell of the source, after it ran.

    Returns
    -------
    Mark or None
        ``None`` when the cell failed, ended in something else, or printed nothing.
    """
    if cell.cell_type != "code" or any(output.output_type == "error" for output in cell.outputs):
        return None
    results = [output for output in cell.outputs if output.output_type == "execute_result"]
    if len(results) != 1:
        return None
    saved = results[0].data.get(MIME_TYPE)
    if not isinstance(saved, dict):
        return None
    try:
        return Mark(saved["points"], saved["of"], str(saved["reason"]), bool(saved["needs_person"]))
    except (KeyError, TypeError, ValueError):
        return None

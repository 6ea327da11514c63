"""Registering an assignment again leaves in the gradebook what another marker may have read."""

from nbgrader.api import Gradebook

from localchange.grading.release import register


def rows(course, slug):
    """Give the number of each cell's row, by the cell's name."""
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        notebook = gradebook.find_notebook(slug, slug)
        cells = (
            *notebook.grade_cells,
            *notebook.solution_cells,
            *notebook.task_cells,
            *notebook.source_cells,
        )
        return notebook.id, {(type(cell).__name__, cell.name): cell.id for cell in cells}


def test_the_rows_stay_while_there_is_no_submission(released_course, made):
    before = rows(released_course, made.SLUG)
    assert len(before[1]) > 10
    register(released_course, made.SLUG)
    assert rows(released_course, made.SLUG) == before


def test_points_that_changed_are_brought_up_to_date(released_course, made):
    _, before = rows(released_course, made.SLUG)
    with Gradebook(f"sqlite:///{released_course / 'gradebook.db'}") as gradebook:
        cell = gradebook.find_notebook(made.SLUG, made.SLUG).grade_cells[0]
        name, points = cell.name, cell.max_score
        cell.max_score = points + 3
        gradebook.db.commit()
    register(released_course, made.SLUG)
    with Gradebook(f"sqlite:///{released_course / 'gradebook.db'}") as gradebook:
        assert gradebook.find_grade_cell(name, made.SLUG, made.SLUG).max_score == points
    assert rows(released_course, made.SLUG)[1] == before


def test_cells_with_other_names_are_put_in_anew(released_course, made):
    with Gradebook(f"sqlite:///{released_course / 'gradebook.db'}") as gradebook:
        gradebook.update_or_create_source_cell("not_there_any_more", made.SLUG, made.SLUG, cell_type="code")
    register(released_course, made.SLUG)
    assert ("SourceCell", "not_there_any_more") not in rows(released_course, made.SLUG)[1]

"""``localchange test``: run every check of the course."""


def test() -> None:
    """Run every check of the course."""

"""``localchange doctor``: whether everything is in place on this computer."""


def doctor() -> None:
    """Check this computer and say what to do about anything amiss."""

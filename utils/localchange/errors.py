"""The one family of errors that a person who uses the course may see."""


class CourseError(Exception):
    """Something went wrong that a person can put right; the message is one sentence that says what, where and how."""

"""The part of the course that runs in the browser: one widget class over bundles that a page fetches once."""

from localchange.frontend.bundle import Bundle, bundle
from localchange.frontend.widget import CourseWidget, idle

__all__ = ["Bundle", "CourseWidget", "bundle", "idle"]

"""Messages of the browser to a lab, and an answer to each, whatever happens."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from localchange.errors import CourseError


class Hearing:
    """What a widget that is asked things by its page has; it gives :meth:`do` and :meth:`tell`."""

    _asked: Mapping[str, Any] = {}
    """The message that is being answered: what, by which view, its number."""

    def do(self, act: str, **given: Any) -> None:
        """Do what was asked; a CourseError says in a sentence why not."""
        raise NotImplementedError

    def tell(self, notice: str) -> None:
        """Bring the page up to date with nothing changed but this sentence."""
        raise NotImplementedError

    def heard(self, _widget: Any, message: Mapping[str, Any], _buffers: Any) -> None:
        """Answer the browser, whatever happens: it waits for the answer before it asks again."""
        self._asked = {name: message.get(name) for name in ("do", "from", "seq")}
        given = {name: value for name, value in message.items() if name not in self._asked}
        try:
            self.do(str(message.get("do")), **given)
        except CourseError as problem:
            self.tell(str(problem))
        except Exception:
            logging.getLogger(__name__).exception("A lab could not do %s", message.get("do"))
            self.tell("That did not work, and nothing was changed. If it happens again, run the cell again.")
        finally:
            self._asked = {}

"""The inner loop of a model translated to machine code, where many runs are to be made and numba is there.

Learners have no numba: it would add 190 MB to every set-up. Whoever marks a large cohort may install it (the extra
``quick``). The very same function then runs compiled, and gives the same numbers to the last bit
(``tests/models/test_machine_code.py``), so it changes how long marking takes and nothing else.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from functools import cache
from types import FunctionType
from typing import Any

_asked = False


def ask_for_machine_code(wanted: bool = True) -> None:
    """Have the models of this process run compiled from here on, where that can be.

    Parameters
    ----------
    wanted
        Or not any more.
    """
    global _asked
    _asked = wanted


def machine_code(loop: Callable[..., None], types: str) -> Callable[..., None] | None:
    """Give a function as machine code, if that was asked for and can be had.

    Parameters
    ----------
    loop
        A function of numbers and arrays, in the part of Python that numba knows. Functions of its own module that it
        calls are translated with it.
    types
        What it is given and gives, as numba writes it.

    Returns
    -------
    callable or None
        ``None`` when Python has to run it. The first translation on a computer takes seconds and is kept there.
    """
    return _translated(loop, types) if _asked else None


@cache
def _translated(loop: FunctionType, types: str) -> Callable[..., None] | None:
    try:
        import numba
    except ImportError:
        return None
    beside = vars(sys.modules[loop.__module__])
    try:
        calls = {
            name: numba.njit(cache=True)(beside[name])
            for name in loop.__code__.co_names
            if isinstance(beside.get(name), FunctionType) and beside[name].__module__ == loop.__module__
        }
        alike: Any = FunctionType(loop.__code__, {**beside, **calls}, loop.__name__)
        translated: Callable[..., None] = numba.njit(types, cache=True)(alike)
        return translated
    except (numba.core.errors.NumbaError, RuntimeError, OSError) as error:
        # Nothing to translate with, or nowhere to keep it: Python runs the loop too, only slower.
        logging.getLogger(__name__).warning("Not translated to machine code: %s", error)
        return None

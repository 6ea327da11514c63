"""Columns of numbers on their way to the browser, as bytes and not as long lists of text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import pandas as pd

Column = list[str] | dict[str, Any]
"""Texts as they are, or numbers as ``{"kind": "f8", "data": bytes}``."""


def pack(values: Iterable[Any]) -> Column:
    """Pack one column: texts stay a list, dates become milliseconds, numbers 64-bit floats.

    Nothing is rounded, so a file that is saved in the browser holds exactly the figures of Python.
    """
    array = np.asarray(values)
    if array.dtype.kind in "OUS" and not pd.api.types.is_numeric_dtype(array):
        return [str(value) for value in array]
    if array.dtype.kind == "M":
        array = array.astype("datetime64[ms]").astype(np.int64)
    return {"kind": "f8", "data": array.astype("<f8").tobytes()}


def unpack(column: Column) -> np.ndarray[Any, Any] | list[str]:
    """Read a packed column back: what the browser will see."""
    if isinstance(column, list):
        return column
    return np.frombuffer(column["data"], dtype="<f8")


def pack_all(columns: Mapping[str, Iterable[Any]]) -> dict[str, Column]:
    """Pack columns, each under its name."""
    return {name: pack(values) for name, values in columns.items()}

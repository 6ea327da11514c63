"""Arrays, indexes, series and tables as JSON, column by column, with their types."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from localchange.grading.sandbox.unreadable import UnreadableError

Each = Callable[[Any], Any]
"""Writes or reads one item: what stands in an object column, or the name of an index."""

NUMBERS = frozenset(
    {"bool", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "float32", "float64"}
)
MOMENT = re.compile(r"(datetime64|timedelta64)\[(s|ms|us|ns)(, ((?!dateutil)[A-Za-z0-9_+:/-]{1,40}))?\]")
ZONE = re.compile(r"(?!dateutil)[A-Za-z0-9_+:/-]{1,40}")
"""A time zone by its name; pandas takes what begins with “dateutil” for a file to open."""
MOST_ROWS = 1_000_000
"""Of what takes no room as JSON and would take it all in a test: a range, rows without a column."""
MASKED = frozenset({"boolean", "Int8", "Int16", "Int32", "Int64", "UInt8", "UInt16", "UInt32", "UInt64"})
MASKED_FLOATS = frozenset({"Float32", "Float64"})
TEXTS = frozenset({"str", "string"})


def as_json(value: Any, each: Each) -> dict[str, Any]:
    """Write an array or a table; anything else is refused.

    Parameters
    ----------
    value
        Of numpy or pandas.
    each
        Writes one item in it.
    """
    if isinstance(value, pd.DataFrame):
        columns = [_column(value.iloc[:, place].array, each) for place in range(value.shape[1])]
        content = {
            "columns": _index(value.columns, each),
            "index": _index(value.index, each),
            "data": columns,
        }
        return {"frame": content}
    if isinstance(value, pd.Series):
        name = each(value.name)
        content = {
            "name": name,
            "index": _index(value.index, each),
            "data": _column(value.array, each),
        }
        return {"series": content}
    if isinstance(value, pd.Index):
        return {"index": _index(value, each)}
    if isinstance(value, np.ndarray):
        _few(*value.shape)
        content = {"shape": list(value.shape), "data": _column(value.ravel(), each)}
        return {"array": content}
    if isinstance(value, pd.api.extensions.ExtensionArray):
        return {"column": _column(value, each)}
    raise UnreadableError(f"it is a {type(value).__name__}, and only values, lists and tables can be marked")


def from_json(saved: Any, each: Each) -> Any:
    """Build what `as_json` wrote; `each` reads one item in it."""
    ((kind, content),) = saved.items()
    if kind == "frame":
        return _read_frame(content, each)
    if kind == "series":
        index, column = _read_index(content["index"], each), _read_column(content["data"], each)
        return pd.Series(column, index=index, name=each(content["name"]))
    if kind == "index":
        return _read_index(content, each)
    if kind == "array":
        flat = _read_column(content["data"], each)
        shape = [int(length) for length in content["shape"]]
        _few(*shape)
        return np.asarray(flat).reshape(shape)
    if kind == "column":
        return _read_column(content, each)
    raise UnreadableError("it is no table that marking knows")


def scalar_as_json(value: np.generic) -> list[Any]:
    """Write one number, text or moment of numpy."""
    kind = value.dtype.kind
    if kind in "Mm":
        return [str(value.dtype), int(value.astype("int64"))]
    if kind == "f":
        return [str(value.dtype), _bare_float(float(value))]
    if kind in "biu":
        return [str(value.dtype), value.item()]
    if kind == "U":
        return ["str", str(value)]
    raise UnreadableError(f"it is a {type(value).__name__}, and only values, lists and tables can be marked")


def scalar_from_json(saved: Any) -> Any:
    """Build one number, text or moment of numpy."""
    dtype, content = saved
    if dtype == "str":
        return np.str_(_exact(content, str))
    if dtype in NUMBERS:
        return np.dtype(dtype).type(_number(content, dtype))
    if MOMENT.fullmatch(dtype) and "," not in dtype:
        return np.array(_exact(content, int), dtype="int64").view(dtype)[()]
    raise UnreadableError("it is a number of a kind that marking does not know")


def _read_frame(content: Any, each: Each) -> pd.DataFrame:
    columns, index = _read_index(content["columns"], each), _read_index(content["index"], each)
    arrays = [_read_column(column, each) for column in content["data"]]
    if len(arrays) != len(columns) or any(len(array) != len(index) for array in arrays):
        raise UnreadableError("it is a table with columns of different lengths")
    frame = pd.DataFrame(dict(enumerate(arrays)), index=index)
    frame.columns = columns
    return frame


def _index(index: pd.Index, each: Each) -> dict[str, Any]:
    if isinstance(index, pd.MultiIndex):
        levels = [_column(index.get_level_values(level).array, each) for level in range(index.nlevels)]
        return {"levels": levels, "names": [each(name) for name in index.names]}
    name = each(index.name)
    if isinstance(index, pd.RangeIndex):
        _few(len(index))
        return {"range": [index.start, index.stop, index.step], "name": name}
    return {"column": _column(index.array, each), "name": name}


def _read_index(content: Any, each: Each) -> pd.Index:
    if "levels" in content:
        names = [each(name) for name in content["names"]]
        return pd.MultiIndex.from_arrays(
            [_read_column(level, each) for level in content["levels"]], names=names
        )
    name = each(content["name"])
    if "range" in content:
        start, stop, step = (int(_exact(number, int)) for number in content["range"])
        _few(len(range(start, stop, step)))
        return pd.RangeIndex(start, stop, step, name=name)
    index: pd.Index = pd.Index(_read_column(content["column"], each), name=name)
    return index


def _column(array: Any, each: Each) -> dict[str, Any]:
    if isinstance(array.dtype, pd.CategoricalDtype):
        return {
            "dtype": "category",
            "codes": array.codes.tolist(),
            "categories": _column(array.categories.array, each),
            "ordered": bool(array.ordered),
        }
    dtype = str(array.dtype)
    if MOMENT.fullmatch(dtype):
        moments = array.asi8 if hasattr(array, "asi8") else np.asarray(array).view("int64")
        return {"dtype": dtype, "values": np.asarray(moments).tolist()}
    if dtype in NUMBERS:
        return {"dtype": dtype, "values": _bare_numbers(np.asarray(array))}
    if dtype in MASKED | MASKED_FLOATS | TEXTS:
        missing = np.asarray(pd.isna(array))
        items = np.asarray(array, dtype=object)
        if dtype in MASKED_FLOATS or missing.any():
            known = [None if gone else _bare(item) for item, gone in zip(items, missing, strict=True)]
            return {"dtype": dtype, "values": known}
        return {"dtype": dtype, "values": items.tolist()}
    return {"dtype": "object", "values": [each(item) for item in array]}


def _read_column(content: Any, each: Each) -> Any:
    dtype = content["dtype"]
    if dtype == "category":
        codes = [_exact(code, int) for code in content["codes"]]
        categories = pd.Index(_read_column(content["categories"], each))
        return pd.Categorical.from_codes(codes, categories=categories, ordered=content["ordered"] is True)
    values = content["values"]
    if type(values) is not list:
        raise UnreadableError("it is a column without a list of values")
    if dtype in NUMBERS:
        return _read_numbers(values, dtype)
    if dtype in MASKED or dtype in MASKED_FLOATS:
        plain = dtype.lower().replace("boolean", "bool")
        numbers = [None if number is None else _number(number, plain) for number in values]
        return pd.array(numbers, dtype=dtype)
    if dtype in TEXTS:
        if not set(map(type, values)) <= {str, type(None)}:
            raise UnreadableError("it holds something else in the place of a text")
        return pd.array(values, dtype=dtype)
    if MOMENT.fullmatch(dtype):
        return _read_moments(dtype, np.array([_exact(moment, int) for moment in values], dtype="int64"))
    if dtype == "object":
        objects = np.empty(len(values), dtype=object)
        for place, item in enumerate(values):
            objects[place] = each(item)
        return objects
    raise UnreadableError("it holds a column of a type that marking does not know")


def _read_moments(dtype: str, moments: Any) -> Any:
    found = MOMENT.fullmatch(dtype)
    assert found is not None
    kind, unit, _, zone = found.groups()
    plain = moments.view(f"{kind}[{unit}]")
    return pd.DatetimeIndex(plain).tz_localize("UTC").tz_convert(zone).array if zone else plain


def _few(*lengths: int) -> None:
    if any(length > MOST_ROWS for length in lengths):
        raise UnreadableError(f"it has more than {MOST_ROWS:,} rows")


def _bare_numbers(array: Any) -> list[Any]:
    if array.dtype.kind == "f" and not np.isfinite(array).all():
        return [_bare_float(number) for number in array.tolist()]
    plain: list[Any] = array.tolist()
    return plain


def _read_numbers(values: list[Any], dtype: str) -> Any:
    wanted = {bool} if dtype == "bool" else {float} if dtype.startswith("float") else {int}
    if set(map(type, values)) <= wanted:
        return np.array(values, dtype=dtype)
    return np.array([_number(number, dtype) for number in values], dtype=dtype)


def _bare_float(number: float) -> float | str:
    return number if math.isfinite(number) else repr(number)


def _bare(item: Any) -> Any:
    plain = item.item() if isinstance(item, np.generic) else item
    return _bare_float(plain) if isinstance(plain, float) else plain


def _number(content: Any, dtype: str) -> Any:
    if dtype == "bool":
        return _exact(content, bool)
    if not dtype.startswith("float"):
        return _exact(content, int)
    if type(content) is str:
        return {"nan": math.nan, "inf": math.inf, "-inf": -math.inf}[content]
    return _exact(content, float) if type(content) is not int else float(content)


def _exact(content: Any, kind: type) -> Any:
    if type(content) is not kind:
        raise UnreadableError(f"it holds something else in the place of a {kind.__name__}")
    return content

"""Typed cells of workbooks, Parquet and JSON as the text that a person would have typed."""

from __future__ import annotations

import json
from datetime import date, datetime, time
from typing import Any


def as_text(value: Any) -> str:
    """Return a value as text: yes and no, ISO 8601 dates, whole numbers without a point, lists and objects as JSON."""
    if value is None or value != value:  # NaN is an empty cell
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        midnight = value.time() == time(0)
        return value.date().isoformat() if midnight else value.isoformat(sep=" ", timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if isinstance(value, (list, dict, tuple)):
        return json.dumps(value, ensure_ascii=False, default=str)
    return str(value)

"""A folder with a model that ships: its card, its files checked against the card, and running them."""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from quotes.errors import QuotesError


@lru_cache(maxsize=4)
def card_of(folder: Path) -> dict[str, Any]:
    """Return what a model's card tells a program: version, hashes of the files, and what is the model's own."""
    card: dict[str, Any] = json.loads((folder / "model.json").read_text(encoding="utf-8"))
    return card


def checked_files(folder: Path) -> dict[str, bytes]:
    """Return the files of a model by name. Raises QuotesError naming one that is not the file that was trained."""
    content: dict[str, bytes] = {}
    for name, digest in card_of(folder)["sha256"].items():
        content[name] = (folder / name).read_bytes()
        if hashlib.sha256(content[name]).hexdigest() != digest:
            raise QuotesError(f"{folder / name} is not the file that was trained; install the package anew")
    return content


def opened(graph: bytes, *, threads: int = 1) -> Any:
    """Return an onnxruntime session on the CPU that says nothing of its own."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.inter_op_num_threads = 1
    options.intra_op_num_threads = threads
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])

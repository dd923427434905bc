"""Reads the weights of a shipped graph back, in 32 bits: what a training can go on from without its checkpoint."""

from __future__ import annotations

import re
from pathlib import Path

import onnx
import torch
from onnx import numpy_helper
from torch import Tensor

STORED = {
    "MatMulInteger": ("_quantized", "_quantized", "_scale"),
    "MatMul": ("_plain", "_rows", "_scales"),
}
"""By kind of product: the ending of its matrix's name, and those that its rows and their scale are stored under."""


def weights_of_graph(file: Path, root: str) -> dict[str, Tensor]:
    """Return the weights of a stored graph by the network's names, without the name `root` that the graph adds.

    Matrices have lost their names in the graph; the products that use them have kept theirs.
    """
    graph = onnx.load(file).graph
    stored = {value.name: numpy_helper.to_array(value) for value in graph.initializer}
    out = {}
    for name, value in stored.items():
        own = name.startswith(f"{root}.") and name.endswith((".bias", ".kind", ".conv.weight"))
        if own or re.search(r"(norm\d?|positions|near|features\.\d)\.weight$", name):
            out[name] = value
    rows = f"{root}.encoder.words.rows"
    if rows in stored:
        out[f"{root}.encoder.words.weight"] = stored[rows] * stored[f"{root}.encoder.words.scale"]
    for node in graph.node:
        match = re.fullmatch(r"/(.+)/(?:Gemm_)?MatMul(?:_quant)?", node.name)
        if not match or node.op_type not in STORED:
            continue
        ending, kept, scale = STORED[node.op_type]
        base = node.input[1].removesuffix(ending)
        if base + kept in stored:  # else it multiplies two vectors of the text
            out[match[1].replace("/", ".") + ".weight"] = (stored[base + kept] * stored[base + scale]).T
    return {name.removeprefix(f"{root}."): torch.tensor(value, dtype=torch.float32) for name, value in out.items()}

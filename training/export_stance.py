"""Write the stance model that ships: `python -m training.export_stance --checkpoint FILE --out FOLDER --version 1`.

The graph is stored as the attribution model's is (training.export). The card's shares of labels, temperature and
threshold are written by training.calibrate_stance; until then they are those of the training data.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
from collections.abc import Sequence
from pathlib import Path

import onnx
import torch
from onnx import numpy_helper
from torch import Tensor, nn

from stance.inputs import MARKS, PARTS
from training.attribution import encoder_folder, open_tokenizer
from training.export import Words, write_graph
from training.network import load_encoder
from training.stance import Judge

STORED = {"MatMulInteger": ("_quantized", "_quantized", "_scale"), "MatMul": ("_plain", "_rows", "_scales")}
"""By kind of product: the ending of its matrix's name, and those that its rows and their scale are stored under."""


class Answer(nn.Module):
    """One window in; scores of labels, of bearing on the target, and the vector out."""

    def __init__(self, judge: Judge) -> None:
        super().__init__()
        self.judge = judge

    def forward(self, ids: Tensor, features: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        label, about, vector = self.judge(ids, features)
        return label, about, vector


def load_judge(checkpoints: Sequence[Path], encoder: Path) -> Judge:
    """Return the averaged network of a checkpoint, or the mean of several (Wortsman et al. 2022), ready to answer.

    A checkpoint may be a judge.onnx, too. The mean is one network only if they began with the same heads:
    `training.stance --heads`.
    """
    judge = Judge(load_encoder(encoder, features=(PARTS, MARKS)))
    states = [
        weights_of_graph(file) if file.suffix == ".onnx" else torch.load(file, weights_only=True)["average"]
        for file in checkpoints
    ]
    mean = {name: sum(state[name].float() for state in states) / len(states) for name in states[0]}
    judge.load_state_dict(mean)
    return judge.eval()


def weights_of_graph(file: Path) -> dict[str, Tensor]:
    """Return the weights of a stored graph in 32 bits, by the network's names: what a training can go on from.

    Matrices have lost their names in the graph; the products that use them have kept theirs.
    """
    graph = onnx.load(file).graph
    stored = {value.name: numpy_helper.to_array(value) for value in graph.initializer}
    out = {}
    for name, value in stored.items():
        own = name.startswith("judge.") and name.endswith((".bias", ".kind"))
        if own or re.search(r"(norm\d?|positions|features\.\d)\.weight$", name):
            out[name] = value
    out["judge.encoder.words.weight"] = stored["judge.encoder.words.rows"] * stored["judge.encoder.words.scale"]
    for node in graph.node:
        told = re.fullmatch(r"/(judge/.+)/(?:Gemm_)?MatMul(?:_quant)?", node.name)
        if not told or node.op_type not in STORED:
            continue
        ending, rows, scale = STORED[node.op_type]
        base = node.input[1].removesuffix(ending)
        if base + rows in stored:  # else it multiplies two vectors of the text
            out[told[1].replace("/", ".") + ".weight"] = (stored[base + rows] * stored[base + scale]).T
    return {name.removeprefix("judge."): torch.tensor(value, dtype=torch.float32) for name, value in out.items()}


def main() -> None:
    """Read the options and export."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--checkpoint", type=Path, required=True, action="append", help="of several the mean is taken")
    parser.add_argument("--encoder", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--version", required=True, help="what labels are told to be by; a new one for new weights")
    parser.add_argument("--exact", action="store_true", help="32 bit weights, to compare with")
    args = parser.parse_args()
    folder = args.encoder or encoder_folder()
    args.out.mkdir(parents=True, exist_ok=True)
    judge = load_judge(args.checkpoint, folder)
    encoder = judge.encoder
    if not args.exact:
        encoder.words = Words(encoder.words.weight.detach())  # type: ignore[assignment]
    write_graph(
        Answer(judge),
        (torch.ones(1, 12, dtype=torch.long), torch.tensor([[[0, 0]] * 4 + [[2, 1]] * 8])),
        ["ids", "features"],
        ["labels", "about", "vector"],
        {"ids": {1: "pieces"}, "features": {1: "pieces"}},
        args.out / "judge.onnx",
        encoder=encoder,
        int8=not args.exact,
    )
    open_tokenizer(folder).save(str(args.out / "tokenizer.json"))
    files = [args.out / name for name in ("judge.onnx", "tokenizer.json")]
    even = {"threshold": 0.0, "bias": [0.0, 0.0, 0.0], "temperature": 1.0, "weights": [1.0, 1.0, 1.0]}
    card = {
        "version": args.version,
        "sha256": {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in files},
        "about": 0.0,
        "neighbours": False,
        "registers": dict.fromkeys(("quote", "between", "sentence"), even),
    }
    (args.out / "model.json").write_text(json.dumps(card, indent=1) + "\n")
    for file in files:
        print(f"{file.stat().st_size / 1e6:.1f} MB", file)


if __name__ == "__main__":
    main()

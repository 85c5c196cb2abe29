"""The live network against torch, the shipped weights against what is stated of them, the training itself."""

import json
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, replace

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from torch import nn

from cnn_core import validation
from cnn_core.datasets import load_dataset, to_pixels
from cnn_core.network import (
    ARRAYS,
    SHIPPED_WEIGHTS,
    TRAINED,
    from_hundredths,
    load_weights,
    measured_accuracy,
)
from cnn_core.seeding import seeded
from cnn_core.three_nets import load_hundredths, with_weights
from cnn_core.training import RECIPES, Recipe, right, round_to_zero_sum, to_hundredths, train
from cnn_core.validation import SEEDS, VALIDATED, chosen_weights, trained_hundredths, validated

RECORDS = json.loads(TRAINED.with_suffix(".json").read_text(encoding="utf-8"))
READABLE = ("digits", "cats_dogs")


def test_unknown_weights_are_refused_by_name() -> None:
    with pytest.raises(KeyError, match="no weights named 'faces'"):
        load_weights("faces")


@pytest.mark.parametrize("name", SHIPPED_WEIGHTS)
def test_shipped_numbers_are_hundredths(name: str) -> None:
    weights = load_weights(name)
    for array in (weights.conv_weight, weights.conv_bias, weights.linear_weight, weights.linear_bias):
        assert np.array_equal(array, np.rint(array * 100) / 100)
        assert not array.flags.writeable
    assert weights.conv_weight.shape == (5, 1, 5, 5)
    assert len(weights.labels) == len(weights.linear_weight)


@pytest.mark.parametrize("name", READABLE)
def test_shipped_filters_sum_to_zero_so_flat_areas_give_zero(name: str) -> None:
    weights = load_weights(name)
    assert np.rint(weights.conv_weight * 100).astype(int).sum((1, 2, 3)).tolist() == [0] * 5
    assert weights.conv_bias.tolist() == [0] * 5
    for grey in (0.0, 0.37, 1.0):
        flat = torch.full((1, 1, 28, 28), grey, dtype=torch.float64)
        assert weights.network()[0](flat).abs().max() < 1e-14


def roughness(kernel: NDArray[np.float64]) -> float:
    """Return how much neighbours differ along the smoothest direction: 0 for edges and lines, 2 for noise."""
    steps = (
        kernel[1:] - kernel[:-1],
        kernel[:, 1:] - kernel[:, :-1],
        kernel[1:, 1:] - kernel[:-1, :-1],
        kernel[1:, :-1] - kernel[:-1, 1:],
    )
    return float(min((step**2).mean() for step in steps) / (kernel**2).mean())


@pytest.mark.parametrize("name", READABLE)
def test_shipped_filters_are_edges_or_lines_and_all_different(name: str) -> None:
    filters = load_weights(name).conv_weight[:, 0]
    assert max(roughness(kernel) for kernel in filters) < 0.5
    noise = np.random.default_rng(0).normal(size=(200, 5, 5))
    assert np.mean([roughness(kernel) < 0.5 for kernel in noise]) < 0.01
    assert np.abs(filters).max((1, 2)).min() >= 0.1
    flat = filters.reshape(5, -1) / np.linalg.norm(filters.reshape(5, -1), axis=1, keepdims=True)
    assert (flat @ flat.T - np.eye(5)).max() < 0.95


@pytest.mark.parametrize("name", SHIPPED_WEIGHTS)
def test_shipped_weights_reach_what_is_stated_on_pictures_held_out(name: str) -> None:
    for dataset_name, stated in measured_accuracy(name).items():
        data = load_dataset(dataset_name)
        assert right(load_weights(name), data.x_test, data.y_test) == stated.right
        assert stated.pictures == len(data.y_test)


@pytest.mark.parametrize("name", SHIPPED_WEIGHTS)
def test_the_shipped_seed_is_the_one_that_was_best_at_validation(name: str) -> None:
    record = RECORDS[name]
    counts = record["validation"]["right_by_seed"]
    assert record["validation"]["seeds"] == list(SEEDS)
    assert record["recipe"]["seed"] == counts.index(max(counts))
    assert record["validation"]["pictures"] == sum(VALIDATED[each] for each in RECIPES[name].datasets)
    for reached in measured_accuracy(name).values():
        assert reached.right == reached.right_by_seed[record["recipe"]["seed"]]


@pytest.mark.slow
def test_validation_counts_pictures_that_were_kept_back(monkeypatch: pytest.MonkeyPatch) -> None:
    recipe = Recipe(("digits",), epochs=1, seed=3)
    digits = load_dataset("digits")
    monkeypatch.setitem(VALIDATED, "digits", 500)
    weights = from_hundredths(trained_hundredths(recipe, 5500))
    assert validated(recipe) == right(weights, digits.x_train[5500:], digits.y_train[5500:])
    assert validated(recipe) != right(weights, digits.x_train[:500], digits.y_train[:500])


def test_random_filters_are_pytorchs_and_plain_ones_were_trained_from_such() -> None:
    """Frozen filters are within PyTorch's start of 1/5; neither they nor the plain ones were made smooth."""
    for name in ("digits_plain", "digits_random"):
        filters = load_weights(name).conv_weight[:, 0]
        assert max(roughness(kernel) for kernel in filters) > 0.5
        assert np.rint(filters * 100).sum((1, 2)).tolist() != [0] * 5
        assert load_weights(name).conv_bias.tolist() == [0] * 5
    assert np.abs(load_weights("digits_random").conv_weight).max() <= 0.2


@pytest.mark.parametrize("name", SHIPPED_WEIGHTS)
def test_what_is_stated_belongs_to_the_recipe(name: str) -> None:
    record = RECORDS[name]
    chosen = replace(RECIPES[name], seed=record["recipe"]["seed"])
    assert record["recipe"] == json.loads(json.dumps(asdict(chosen)))


@pytest.mark.slow
@pytest.mark.alike(claim="training")
def test_training_again_gives_the_same_and_learns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(RECIPES, "short", Recipe(("digits",), epochs=1))
    monkeypatch.setattr(validation, "SEEDS", (4, 5))
    (net, record), (again, other) = chosen_weights("short"), chosen_weights("short")
    assert record == other
    assert record["reached"]["digits"]["right"] > 850
    assert all(np.array_equal(net[key], again[key]) for key in ARRAYS)


@pytest.mark.slow
def test_training_leaves_torchs_random_numbers_alone() -> None:
    torch.manual_seed(7)
    expected = torch.rand(3)
    torch.manual_seed(7)
    train(Recipe(("digits",), epochs=0))
    assert torch.equal(torch.rand(3), expected)


@pytest.mark.parametrize("seed", range(5))
def test_rounding_keeps_the_sum_at_zero_and_every_number_near(seed: int) -> None:
    kernel = np.random.default_rng(seed).normal(scale=20, size=(1, 5, 5))
    kernel -= kernel.mean()
    rounded = round_to_zero_sum(kernel)
    assert rounded.sum() == 0
    assert np.abs(rounded - kernel).max() < 1


@pytest.mark.slow
@pytest.mark.alike(claim="training")
def test_rounding_to_hundredths_costs_no_accuracy() -> None:
    """Of a network trained for a moment; for the shipped ones see cnn_core/data/PROVENANCE.md."""
    digits = load_dataset("digits")
    network = train(Recipe(("digits",), epochs=1, seed=1))
    rounded = from_hundredths(to_hundredths(network))
    with torch.inference_mode():
        exact = network(torch.tensor(to_pixels(digits.x_test)).float()[:, None]).argmax(1).numpy()
    assert abs(right(rounded, digits.x_test, digits.y_test) - (exact == digits.y_test).sum()) < 10


def start(seed: int) -> str:
    with seeded(seed):
        first = nn.Linear(2, 1).weight
        time.sleep(0.001)  # let the others come
        return f"{first} {nn.Linear(2, 1).weight}"


def test_a_start_is_that_of_its_seed_whoever_else_draws() -> None:
    alone = [start(seed) for seed in range(8)]
    with ThreadPoolExecutor(8) as visitors:
        for _ in range(10):
            assert list(visitors.map(start, range(8))) == alone


def test_shipped_weights_use_no_random_numbers() -> None:
    before = torch.random.get_rng_state()
    with_weights("dense", load_hundredths("dense", 0))
    assert torch.equal(torch.random.get_rng_state(), before)

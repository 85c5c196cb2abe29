"""What the live network's page says in numbers is what torch computes and the shipped network reaches."""

import re
from functools import partial

import numpy as np
import pytest
import torch
from torch import nn

from cnn_core.datasets import load_dataset, to_pixels
from cnn_core.network import reading_network
from cnn_core.pictures import WAYS
from lessons.catalog import lesson
from lessons.kit.i18n.language import LANGUAGES
from lessons.kit.quiz.bank import read_items
from lessons.live_network import picture
from lessons.live_network.code import run
from lessons.live_network.settings import State
from tests.lessons.spoken import both_say

LESSON = lesson("live_network")
said = partial(both_say, "live_network")


def shares(source: str, way: str | None = None, **changes: int) -> torch.Tensor:
    """Return the ten shares that the network gives a sample."""
    pixels = torch.tensor(picture.sample(source, way).prepared.pixels)
    return run(State(**changes), pixels)["score"][0].softmax(0)  # pyright: ignore[reportArgumentType]


def answer(shown: torch.Tensor) -> tuple[int, str]:
    return int(shown.argmax()), f"{float(shown.max()):.2f}"


def test_shapes_and_parameters() -> None:
    network = reading_network()
    layers = (network[0], network[-1], network)
    counts = [sum(each.numel() for each in layer.parameters()) for layer in layers]
    assert counts == [130, 7210, 7340]
    assert said("parameters", "130", "7,210", "7,340", "2,880", "28,810")
    assert sum(each.numel() for each in nn.Linear(2880, 10).parameters()) == 28_810
    assert said("saw", "28 − 5 + 1 = 24", "720", "24×24", "12×12", "6×6")


def test_flatten_lays_map_3_row_5_column_7_at_343() -> None:
    maps = torch.arange(720.0).reshape(1, 5, 12, 12)
    assert int(nn.Flatten()(maps)[0, 343 - 1]) == int(maps[0, 2, 4, 6])
    assert torch.equal(maps.view(1, 720), maps.flatten(1))
    assert said("flatten", "343", "map=3&row=5&column=7")


def test_the_message_without_pooling_is_torchs() -> None:
    network = nn.Sequential(nn.Conv2d(1, 5, 5), nn.Flatten(), nn.Linear(720, 10))
    with pytest.raises(RuntimeError) as error:
        network(torch.zeros(1, 1, 28, 28))
    assert said("flatten", f"“{error.value}”")


def test_what_the_network_says_of_the_samples() -> None:
    assert answer(shares("coffee")) == (3, "0.98")
    assert said("score", "0.98")
    assert answer(shares("paper_3", "photo")) == (2, "0.98")
    assert said("prepare", "0.98")
    assert answer(shares("paper_3", "drawing"))[0] == 3
    assert answer(shares("paper_3", right=6))[0] == 8
    assert answer(shares("cat"))[0] == 2
    assert answer(shares("dog_2"))[0] == 3


ACCURACIES = [(0, 97.2, "score"), (4, 57.6, "prepare"), (8, 11.5, "prepare")]


@pytest.mark.slow
@pytest.mark.parametrize(("right", "share", "section"), ACCURACIES)
def test_accuracy_on_held_out_digits(right: int, share: float, section: str) -> None:
    digits = load_dataset("digits")
    named = [
        int(run(State(right=right), torch.tensor(pixels))["score"].argmax())
        for pixels in to_pixels(digits.x_test)
    ]
    assert round(100 * float(np.mean(named == digits.y_test)), 1) == share
    assert said(section, str(share))


def test_links_bring_a_sample_and_a_reading_that_there_are() -> None:
    """Whether the figure has what else they name is asked of it: tests/javascript/further.test.js."""
    texts = [section.body for each in LANGUAGES for section in LESSON.prose(each).sections.values()]
    brought = [match for text in texts for match in re.findall(r"[?&](sample|way)=(\w+)", text)]
    states = [item["state"] for item in read_items(LESSON.folder)]
    brought += [(name, state[name]) for state in states for name in ("sample", "way") if name in state]
    known = {"sample": picture.SAMPLES, "way": WAYS}
    assert len(brought) > 20
    assert [each for each in brought if each[1] not in known[each[0]]] == []


def test_no_digit_of_the_training_is_further_than_a_pixel_from_the_middle() -> None:
    inks = load_dataset("digits").x_train.reshape(-1, 28, 28).astype(float)
    places = np.arange(28) - 13.5
    for axis in (1, 2):
        centres = (inks.sum(axis) * places).sum(1) / inks.sum((1, 2))
        assert np.abs(centres).max() <= 1

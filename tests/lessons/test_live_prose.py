"""What the live network's page says in numbers is what torch computes and the shipped network reaches."""

import re
from functools import partial

import numpy as np
import pytest
import torch
from torch import nn

from cnn_core.datasets import load_dataset
from cnn_core.network import reading_network
from cnn_core.pictures import WAYS
from cnn_core.receptive_field import receptive_fields
from cnn_core.three_nets import load_hundredths, with_weights
from lessons.catalog import lesson
from lessons.kit.i18n.language import LANGUAGES, Language
from lessons.kit.quiz.bank import read_items
from lessons.kit.silhouettes.packing import SAMPLES
from lessons.live_network import data, picture
from lessons.live_network.code import State, run
from tests.lessons.test_prose import both_say
from tests.settings_states import FOLDS

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


@pytest.mark.slow
def test_every_silhouette_of_the_settings_is_fetched() -> None:
    assert set(data.as_data()["samples"]) == set(SAMPLES) == set(FOLDS.settings["silhouette"].choices)


def test_the_rule_of_the_receptive_field_is_that_of_the_net(language: Language) -> None:
    body = LESSON.prose(language).sections["local"].body
    written = re.findall(r"(\d+) \+ (\d+) · (\d+) = (\d+)", body)
    kernels = (5, 2, 5)
    layers = [nn.Conv2d(1, 8, kernels[0]), nn.MaxPool2d(kernels[1]), nn.Conv2d(8, 32, kernels[2])]
    size, jump, expected = 1, 1, list[tuple[str, ...]]()
    for kernel, field in zip(kernels, receptive_fields(layers), strict=True):
        expected.append(tuple(map(str, (size, kernel - 1, jump, field.size[0]))))
        size, jump = field.size[0], field.jump[0]
    assert written == expected
    assert "14×14" in body


def test_units_to_look_at_are_those_on_which_the_answer_leans_most() -> None:
    weights = with_weights("dense", load_hundredths("dense", 0)).state_dict()
    pull = weights["3.weight"][0] - weights["3.weight"][1]
    for_cat = pull.sign()[:, None] * weights["1.weight"]
    expected = for_cat[pull.abs().argsort(descending=True, stable=True)[: data.UNITS]]
    assert torch.equal(torch.from_numpy(data.strongest_units()), (expected * 100).round().short())


def test_pieces_call_forth_what_is_said_of_them() -> None:
    pieces, responses = data.best_pieces()["conv"]
    weights = load_hundredths("global", 0)
    for channel in range(8):
        kernel, bias = weights["1.weight"][channel, 0].astype(int), int(weights["1.bias"][channel]) * 100
        said = (pieces[channel].astype(int) * kernel).sum((1, 2)) + bias
        assert said / 1e4 == pytest.approx(responses[channel], abs=1e-4)
        assert responses[channel] == sorted(responses[channel], reverse=True)

"""The last folds of /live-network: what the nets of the first lesson look at, and how far a cell sees."""

import re

import pytest
import torch
from torch import nn

from cnn_core.receptive_field import receptive_fields
from cnn_core.three_nets import load_hundredths, with_weights
from lessons.catalog import lesson
from lessons.kit.i18n.language import LANGUAGES, Language
from lessons.kit.silhouettes.packing import SAMPLES
from lessons.live_network import data
from tests.settings_states import FOLDS

LESSON = lesson("live_network")


@pytest.mark.slow
def test_every_silhouette_of_the_settings_is_fetched() -> None:
    assert set(data.as_data()["samples"]) == set(SAMPLES) == set(FOLDS.settings["silhouette"].choices)


@pytest.mark.parametrize("language", LANGUAGES)
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

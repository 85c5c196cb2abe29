"""Every refusal has a sentence in both languages, and every sentence finds its numbers."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
import torch
from torch import nn

import cnn_core
from cnn_core import GeometryError, output_shape, output_size, pooled_size
from cnn_core.convolution import channels_read
from cnn_core.refusals import REFUSAL_MESSAGES
from lessons.kit.i18n.korean_particles import fill
from lessons.kit.i18n.language import LANGUAGES, Language
from lessons.maxpool2d import code as maxpool2d
from tests.oracle.test_signatures import LESSONS, figure_says
from tests.oracle.twin import answers
from tests.settings_states import TABLES

KIT = Path(__file__).parents[2] / "lessons" / "kit"
SAID = (KIT / "i18n" / "refusals.json").read_text(encoding="utf-8")
TABLE: dict[str, dict[Language, str]] = json.loads(SAID)

REFUSED: dict[str, Callable[[], object]] = {
    "not_an_integer": lambda: output_size(5, 3, dilation=False),
    "not_a_pair": lambda: output_shape((5, 5), (1, 2, 3)),  # pyright: ignore[reportArgumentType]
    "input_size_not_positive": lambda: output_size(0, 3),
    "kernel_size_not_positive": lambda: output_size(5, 0),
    "stride_not_positive": lambda: output_size(5, 3, stride=0),
    "dilation_not_positive": lambda: output_size(5, 3, dilation=0),
    "padding_negative": lambda: output_size(5, 3, padding=-1),
    "padding_unknown": lambda: output_size(5, 3, padding="full"),
    "padding_mode_unknown": lambda: output_shape((5, 5), 3, padding=1, padding_mode="mirror"),
    "same_padding_with_stride": lambda: output_size(5, 3, stride=2, padding="same"),
    "kernel_larger_than_input": lambda: output_size(5, 7),
    "reflect_padding_too_large": lambda: output_shape((3, 3), 3, padding=3, padding_mode="reflect"),
    "circular_padding_too_large": lambda: output_shape((3, 3), 3, padding=4, padding_mode="circular"),
    "padding_over_half_kernel": lambda: pooled_size(7, 3, padding=2),
    "pooling_larger_than_input": lambda: pooled_size(1, 2),
    "groups_do_not_divide": lambda: channels_read(4, 6, 0, groups=3),
    "in_channels_differ": lambda: cnn_core.convolution_step(nn.Conv2d(3, 1, 1), torch.ones(1, 2, 2), 0, 0),
    "not_three_axes": lambda: cnn_core.convolution_step(nn.Conv2d(1, 1, 1), torch.ones(2, 2), 0, 0),
    "not_two_axes": lambda: cnn_core.pooling_step(nn.MaxPool2d(2), torch.ones(1, 2, 2), 0, 0),
    "divisor_zero": lambda: cnn_core.pooling_step(
        nn.AvgPool2d(2, divisor_override=0), torch.ones(2, 2), 0, 0
    ),
}


def refusal(reason: str) -> GeometryError:
    with pytest.raises(GeometryError) as caught:
        REFUSED[reason]()
    return caught.value


def test_the_padding_that_is_named_is_needed_but_a_mirror_may_refuse_it() -> None:
    needed = int(str(refusal("kernel_larger_than_input").values["smallest_padding"]))
    picture = torch.zeros(1, 1, 5, 5)
    with pytest.raises(RuntimeError, match="Kernel size can't be greater"):
        nn.Conv2d(1, 1, 7, padding=needed - 1)(picture)
    assert nn.Conv2d(1, 1, 7, padding=needed)(picture).numel() == 1
    with pytest.raises(RuntimeError, match="less than the corresponding input dimension"):
        nn.Conv2d(1, 1, 15, padding=5, padding_mode="reflect")(picture)
    assert "of at least {smallest_padding} is needed" in TABLE["kernel_larger_than_input"]["en"]


def test_every_reason_can_be_met_and_has_its_sentences() -> None:
    assert set(REFUSAL_MESSAGES) == set(REFUSED) == set(TABLE)
    assert all(set(both) == set(LANGUAGES) for both in TABLE.values())


@pytest.mark.parametrize("reason", REFUSED)
def test_sentences_name_the_numbers_of_the_refusal(reason: str) -> None:
    error = refusal(reason)
    assert error.reason == reason
    for language in LANGUAGES:
        said = fill(TABLE[reason][language], **error.values)
        assert not re.search(r"[{}|]", said), said
        assert said.endswith(".")
    assert not re.search(r"[{}]", str(error))


@pytest.mark.parametrize("reason", REFUSED)
def test_message_says_what_to_do(reason: str) -> None:
    assert re.search(r": (?:for [\w ]+, )?(use|give|pass|round|drop|it needs)", str(refusal(reason)))


def test_twin_knows_no_other_reasons() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in (KIT / "arithmetic").glob("*.js"))
    named = set(re.findall(r'reason: "(\w+)"', code))
    assert len(named) > 5
    assert named <= set(REFUSAL_MESSAGES)


def test_a_refusal_survives_being_sent_to_another_process() -> None:
    import pickle

    error = refusal("kernel_larger_than_input")
    copy = pickle.loads(pickle.dumps(error))
    assert (copy.reason, copy.values, str(copy)) == (error.reason, error.values, str(error))


NAMES = ("conv2d", "maxpool2d")


def test_alexnets_first_layer_can_be_set() -> None:
    first = {"out_channels": 64, "kernel_size": [11, 11], "stride": [4, 4], "size": "56"}
    (said,) = figure_says("conv2d", [first])
    assert said["call"] == "nn.Conv2d(3, 64, kernel_size=11, stride=4)"
    assert said["state"]["kernel_size"] == [11, 11]
    assert (said["count"], said["output"]) == (64 * 3 * 11 * 11 + 64, [12, 12])


@pytest.mark.parametrize("name", NAMES)
def test_a_figure_at_its_start_asks_about_the_defaults(name: str) -> None:
    (said,) = figure_says(name, [{}])
    assert TABLES[name].validate(said["state"]) == {each.name: each.default for each in TABLES[name].asked}


def test_the_map_of_the_figure_is_that_of_the_code() -> None:
    asked = {"input": "map", "height": 9, "width": 9}
    (said,) = answers([("mapOf", [asked])], LESSONS / "maxpool2d" / "model")
    assert said["values"] == [each for row in maxpool2d.SIGNED for each in row]

"""The code below the live network: it runs as it stands and prints what its last lines say."""

import base64
import json
import random
import re
from dataclasses import replace
from typing import Any, cast

import numpy as np
import pytest
import torch

from cnn_core.datasets import sample_pictures
from cnn_core.network import reading_network
from lessons.convolution import code as convolution
from lessons.gradient import code as gradient_code
from lessons.kit.ask.question import AskError, Question
from lessons.kit.settings.table import InvalidSettings
from lessons.live_network import picture
from lessons.live_network.code import PIXELS, QUESTIONS, State, code_of, printed, read_state
from tests.bench.simulated_paper import saved
from tests.browser.server import ROOT
from tests.lessons.test_asked_code import prints
from tests.oracle.asked import asked

NOTES_PRINTS = ["out1 :  torch.Size([1, 5, 24, 24])", "out2 :  torch.Size([1, 5, 12, 12])"]
CODE: Question[Any] = QUESTIONS[0]


SAMPLE = bytes(picture.as_data(picture.sample("paper_3"))["pixels"])
START: dict[str, Any] = asked("live_network")[0]["state"]


def test_the_notes_network_prints_what_the_note_prints() -> None:
    state = State(relu=False, scores=False, hundredths=SAMPLE)
    assert state.is_note
    code = code_of(state, "en")
    assert prints(code) == printed(state)
    assert printed(state)[:2] == NOTES_PRINTS
    assert "ReLU" not in "\n".join(code)
    assert "Linear" not in "\n".join(code)


def test_a_visitors_own_picture_goes_with_its_code() -> None:
    chance = random.Random(3)
    own = State(layer="score", digit=3, hundredths=bytes(chance.randint(0, 100) for _ in range(PIXELS)))
    assert prints(code_of(own, "ko")) == printed(own)
    assert printed(own)[0] == "(1, 5, 24, 24) (1, 5, 12, 12) (1, 10)"
    assert printed(own)[1] != printed(replace(own, hundredths=SAMPLE))[1]


def test_nothing_but_states_of_the_figure_is_answered() -> None:
    for wrong in ([], [START], "state", 1, None, START | {"more": 1}):
        with pytest.raises(InvalidSettings):
            CODE.read(json.dumps(wrong).encode())
    for name in ("kernels", "hundredths"):
        with pytest.raises((InvalidSettings, AskError)):
            read_state({key: value for key, value in START.items() if key != name})


HUNDREDTHS = np.random.default_rng(3).integers(-60, 60, 7340).astype("<i2")


def body(hundredths: bytes, **changes: object) -> bytes:
    net = base64.b64encode(hundredths).decode()
    return json.dumps({**START, "filters": "digits", "kernels": [], **changes, "net": net}).encode()


def own_net() -> torch.nn.Sequential:
    net = reading_network().double()
    torch.nn.utils.vector_to_parameters(torch.from_numpy(HUNDREDTHS / 100), net.parameters())
    return net


@pytest.mark.slow
def test_the_code_carries_the_net_and_prints_its_score() -> None:
    sent = body(HUNDREDTHS.tobytes(), layer="score", row=1, column=1, digit=7, scores=1, relu=1, pool="max")
    assert len(sent) <= CODE.most_bytes
    wanted = CODE.read(sent)
    answer = CODE.answer(wanted, "en")
    assert prints(answer["code"]) == answer["printed"]
    net = own_net()
    state = wanted[1]
    net.get_parameter("conv.bias").data = torch.tensor(state.bias, dtype=torch.float64)
    pixels = torch.nn.functional.pad(
        torch.tensor(state.pixels), (state.right, -state.right, state.down, -state.down)
    )
    score = net(pixels[None, None])[0, 7].item()
    assert answer["printed"][-1] == str(round(score, 4))
    assert answer["state"] == json.loads(sent)


@pytest.mark.parametrize("wrong", [b"", b"12", HUNDREDTHS.tobytes()[2:], HUNDREDTHS.tobytes() + b"00"])
def test_what_is_no_net_is_refused(wrong: bytes) -> None:
    with pytest.raises(AskError, match="not_this_net"):
        CODE.read(body(wrong))


def test_a_net_takes_the_place_of_the_shipped_digits_alone() -> None:
    with pytest.raises(AskError, match="not_this_net"):
        CODE.read(body(HUNDREDTHS.tobytes(), filters="digits_plain"))


def test_the_code_of_the_way_back_carries_the_net_and_prints_its_gradients() -> None:
    code = next(question for question in gradient_code.QUESTIONS if question.name == "code")
    pixels = np.arange(784) % 101
    state = {"input": "digit", "target": 3, "filter": 2, "layer": "conv", "parameter": "weight"}
    beside = {
        "hundredths": base64.b64encode(pixels.astype(np.uint8).tobytes()).decode(),
        "net": base64.b64encode(HUNDREDTHS.tobytes()).decode(),
    }
    sent = json.dumps(state | {"row": 1, "column": 1} | beside).encode()
    assert len(sent) <= code.most_bytes
    answer = code.answer(code.read(sent), "ko")
    assert prints(answer["code"]) == answer["printed"]
    assert answer["state"] == json.loads(sent)
    net = own_net()
    scores = net(torch.from_numpy(pixels / 100).reshape(1, 1, 28, 28))
    torch.nn.functional.cross_entropy(scores, torch.tensor([3])).backward()
    gradient = net.get_parameter("conv.weight").grad
    assert gradient is not None
    numbers = cast("list[float]", gradient[1].flatten().tolist())
    assert answer["printed"][2] == str([round(each, 6) + 0 for each in numbers])


def test_the_figure_offers_the_same_samples_and_knows_their_sizes_before_their_pixels() -> None:
    script = (ROOT / "lessons" / "convolution" / "model" / "presets.js").read_text(encoding="utf-8")
    found = re.findall(r"(\w+): { height: (\d+), width: (\d+)", script)
    sizes = [(name, *map(str, convolution.sample(name).shape)) for name in convolution.SAMPLES]
    assert found == sizes
    assert f'OWN_PHOTO = "{convolution.OWN}"' in script
    assert set(convolution.SAMPLES) <= {sample.id for sample in sample_pictures()}


@pytest.mark.parametrize("size", [(900, 600), (600, 900), (257, 12), (256, 256), (31, 17), (1, 1)])
def test_a_picture_keeps_its_shape_and_is_at_most_256_long(size: tuple[int, int]) -> None:
    pixels = convolution.grey(saved(np.full(size[::-1], 128), "PNG"))
    scale = min(1, 256 / max(size))
    expected = [max(1, round(side * scale)) for side in reversed(size)]
    assert np.abs(np.array(pixels.shape) - expected).max() <= 1
    assert max(pixels.shape) <= 256
    assert set(pixels.flat) == {50}


def test_pixels_are_hundredths_of_grey() -> None:
    pixels = convolution.grey(saved(np.array([[0, 76, 128, 255]]), "PNG"))
    assert pixels.tolist() == [[0, 30, 50, 100]]
    colours = np.array([[[255, 0, 0], [0, 255, 0], [0, 0, 255]]])
    assert convolution.grey(saved(colours, "PNG")).tolist() == [[30, 59, 11]]

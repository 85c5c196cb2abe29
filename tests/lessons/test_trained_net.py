"""A net that the visitor has trained, in the live network: its code prints what torch says of it."""

import base64
import io
import json
import re
from typing import cast

import numpy as np
import pytest
import torch
from PIL import Image

from cnn_core.datasets import sample_pictures
from cnn_core.network import reading_network
from lessons.convolution import settings
from lessons.gradient import code as gradient_code
from lessons.kit.ask.question import AskError
from lessons.live_network.code import QUESTIONS
from tests.browser.server import ROOT
from tests.lessons.test_asked_code import prints
from tests.oracle.asked import asked

CODE = QUESTIONS[0]
HUNDREDTHS = np.random.default_rng(3).integers(-60, 60, 7340).astype("<i2")


def body(hundredths: bytes, **changes: object) -> bytes:
    state = asked("live_network")[0]["state"]
    net = base64.b64encode(hundredths).decode()
    return json.dumps({**state, "filters": "digits", "kernels": [], **changes, "net": net}).encode()


def own_net() -> torch.nn.Sequential:
    net = reading_network().double()
    numbers = torch.from_numpy(HUNDREDTHS / 100)
    for parameter in net.parameters():
        parameter.data, numbers = (
            numbers[: parameter.numel()].view_as(parameter),
            numbers[parameter.numel() :],
        )
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


def png(image: Image.Image) -> bytes:
    file = io.BytesIO()
    image.save(file, "PNG")
    return file.getvalue()


@pytest.mark.parametrize("name", settings.SAMPLES)
def test_the_figure_knows_a_samples_size_before_its_pixels(name: str) -> None:
    script = (ROOT / "lessons" / "convolution" / "model" / "presets.js").read_text(encoding="utf-8")
    found = re.search(rf"\b{name}: {{ height: (\d+), width: (\d+)", script)
    assert found, f"presets.js has no {name}"
    assert tuple(map(int, found.groups())) == settings.sample(name).shape


def test_the_figure_offers_the_same_samples() -> None:
    script = (ROOT / "lessons" / "convolution" / "model" / "presets.js").read_text(encoding="utf-8")
    assert tuple(re.findall(r"(\w+): { height: \d+", script)) == settings.SAMPLES
    assert f'OWN_PHOTO = "{settings.OWN}"' in script
    assert set(settings.SAMPLES) <= {sample.id for sample in sample_pictures()}


@pytest.mark.parametrize("size", [(900, 600), (600, 900), (257, 12), (256, 256), (31, 17), (1, 1)])
def test_a_picture_keeps_its_shape_and_is_at_most_256_long(size: tuple[int, int]) -> None:
    pixels = settings.grey(png(Image.new("L", size, 128)))
    scale = min(1, 256 / max(size))
    expected = [max(1, round(side * scale)) for side in reversed(size)]
    assert np.abs(np.array(pixels.shape) - expected).max() <= 1
    assert max(pixels.shape) <= 256
    assert set(pixels.flat) == {50}


def test_pixels_are_hundredths_of_grey() -> None:
    pixels = settings.grey(png(Image.fromarray(np.array([[0, 76, 128, 255]], dtype=np.uint8))))
    assert pixels.tolist() == [[0, 30, 50, 100]]
    colours = np.array([[[255, 0, 0], [0, 255, 0], [0, 0, 255]]], dtype=np.uint8)
    assert settings.grey(png(Image.fromarray(colours))).tolist() == [[30, 59, 11]]

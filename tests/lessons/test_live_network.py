"""The live network: the code below it prints what its last lines say, and its text what torch computes."""

import base64
import json
import re
from functools import partial
from typing import Any, cast

import numpy as np
import pytest
import torch
from torch import nn

from cnn_core.datasets import load_dataset, sample_pictures
from cnn_core.moved_accuracy import held_out
from cnn_core.network import TRAINED, reading_network
from cnn_core.pictures import WAYS
from cnn_core.receptive_field import receptive_fields
from cnn_core.three_nets import load_hundredths, with_weights
from lessons.catalog import lesson
from lessons.convolution import code as convolution
from lessons.gradient import code as gradient_code
from lessons.kit.ask.question import AskError, Question
from lessons.kit.i18n.labels import label
from lessons.kit.i18n.language import LANGUAGES, Language
from lessons.kit.quiz.bank import read_items
from lessons.kit.settings.table import InvalidSettings, Settings
from lessons.kit.silhouettes.packing import SAMPLES
from lessons.live_network import data, picture
from lessons.live_network.code import QUESTIONS, State, code_of, printed, read_state, run
from lessons.why_cnn.code import picture_of
from tests.bench.simulated_paper import saved
from tests.browser.server import ROOT
from tests.lessons.test_asked_code import prints
from tests.lessons.test_prose import both_say
from tests.settings_states import FOLDS, asked

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


LESSON = lesson("live_network")
said = partial(both_say, "live_network")


def shares(source: str, way: str | None = None, **changes: int) -> torch.Tensor:
    """Return the ten shares that the network gives a sample."""
    pixels = torch.tensor(picture.sample(source, way).prepared.pixels)
    return run(State(**changes), pixels)["score"][0].softmax(0)  # pyright: ignore[reportArgumentType]


def answer(shown: torch.Tensor) -> tuple[int, str]:
    return int(shown.argmax()), f"{float(shown.max()):.2f}"


def test_flatten_lays_map_3_row_5_column_7_at_343() -> None:
    maps = torch.arange(720.0).reshape(1, 5, 12, 12)
    assert int(nn.Flatten()(maps)[0, 343 - 1]) == int(maps[0, 2, 4, 6])
    assert torch.equal(maps.view(1, 720), maps.flatten(1))
    assert said("flatten", "343", "map=3&row=5&column=7")


def test_what_the_network_says_of_the_samples() -> None:
    assert answer(shares("coffee")) == (3, "0.98")
    assert said("score", "0.98")
    assert answer(shares("paper_3", "photo")) == (2, "0.98")
    assert said("prepare", "0.98")
    assert answer(shares("paper_3", "drawing"))[0] == 3
    assert answer(shares("paper_3", right=6))[0] == 8
    assert answer(shares("cat"))[0] == 2
    assert answer(shares("dog_2"))[0] == 3


def test_the_shipped_net_was_chosen_by_validation_and_all_six_met_the_test_digits(language: Language) -> None:
    record = json.loads(TRAINED.with_suffix(".json").read_text(encoding="utf-8"))["digits"]
    validation, reached = record["validation"], record["reached"]["digits"]
    judged, tested = validation["right_by_seed"], reached["right_by_seed"]
    seed = judged.index(max(judged))
    assert (record["recipe"]["seed"], reached["right"]) == (seed, tested[seed])
    assert len(judged) == len(tested) == 6
    assert max(tested) > tested[seed]
    learned = len(load_dataset("digits").y_train)
    chosen = LESSON.prose(language).sections["chosen"].body
    assert re.findall(r"\d,\d{3}", chosen) == [f"{count:,}" for count in (validation["pictures"], learned)]
    assert re.findall(r"(?:seed|시드) (\d)", chosen) == [str(seed)]
    said_of_all = {"en": "all six were trained again", "ko": "여섯 모두"}
    assert said_of_all[language] in chosen


def test_a_global_maximum_changes_with_the_place_all_the_same(language: Language) -> None:
    """By even steps too, at the frame: of which the note at the last step speaks."""
    net = with_weights("global", load_hundredths("global", 0))

    def lead(down: int, right: int) -> str:
        silhouette = Settings({"picture": "dog_2", "shuffle": 0, "down": down, "right": right, "rotate": 0})
        with torch.inference_mode():
            cat, dog = net(torch.from_numpy(picture_of((silhouette, b"")))[None, None])[0]
        return f"{float(cat - dog):.2f}"

    assert [lead(0, 0), lead(3, 3)] == ["-8.34", "-1.41"]
    assert float(lead(2, 6)) > 0
    changes = {"en": "pooling by 2 and the frame change it", "ko": "풀링과 가장자리에 따라 달라집니다"}
    assert changes[language] in label("looks.last_note", language)


def test_what_is_said_of_the_random_filters_calls_them_by_their_name(language: Language) -> None:
    for said_of_them in ("live.seed_random", "live.note_code"):
        names = re.findall(r"“(.+?)”", label(said_of_them, language))
        assert names == [label("live.filters_random", language)]


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


def test_pieces_stand_in_order_from_six_of_400_pictures_and_a_map_excites_by_all_or_by_none(
    language: Language,
) -> None:
    pictures = str(len(held_out()[0]))
    assert pictures in label("field.none", language)
    written = {
        "en": f"six pieces, each from another of {pictures} pic",
        "ko": f"이미지 {pictures}장 가운데",
    }
    assert written[language] in LESSON.prose(language).sections["local"].body
    found = data.best_pieces()
    for name, (pieces, responses) in found.items():
        assert pieces.shape[:2] == (len(responses), data.BEST) == (len(responses), 6), name
        assert all(row == sorted(row, reverse=True) and (min(row) > 0 or max(row) == 0) for row in responses)
    dead = [channel for channel, row in enumerate(found["deep"][1], 1) if max(row) == 0]
    assert dead == [20, 21]


def test_pieces_call_forth_what_is_said_of_them() -> None:
    pieces, responses = data.best_pieces()["conv"]
    weights = load_hundredths("global", 0)
    for channel in range(8):
        kernel, bias = weights["1.weight"][channel, 0].astype(int), int(weights["1.bias"][channel]) * 100
        said = (pieces[channel].astype(int) * kernel).sum((1, 2)) + bias
        assert said / 1e4 == pytest.approx(responses[channel], abs=1e-4)
        assert responses[channel] == sorted(responses[channel], reverse=True)

"""What the live network's page says in numbers is what torch computes and the shipped network reaches."""

import re
from urllib.parse import parse_qsl

import numpy as np
import pytest
import torch
from torch import nn

from cnn_core.datasets import load_dataset, to_pixels
from cnn_core.network import reading_network
from cnn_core.pictures import WAYS
from lessons.catalog import lesson
from lessons.kit.i18n.language import LANGUAGES
from lessons.kit.quiz.bank import address_of, read_items
from lessons.live_network import picture
from lessons.live_network.code import run
from lessons.live_network.settings import TABLE, TRAINED, State
from tests.settings_states import FOLDS, takes

LESSON = lesson("live_network")
SIZES = {"conv": 24, "relu": 24, "pool": 12}
NUMBERS = {"seed": (1, 99), "down": (-8, 8), "right": (-8, 8), "map": (1, 5), "digit": (0, 9)}
NAMES = {
    "filters": set(TABLE.settings["filters"].choices),
    "relu": {"0", "1"},
    "pool": {"max", "average"},
    "scores": {"0", "1"},
    "layer": {*SIZES, "score"},
    "sample": set(picture.SAMPLES),
    "way": set(WAYS),
}
MOST_WORDS = 180


def said(section: str, *words: str) -> bool:
    """Return whether both languages say all of these in a section."""
    bodies = [LESSON.prose(language).sections[section].body for language in LANGUAGES]
    return all(word in body for body in bodies for word in words)


def shares(source: str, way: str | None = None, **changes: int) -> torch.Tensor:
    """Return the ten shares that the network gives a sample."""
    pixels = torch.tensor(picture.sample(source, way).prepared.pixels)
    return run(State(**changes), pixels)["score"][0].softmax(0)  # pyright: ignore[reportArgumentType]


def answer(shown: torch.Tensor) -> tuple[int, str]:
    return int(shown.argmax()), f"{float(shown.max()):.2f}"


def is_good(query: str) -> bool:
    """Return whether a link names only what the figure knows, each value one that it can have."""
    asked = dict(parse_qsl(query.removeprefix("?")))
    if asked.keys() <= FOLDS.settings.keys():
        return takes(FOLDS, asked)
    size = SIZES.get(asked.get("layer", ""), 24)
    limits = {**NUMBERS, "row": (1, size), "column": (1, size)}
    for name, value in asked.items():
        if name in NAMES:
            if value not in NAMES[name]:
                return False
        elif name not in limits or not limits[name][0] <= int(value) <= limits[name][1]:
            return False
    is_trained = asked.get("filters", "digits") in TRAINED
    return is_trained or (asked.get("scores") != "1" and asked.get("layer") != "score")


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


def test_every_paragraph_has_a_link_and_no_section_is_long() -> None:
    for language in LANGUAGES:
        for section in LESSON.prose(language).sections.values():
            words = re.sub(r"\]\([^)]*\)", "", section.body).split()
            assert len(words) <= MOST_WORDS, section.title
            for paragraph in section.body.split("\n\n"):
                assert "](?" in paragraph or paragraph.startswith((">", "$$")), paragraph


def test_links_name_only_what_the_figure_knows() -> None:
    links = [
        link
        for language in LANGUAGES
        for section in LESSON.prose(language).sections.values()
        for link in re.findall(r"\]\((\?[^)]*)\)", section.body)
    ]
    assert len(links) > 40
    assert [link for link in links if not is_good(link)] == []
    states = [address_of(item["state"]) for item in read_items(LESSON.folder)]
    assert [state for state in states if not is_good(state)] == []


PLANTED = [
    "?filter=9",
    "?silhouette=own",
    "?rows=3",
    "?row=13&layer=pool",
    "?filters=learned",
    "?sample=zebra",
    "?filters=random&scores=1",
]


@pytest.mark.parametrize("planted", PLANTED)
def test_a_planted_link_is_noticed(planted: str) -> None:
    assert not is_good(planted)


def test_no_digit_of_the_training_is_further_than_a_pixel_from_the_middle() -> None:
    inks = load_dataset("digits").x_train.reshape(-1, 28, 28).astype(float)
    places = np.arange(28) - 13.5
    for axis in (1, 2):
        centres = (inks.sum(axis) * places).sum(1) / inks.sum((1, 2))
        assert np.abs(centres).max() <= 1

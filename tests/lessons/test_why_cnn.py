"""The lesson /why-cnn: its code runs, its words keep to the rules."""

import random
import re
from urllib.parse import parse_qsl

import pytest

from cnn_core.three_nets import load_hundredths
from lessons.catalog import lesson
from lessons.kit.i18n.language import LANGUAGES
from lessons.kit.quiz.bank import address_of, read_items
from lessons.why_cnn import nets, patches
from lessons.why_cnn.pytorch import code_of, shares_of
from lessons.why_cnn.state import State, state_of
from tests.lessons.test_live_pytorch import execute as execute_lines

LESSON = lesson("why_cnn")
MOST_WORDS = 180
NAMES = {
    "picture": set(nets.SAMPLES),
    "right": {str(each) for each in range(-6, 7)},
    "down": {str(each) for each in range(-6, 7)},
    "rotate": {str(each) for each in range(-90, 91, 5)},
    "shuffle": {"0", "1"},
    "practice": {"centred", "moved"},
    "net": {"dense", "flatten", "global"},
    "filter": {str(each) for each in range(1, 9)},
    "conv_channel": {str(each) for each in range(1, 9)},
    "deep_channel": {str(each) for each in range(1, 33)},
}


def execute(code: str) -> str:
    """Return what code prints."""
    return "\n".join(execute_lines(code.split("\n"))) + "\n"


def last_lines(code: str) -> str:
    """Return what a code says that it prints."""
    lines = code.split("\n")
    count = next(at for at, line in enumerate(reversed(lines)) if not line.startswith("# "))
    return "".join(f"{line[2:]}\n" for line in lines[-count:])


def some_state(chance: random.Random) -> State:
    return State(
        picture=chance.choice(list(nets.SAMPLES)),
        right=chance.randint(-6, 6),
        down=chance.randint(-6, 6),
        rotate=chance.choice(range(-90, 91, 5)),
        shuffle=chance.random() < 0.3,
        practice=chance.choice(["centred", "moved"]),
        net=chance.choice(["dense", "flatten", "global"]),
    )


@pytest.mark.parametrize("seed", range(12))
def test_code_prints_what_its_last_line_says(seed: int) -> None:
    chance = random.Random(seed)
    code = code_of(some_state(chance), chance.choice(LANGUAGES))
    assert execute(code) == last_lines(code)


def test_code_of_a_drawing_runs() -> None:
    assert re.fullmatch(r"[\d.]+ [\d.]+\n", execute(code_of(State(picture="own", right=2), "en")))


def test_shuffled_and_plain_dense_net_give_one_answer() -> None:
    plain, other = shares_of(State(net="dense")), shares_of(State(net="dense", shuffle=True))
    assert plain == pytest.approx(other, abs=1e-12)


def test_shuffled_pictures_are_given_to_nets_that_have_practised_them() -> None:
    assert state_of({}).practised == "centred"
    assert state_of({"practice": "moved", "right": 6}).practised == "moved"
    assert state_of({"shuffle": 1}).practised == "shuffled"


@pytest.mark.parametrize("language", LANGUAGES)
def test_sections_are_short_and_every_paragraph_links_to_the_figure(language: str) -> None:
    for name, section in LESSON.prose(language).sections.items():  # pyright: ignore[reportArgumentType]
        words = re.sub(r"\]\([^)]*\)", "", section.body).split()
        assert len(words) <= MOST_WORDS, name
        assert section.body.count("](?") >= 1, name


def test_every_link_names_what_the_figure_has() -> None:
    links = [address_of(item["state"]) for item in read_items(LESSON.folder)]
    for language in LANGUAGES:
        for section in LESSON.prose(language).sections.values():
            links += re.findall(r"\]\((\?[^)]*)\)", section.body)
    for link in links:
        asked = dict(parse_qsl(link[1:]))
        assert all(value in NAMES[name] for name, value in asked.items()), link


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_percentage_is_written_by_hand(language: str) -> None:
    words = " ".join(section.body for section in LESSON.prose(language).sections.values())  # pyright: ignore[reportArgumentType]
    assert not re.search(r"\d\s?%", words)
    for item in read_items(LESSON.folder):
        assert not re.search(r"\d\s?%", str(item[language]))


def test_pieces_call_forth_what_is_said_of_them() -> None:
    pieces, responses = patches.best_pieces()["conv"]
    weights = load_hundredths("global", 0)
    for channel in range(8):
        kernel, bias = weights["1.weight"][channel, 0].astype(int), int(weights["1.bias"][channel]) * 100
        said = (pieces[channel].astype(int) * kernel).sum((1, 2)) + bias
        assert said / 1e4 == pytest.approx(responses[channel], abs=1e-4)
        assert responses[channel] == sorted(responses[channel], reverse=True)

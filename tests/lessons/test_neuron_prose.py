"""What the neuron's page says in numbers is what torch computes."""

import re
from urllib.parse import parse_qsl

import torch
from torch import nn

from cnn_core.matrix import as_matrix
from lessons.catalog import lesson
from lessons.kit.i18n.language import LANGUAGES
from lessons.kit.quiz.bank import address_of, read_items
from lessons.neuron.code import outputs_of
from tests.monkey.neuron.addresses import KERNELS, NOTE, TABLE, TABLES
from tests.settings_states import takes

LESSON = lesson("neuron")
MOST_WORDS = 180


def said(section: str, *words: str) -> bool:
    """Return whether both languages say all of these in a section."""
    bodies = [LESSON.prose(language).sections[section].body for language in LANGUAGES]
    return all(word in body for body in bodies for word in words)


def test_the_notes_window_gives_8_and_8_plus_bias_comes_out() -> None:
    picture, cross = (
        [row[at : at + size] for at in range(0, len(row), size)]
        for row, size in ((NOTE, 5), (KERNELS["cross"], 3))
    )
    start = {"input": picture, "kernel": cross, "shared": 1, "step": 5}
    for bias, relu, output in ((0, 0, 8), (-3, 0, 5), (-12, 1, 0), (-12, 0, -4)):
        assert outputs_of(TABLE.validate(start | {"bias": bias, "relu": relu}))[1, 1] == output
    assert said("saw", "[8](?bias=0&relu=0)", "−3", "−12", "−4")


def test_the_counts_are_those_of_the_layers() -> None:
    layer, dense = nn.Conv2d(1, 5, 5), nn.Linear(784, 2880)
    matrix = as_matrix(layer, (28, 28))
    weights, edges, distinct = dense.weight.numel(), len(matrix.rows), len(set(matrix.weight_index))
    counts = [sum(each.numel() for each in dense.parameters()), edges, distinct, edges // distinct]
    assert counts == [2_260_800, 72_000, 125, 576]
    assert sum(each.numel() for each in layer.parameters()) == 130
    assert said("counting", *(f"{count:,}" for count in counts), "130", "2,880 × 784")
    assert f"{100 * edges / weights:.2f}" == "3.19"
    assert said("counting", "3.19")


def test_nine_neurons_have_81_edges() -> None:
    assert len(as_matrix(nn.Conv2d(1, 1, 3), (5, 5)).rows) == 81
    assert said("sharing", "81")


def test_zero_padding_spoils_two_in_a_row_at_the_border_only() -> None:
    x, one, two = (torch.rand(1, 1, size, size, dtype=torch.float64) for size in (7, 3, 3))
    conv = nn.functional.conv2d
    kernel = conv(nn.functional.pad(one, (2, 2, 2, 2)), two.flip(2, 3))
    difference = (conv(conv(x, one, padding=1), two, padding=1) - conv(x, kernel, padding=2)).abs()[0, 0]
    assert difference[1:-1, 1:-1].max() < 1e-12
    assert difference.max() > 0.01


def _is_legal(link: str) -> bool:
    query = dict(parse_qsl(link.removeprefix("?"), keep_blank_values=True))
    return any(takes(table, query) for table in TABLES)


def test_every_link_names_a_state_that_a_figure_has() -> None:
    links = [
        link
        for language in LANGUAGES
        for part in LESSON.prose(language).sections.values()
        for link in re.findall(r"\]\((\?[^)]+)\)", part.body)
    ]
    links += [address_of(item["state"]) for item in read_items(LESSON.folder)]
    assert len(links) > 30
    assert [link for link in links if not _is_legal(link)] == []
    assert not _is_legal("?step=10")
    assert not _is_legal("?colour=1")


def test_every_paragraph_shows_what_it_says_and_no_section_is_long() -> None:
    for language in LANGUAGES:
        for section in LESSON.prose(language).sections.values():
            words = " ".join(part.split("](", 1)[0] for part in section.body.split(")")).split()
            assert len(words) <= MOST_WORDS
            for paragraph in section.body.split("\n\n"):
                assert "](?" in paragraph or paragraph.startswith(">")

"""The pooling lesson: what its prose says in numbers, and its links."""

import json
from functools import partial

import pytest
import torch
import torch.nn.functional as F
from torch import Tensor

from lessons.catalog import lesson
from lessons.kit.i18n.language import LANGUAGES
from lessons.pooling import code
from tests.lessons.test_prose import both_say
from tests.monkey.lessons.pooling_layers import NUMBERS, Pooling, map_of
from tests.settings_states import asked

RUNS = 300
said = partial(both_say, "pooling")


def piece(shift: int = 0) -> Tensor:
    """Return the piece of the map that the lesson speaks of, as a batch, in units."""
    return (map_of(3, shift)[9:17, 9:17] / 100)[None, None]


def named(name: str) -> Tensor:
    return torch.tensor(NUMBERS[name], dtype=torch.float64)[None, None]


def gradient(output: Tensor, x: Tensor) -> Tensor:
    return torch.autograd.grad(output.sum(), x)[0][0, 0]


def test_the_window_of_the_text() -> None:
    assert piece()[0, 0, 2:4, 2:4].flatten().tolist() == [-0.2, -0.4, -0.5, -0.9]
    assert said("saw", "−0.2, −0.4, −0.5", "−0.9", "−0.5", "?input=three&step=6")
    assert round(F.avg_pool2d(piece(), 2)[0, 0, 1, 1].item(), 4) == -0.5
    assert F.max_pool2d(piece(), 2)[0, 0, 1, 1].item() == -0.2


def test_relu_changes_places_with_the_maximum_only() -> None:
    x = named("mixed")
    assert torch.equal(F.max_pool2d(x.relu(), 2), F.max_pool2d(x, 2).relu())
    assert F.avg_pool2d(x, 2)[0, 0, 0, 0] == 0
    assert F.avg_pool2d(x.relu(), 2)[0, 0, 0, 0] == 1
    assert said("saw", "−2, 2, −2", "?input=mixed")


def test_what_stays_after_one_pixel_and_after_two() -> None:
    same = [
        int(torch.isclose(pool(piece(1), 2), pool(piece(), 2)).sum()) for pool in (F.max_pool2d, F.avg_pool2d)
    ]
    assert same == [4, 0]
    assert said("move", "16", "4")
    for pool in (F.max_pool2d, F.avg_pool2d):
        assert torch.allclose(pool(piece(2), 2)[..., 1:], pool(piece(), 2)[..., :-1])


def test_a_maximum_stays_where_its_winner_does_and_nothing_larger_comes_in() -> None:
    before, winners = F.max_pool2d(piece(), 2, return_indices=True)
    after, columns = F.max_pool2d(piece(1), 2), winners % 8
    stays = (columns + 1) // 2 == columns // 2  # the winner, one cell further right, is in its window still
    assert [int(stays.sum()), int((stays & ~torch.isclose(before, after)).sum())] == [9, 5]
    assert torch.equal(torch.isclose(before, after), stays & (after <= before + 1e-9))
    assert "nothing larger comes in" in lesson("pooling").prose("en").sections["move"].body


def test_pairs_of_ones_are_torn_by_a_border() -> None:
    x = named("pairs")
    assert F.max_pool2d(x, 2)[0, 0, 0].tolist() == [0, 1, 0, 1, 0]
    assert F.max_pool2d(F.pad(x, (1, 0))[..., :10], 2)[0, 0, 0].tolist() == [0, 1, 1, 1, 1]
    assert said("move", "0, 1, 0, 1, 0", "0, 1, 1, 1, 1")


def test_where_the_gradient_goes() -> None:
    x = piece().requires_grad_()
    assert gradient(F.max_pool2d(x, 2), x).count_nonzero() == 16
    assert (gradient(F.avg_pool2d(x, 2), x) == 0.25).all()
    tie = named("tie4").requires_grad_()
    assert gradient(F.max_pool2d(tie, 2), tie).tolist() == [[0, 1], [0, 0]]
    assert gradient(tie.amax((2, 3)), tie).tolist() == [[0, 0.5], [0.5, 0]]
    spot = named("spot").requires_grad_()
    assert gradient(F.max_pool2d(spot, 3, 1), spot).max() == 9


def test_what_is_done_at_the_edge_is_told_once_in_lesson_8() -> None:
    for language in LANGUAGES:
        here = "".join(section.body for section in lesson("pooling").prose(language).sections.values())
        assert "`ceil_mode" not in here
        assert "`count_include_pad" not in here


def test_a_stride_instead_is_average_pooling() -> None:
    even = F.conv2d(piece(), torch.full((1, 1, 2, 2), 0.25, dtype=torch.float64), stride=2)
    assert torch.allclose(even, F.avg_pool2d(piece(), 2))
    assert said("stride", "0.25", "4")


def _text(rows: list[list[float]]) -> str:
    return ";".join(",".join(map(str, row)) for row in rows)


def test_the_code_prints_what_its_layers_give() -> None:
    for each in asked("pooling")[:RUNS]:
        state = each["state"]
        grids = {name: _text(state[name]) for name in ("input", "weights")}
        figure = Pooling({**{name: str(value) for name, value in state.items()}, **grids, "shift": "0"})
        outputs = [figure.first(figure.now), figure.average(figure.now)]
        if state["gradient"]:
            shown: list[float] = [int(figure.shares(which).count_nonzero()) for which in (0, 1)]
        else:
            shown = [output.flatten()[state["step"] - 1].item() / 100 for output in outputs]
        answer = code.answer(code.TABLE.validate(state), "en")
        shape, _, printed = answer["printed"][0].partition(" [")
        assert shape == str((1, 1, *outputs[0].shape))
        assert json.loads(f"[{printed}") == pytest.approx(shown, abs=1e-4)

"""The pooling lesson: what its prose says in numbers, and its links."""

import json

import pytest
import torch
import torch.nn.functional as F
from torch import Tensor

from lessons.catalog import lesson
from lessons.kit.i18n.language import LANGUAGES
from lessons.pooling import code
from tests.monkey.lessons.pooling_layers import NUMBERS, Pooling, map_of
from tests.settings_states import asked

RUNS = 300


def piece(shift: int = 0) -> Tensor:
    """Return the piece of the map that the lesson speaks of, as a batch, in units."""
    return (map_of(3, shift)[9:17, 9:17] / 100)[None, None]


def named(name: str) -> Tensor:
    return torch.tensor(NUMBERS[name], dtype=torch.float64)[None, None]


def test_relu_changes_places_with_the_maximum_only() -> None:
    x = named("mixed")
    assert torch.equal(F.max_pool2d(x.relu(), 2), F.max_pool2d(x, 2).relu())
    assert not torch.equal(F.avg_pool2d(x.relu(), 2), F.avg_pool2d(x, 2).relu())


def test_two_pixels_are_one_stride_and_one_is_none() -> None:
    for pool in (F.max_pool2d, F.avg_pool2d):
        assert torch.allclose(pool(piece(2), 2)[..., 1:], pool(piece(), 2)[..., :-1])
    assert not torch.isclose(F.avg_pool2d(piece(1), 2), F.avg_pool2d(piece(), 2)).any()


def test_a_maximum_stays_where_its_winner_does_and_nothing_larger_comes_in() -> None:
    before, winners = F.max_pool2d(piece(), 2, return_indices=True)
    after, columns = F.max_pool2d(piece(1), 2), winners % 8
    stays = (columns + 1) // 2 == columns // 2  # the winner, one cell further right, is in its window still
    assert [int(stays.sum()), int((stays & ~torch.isclose(before, after)).sum())] == [9, 5]
    assert torch.equal(torch.isclose(before, after), stays & (after <= before + 1e-9))
    assert "nothing larger comes in" in lesson("pooling").prose("en").sections["move"].body


def test_amax_shares_a_tie() -> None:
    tie = named("tie4").requires_grad_()
    shared = torch.autograd.grad(tie.amax((2, 3)), tie)[0]
    assert shared[0, 0].tolist() == [[0, 0.5], [0.5, 0]]


def test_what_is_done_at_the_edge_is_told_once_in_lesson_8() -> None:
    for language in LANGUAGES:
        here = "".join(section.body for section in lesson("pooling").prose(language).sections.values())
        assert "`ceil_mode" not in here
        assert "`count_include_pad" not in here


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

"""The shipped nets on pictures that are moved, turned and shuffled as torch does it: measured once more."""

import numpy as np
import pytest
import torch
import torch.nn.functional as F

from cnn_core import three_nets
from cnn_core.datasets import load_dataset, to_pixels
from cnn_core.held_out import HELD_OUT, REACH, WAYS, measured_when_moved, right_when_moved, way_name
from cnn_core.moved_accuracy import held_out
from cnn_core.moved_pictures import moved, moved_any_way, turned
from cnn_core.network import load_weights
from cnn_core.three_nets import (
    COUNTED,
    PRACTICES,
    SEEDS,
    load_hundredths,
    three_net,
    to_hundredths,
    trained,
    with_weights,
)
from cnn_core.training import predictions

pytestmark = pytest.mark.slow


def test_every_seed_that_is_named_is_shipped_and_no_other() -> None:
    for practice in PRACTICES:
        for name in COUNTED:
            shapes = {key: value.shape for key, value in three_net(name).state_dict().items()}
            last = load_hundredths(name, SEEDS[practice] - 1, practice)
            assert {key: value.shape for key, value in last.items()} == shapes
    with pytest.raises(IndexError):
        load_hundredths("dense", 5)


@pytest.mark.parametrize("degrees", [-90, -35, 5, 30, 45, 60, 90])
def test_turned_is_what_torch_samples(degrees: int) -> None:
    pixels = held_out()[0][:20]
    angle = np.deg2rad(degrees)
    matrix = torch.tensor([[np.cos(angle), np.sin(angle), 0], [-np.sin(angle), np.cos(angle), 0]])
    grid = F.affine_grid(matrix.expand(20, 2, 3), [20, 1, 28, 28], align_corners=True)
    expected = F.grid_sample(torch.tensor(pixels)[:, None], grid, align_corners=True)[:, 0].numpy()
    assert np.abs(turned(pixels, degrees) - expected).max() <= 0.005 + 1e-9


def test_moved_is_what_torch_pads() -> None:
    pixels = held_out()[0][:3]
    expected = F.pad(torch.tensor(pixels), (5, -5, -2, 2)).numpy()
    assert np.array_equal(moved(pixels, np.full(3, -2), np.full(3, 5)), expected)


def test_every_held_out_picture_moves_by_the_same_distance_in_its_own_direction() -> None:
    middle = np.zeros((1, 28, 28))
    middle[0, 14, 14] = 1
    dots = np.repeat(middle, 400, axis=0)
    rows, columns = np.nonzero(moved_any_way(dots, 4))[1:]
    far = np.hypot(rows - 14, columns - 14)
    assert len(far) == 400
    assert far.min() > 3.2
    assert far.max() < 4.8
    assert len(set(zip(rows.tolist(), columns.tolist(), strict=True))) > 12


def test_the_same_seed_gives_the_same_weights_and_another_one_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(three_nets.EPOCHS, "global", 1)

    def after(seed: int) -> list[int]:
        return to_hundredths(trained("global", seed))["4.weight"].flatten().tolist()

    assert after(3) == after(3) != after(4)


MOVES = [(0, 0), (1, 0), (0, -1), (4, 0), (-3, 7), (8, 8), (-8, 5)]


@pytest.mark.alike("down", "right", keep=2)
@pytest.mark.parametrize("name", HELD_OUT)
@pytest.mark.parametrize(("down", "right"), MOVES)
def test_counts_are_those_of_pictures_that_were_really_moved(name: str, down: int, right: int) -> None:
    pictures = load_dataset(HELD_OUT[name])
    moved_by_torch = F.pad(torch.tensor(pictures.x_test), (right, -right, down, -down)).numpy()
    answers = predictions(load_weights(name), to_pixels(moved_by_torch))
    measured = measured_when_moved(name)["relu max"][REACH + down][REACH + right]
    assert measured == int((answers == pictures.y_test).sum())


@pytest.mark.alike("way", "name", keep=2)
@pytest.mark.parametrize("name", HELD_OUT)
@pytest.mark.parametrize("way", WAYS)
def test_what_is_shipped_is_what_is_measured_now(name: str, way: tuple[bool, str]) -> None:
    counts = right_when_moved(load_weights(name), load_dataset(HELD_OUT[name]), *way)
    assert counts.tolist() == measured_when_moved(name)[way_name(*way)]


def test_with_every_window_there_the_scores_stay_for_moves_by_an_even_number_only() -> None:
    """What /why-cnn says of pooling over the whole map: the pooling in between moves by 2."""
    net, pictures = with_weights("wide", load_hundredths("global", 0)), torch.tensor(held_out()[0])[:, None]
    with torch.inference_mode():
        in_place = net(pictures)
        stays = [
            torch.isclose(net(F.pad(pictures, (right, -right))), in_place, atol=1e-9).all(1).sum().item()
            for right in (1, 2, 3, 4)
        ]
    assert stays == [0, 400, 0, 400]

"""Pictures as people make them: what is chosen on the way to the ink, said, and taken back."""

import json
import struct
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageDraw

from cnn_core.network import load_weights
from cnn_core.pictures import CHOICES, PictureError, Prepared, prepare
from cnn_core.training import predictions
from tests.bench.bench_pictures import is_right, scenes
from tests.bench.people_scenes import KINDS
from tests.bench.simulated_paper import saved
from tests.cnn_core.test_pictures_files import refusal

CASES = Path(__file__).parents[3] / "shared" / "cases"
PHOTOMETRIC = 262  # the tag of a TIFF that says whether 0 is white
FEW = 12
FEWER = 2  # of twelve, than are wanted of many: far above what reading without looking for the ink reaches


def answer(prepared: Prepared) -> int:
    return int(predictions(load_weights("digits"), prepared.pixels[None])[0])


def drawn(*, ground: int = 235, size: tuple[int, int] = (320, 240)) -> Image.Image:
    """A dark 7 in the middle of a light sheet."""
    image = Image.new("L", size, ground)
    x, y = size[0] // 2, size[1] // 2
    ImageDraw.Draw(image).line((x - 30, y - 40, x + 30, y - 40, x - 8, y + 45), fill=25, width=10)
    return image


@pytest.mark.slow
@pytest.mark.alike("kind", keep=4)
@pytest.mark.parametrize("kind", KINDS)
def test_pictures_as_people_make_them_are_read(kind: str) -> None:
    """The benchmark bench_pictures prints the rates of larger samples."""
    make, wanted = KINDS[kind]
    assert sum(is_right(made) for made in scenes(make, FEW, seed=11)) >= wanted * FEW - FEWER


def on_table() -> bytes:
    table = Image.new("L", (480, 400), 60)
    table.paste(drawn(), (70, 90))
    return saved(table)


def in_a_box() -> bytes:
    image = drawn()
    ImageDraw.Draw(image).rectangle((70, 20, 250, 220), outline=20, width=4)
    return saved(image)


def in_colour() -> bytes:
    red, teal = (200, 60, 60), (20, 133, 133)  # of the same grey
    shape = np.array(drawn()) < 128
    return saved(np.where(shape[..., None], red, teal).astype(np.uint8), "PNG")


def two_signs() -> bytes:
    pair = Image.new("L", (640, 240), 235)
    pair.paste(drawn(), (0, 0))
    ImageDraw.Draw(pair).line((480, 80, 480, 160), fill=25, width=10)
    return saved(pair)


def animated() -> bytes:
    return saved(Image.new("L", (320, 240), 235), save_all=True, append_images=[drawn()])


CHOSEN = {"sheet": on_table, "box": in_a_box, "channel": in_colour, "sign": two_signs, "frame": animated}
# Why nothing is found once the choice is taken back, where that is so.
WITHOUT = {"channel": "no_drawing_equal_brightness", "frame": "no_drawing_empty_frames"}


@pytest.mark.parametrize("choice", CHOICES)
def test_every_choice_is_a_step_and_can_be_taken_back(choice: str) -> None:
    file = CHOSEN[choice]()
    prepared = prepare(file)
    assert prepared.choices == (choice,)
    assert answer(prepared) == 7
    try:
        back = prepare(file, without=(choice,))
    except PictureError as refused:
        assert refused.reason == WITHOUT[choice]  # noqa: PT017 - without the choice there is nothing to see
    else:
        assert choice not in back.choices
        assert not np.array_equal(back.pixels, prepared.pixels)


def test_a_picture_without_any_of_it_makes_no_choice() -> None:
    assert prepare(saved(drawn())).choices == ()


def test_every_sign_is_outlined_and_any_can_be_read() -> None:
    file = two_signs()
    prepared = prepare(file)
    assert (prepared.sign, len(prepared.signs)) == (0, 2)
    assert "several_signs" in prepared.remarks
    left, right = prepared.signs
    assert (left.left, left.right) == pytest.approx((125 / 640, 195 / 640), abs=0.02)
    assert (right.top, right.bottom) == pytest.approx((80 / 240, 160 / 240), abs=0.03)
    assert answer(prepare(file, sign=1)) == 1
    step = next(step for step in prepare(file, sign=1).steps if step.choice == "sign")
    assert step.values == {"n": 2, "k": 2}


@pytest.mark.parametrize("sign", [-1, 2])
def test_a_sign_that_is_not_there_is_refused(sign: int) -> None:
    with pytest.raises(ValueError, match="2 signs"):
        prepare(two_signs(), sign=sign)


def test_a_choice_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="choices are"):
        prepare(saved(drawn()), without=("table",))


def test_outlines_lie_on_the_original_when_the_sign_is_on_a_sheet() -> None:
    (outline,) = prepare(on_table()).signs
    assert (outline.left, outline.right) == pytest.approx((195 / 480, 265 / 480), abs=0.02)
    assert (outline.top, outline.bottom) == pytest.approx((165 / 400, 260 / 400), abs=0.02)


ALLOWED = {"i16b_whiteiszero.tif": "unsupported_kind"}  # either is right: read, or named as not supported


@pytest.mark.parametrize(
    ("kind", "first", "options"),
    [
        ("WEBP", Image.new("RGB", (320, 240), (235, 235, 235)), {"lossless": True}),
        ("GIF", Image.new("RGBA", (320, 240)), {}),
    ],
)
def test_an_empty_first_frame_is_passed_over(kind: str, first: Image.Image, options: dict[str, Any]) -> None:
    frames = {"save_all": True, "append_images": [drawn().convert(first.mode)]}
    prepared = prepare(saved(first, kind, **frames, **options))
    assert (answer(prepared), prepared.choices) == (7, ("frame",))


def test_a_tiff_whose_0_is_white_is_named_as_not_supported() -> None:
    deep = Image.fromarray((np.array(drawn(), np.uint16) * 257).astype(">u2"))
    whole = bytearray(saved(deep, "TIFF"))
    at = whole.index(struct.pack(">HHIH", PHOTOMETRIC, 3, 1, 1))
    whole[at + 8 : at + 10] = bytes(2)  # Pillow has no name for a picture of this kind
    refused = refusal(bytes(whole))
    assert (refused.reason, refused.values) == ("unsupported_kind", {"kind": "TIFF"})


@pytest.mark.slow
@pytest.mark.skipif(not CASES.exists(), reason="the cases lie beside the repository")
def test_the_reported_cases_are_read() -> None:
    expected = json.loads((CASES / "expected.json").read_text(encoding="utf-8"))
    wrong: list[str] = []
    for name in expected:
        path = CASES / name
        if not path.exists():  # a recipe, made by test_pictures_files
            continue
        try:
            prepared = prepare(path.read_bytes())
        except PictureError as refused:
            wrong += [] if ALLOWED.get(name) == refused.reason else [f"{name}: {refused.reason}"]
            continue
        told = path.stem.rpartition("_")[2]
        if name.startswith(("two_digits", "three_digits")):
            is_as_expected = len(prepared.signs) == len(told) and answer(prepared) == int(told[prepared.sign])
        else:
            is_as_expected = answer(prepared) == (int(told) if told.isdecimal() else 3)
        wrong += [] if prepared.way == "drawing" and is_as_expected else [name]
    assert wrong == []

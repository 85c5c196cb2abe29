"""The visitor's picture on the live network's page: from what the figure hands over to its pixels."""

import base64
import io
from dataclasses import asdict, dataclass
from functools import cache
from typing import Any

import numpy as np
from PIL import Image

from cnn_core.pictures import CHOICES, WAYS, PictureError, Prepared, prepare
from lessons.kit.pictures.upload import file_bytes
from lessons.live_network.explaining import Said, step_sentence, way_reasons
from lessons.live_network.samples import samples

SAMPLES = tuple(samples())
OWN = "own"
GONE = f"sample={OWN}"
THUMBNAIL = 96  # pixels: shown at half of that, sharp on a phone's screen as well
STEP_SIDE = 160


@dataclass(frozen=True)
class Shown:
    """A picture after preparation, and where it came from.

    source: a sample's id, or "own"; file: its bytes, kept for the other reading and never written;
    asked_way: the reading that the visitor chose by hand; drawn: whether it comes from the page's own pad;
    sign: which of several signs the visitor chose; without: the choices that were taken back.
    """

    source: str
    file: bytes
    prepared: Prepared
    asked_way: str | None = None
    drawn: bool = False
    sign: int | None = None
    without: tuple[str, ...] = ()


def run(
    source: str,
    file: bytes,
    way: str | None = None,
    *,
    drawn: bool = False,
    sign: int | None = None,
    without: tuple[str, ...] = (),
) -> Shown:
    """Return a picture after preparation; PictureError if the bytes are none.

    Args:
        source: a sample's id, or `OWN`.
        file: the bytes of its file.
        way: "drawing" or "photo" if the visitor chose; None leaves it to what is seen.
        drawn: whether it was drawn on the page; then it is read as a drawing.
        sign: which of several signs is read, from 0; None leaves it to what is seen.
        without: choices of `cnn_core.pictures.CHOICES` that are not made.
    """
    usual = "drawing" if drawn else samples()[source].way if source != OWN else None
    prepared = prepare(file, way or usual, sign=sign, without=without)
    return Shown(source, file, prepared, way, drawn, sign, without)


@cache
def sample(source: str, way: str | None = None) -> Shown:
    """Return one of the samples after preparation."""
    return run(source, samples()[source].data, way)


def _way_of(event: dict[str, Any]) -> str | None:
    way = event.get("way")
    return way if way in WAYS else None


def _again(event: dict[str, Any], current: Shown) -> Shown:
    """The picture that is there once more: read in another way, another of its signs, choices taken back."""
    without = event.get("without", current.without)
    without = tuple(choice for choice in CHOICES if choice in without)
    is_same = without == current.without
    sign = event.get("sign")
    is_there = type(sign) is int and 0 <= sign < len(current.prepared.signs)
    way = _way_of(event) or current.asked_way
    return run(
        current.source,
        current.file,
        way,
        drawn=current.drawn,
        sign=sign if is_there and is_same else None,
        without=without,
    )


def from_event(event: dict[str, Any], current: Shown | None = None) -> Shown:
    """Return the picture that the figure asks for.

    Args:
        event: {"sample": id}, or {"name": ..., "base64": ...} with "drawn" from the pad, or {"way": ...}
            alone for the other reading of the picture that is there; "way" may stand beside the others;
            {"sign": k} for another of its signs, {"without": [choice]} for choices that are taken back.
        current: the picture that is there.

    Raises:
        PictureError: the file is no picture this page can read.
    """
    way = _way_of(event)
    if event.get("sample") in SAMPLES:
        return sample(event["sample"], way)
    is_again = way is not None or {"sign", "without"} & set(event)
    if current is not None and is_again and not {"base64", "sample"} & set(event):
        return _again(event, current)
    return run(OWN, file_bytes(event), way, drawn=event.get("drawn") is True)


def may_be_photo(error: PictureError) -> bool:
    """Return whether only the drawing was not found: the file itself opens, and can be read as a photo."""
    return error.reason in ("nothing_found", "restless_ground")


def first_shown(asked: str | None, asked_way: str | None) -> tuple[Shown, str]:
    """Return what an address asks to see, and which part of it cannot be had: "sample=dog", else "".

    A visitor's own picture is nowhere but in his visit, and its reading goes with it.
    """
    if asked == OWN:
        return sample(SAMPLES[0]), GONE
    source = asked if asked in SAMPLES else SAMPLES[0]
    way = asked_way if asked_way in WAYS else None
    refused = f"sample={asked[:20]}" if asked and source != asked else ""
    if asked_way and not way:
        refused = refused or f"way={asked_way[:20]}"
    try:
        return sample(source, way), refused
    except PictureError:  # no ink to be found in this sample
        return sample(source), refused or f"way={way}"


def _data_url(picture: np.ndarray[Any, np.dtype[np.uint8]], side: int) -> str:
    image = Image.fromarray(picture)
    image.thumbnail((side, side))
    file = io.BytesIO()
    # What is no larger than 28 x 28 must keep every pixel; larger ones are only looked at.
    kind = "PNG" if max(picture.shape[:2]) <= side else "WebP"
    image.save(file, kind, quality=80)
    return f"data:image/{kind.lower()};base64," + base64.b64encode(file.getvalue()).decode()


@cache
def thumbnails() -> list[dict[str, str]]:
    """Return the samples as the figure offers them."""
    return [
        {"id": source, "url": _data_url(sample(source).prepared.steps[0].picture, THUMBNAIL)}
        for source in SAMPLES
    ]


def whole(numbers: np.ndarray[Any, np.dtype[np.float64]], unit: int) -> list[Any]:
    """Return numbers as whole multiples of 1/unit: so no digit is lost on the way to the browser."""
    return np.rint(numbers * unit).astype(int).tolist()


def reasons(shown: Shown) -> list[Said]:
    """Return why the picture was read as it was, and what else was noticed, as labels and their values."""
    is_sample = shown.source != OWN and samples()[shown.source].way is not None
    return way_reasons(shown.prepared, shown.asked_way, drawn=shown.drawn, from_data=is_sample)


def as_data(shown: Shown) -> dict[str, Any]:
    """Return what the figure shows of a picture, as JSON values; its pixels in hundredths."""
    prepared = shown.prepared
    steps: list[dict[str, Any]] = []
    for step in prepared.steps:
        said = {"say": step_sentence(step, prepared), "values": dict(step.values), "choice": step.choice}
        steps.append({"name": step.name, "url": _data_url(step.picture, STEP_SIDE), **said})
    return {
        "source": shown.source,
        "samples": thumbnails(),
        "steps": steps,
        "way": prepared.way,
        "asked_way": shown.asked_way,
        "reasons": reasons(shown),
        "signs": [asdict(outline) for outline in prepared.signs],
        "sign": prepared.sign,
        "without": list(shown.without),
        "pixels": whole(prepared.pixels.ravel(), 100),
    }

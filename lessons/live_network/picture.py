"""The visitor's picture on the live network's page: from what the figure hands over to its pixels."""

import base64
import io
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from PIL import Image

from cnn_core.datasets import sample_pictures
from cnn_core.pictures import Prepared, prepare
from lessons.kit.upload import file_bytes

SAMPLES = ("paper_3", "paper_7", "cat")
OWN = "own"
THUMBNAIL = 128  # pixels: shown at half of that, sharp on a phone's screen as well


@dataclass(frozen=True)
class Shown:
    """A picture after preparation, and where it came from: a sample's id, or "own"."""

    source: str
    prepared: Prepared


def run(source: str, file_bytes: bytes) -> Shown:
    """Return a picture after preparation; PictureError if the bytes are none."""
    return Shown(source, prepare(file_bytes))


@cache
def _sample_bytes() -> dict[str, bytes]:
    return {sample.id: sample.data for sample in sample_pictures()}


@cache
def sample(source: str) -> Shown:
    """Return one of the samples after preparation."""
    return run(source, _sample_bytes()[source])


def from_event(event: dict[str, Any]) -> Shown:
    """Return the picture that the figure has handed over: {"sample": id} or {"name": ..., "base64": ...}.

    Raises:
        PictureError: the file is no picture this page can read.
    """
    if event.get("sample") in SAMPLES:
        return sample(event["sample"])
    return run(OWN, file_bytes(event))


def _data_url(picture: np.ndarray[Any, np.dtype[np.uint8]]) -> str:
    image = Image.fromarray(picture)
    image.thumbnail((THUMBNAIL, THUMBNAIL))
    file = io.BytesIO()
    image.save(file, "PNG")
    return "data:image/png;base64," + base64.b64encode(file.getvalue()).decode()


@cache
def thumbnails() -> list[dict[str, str]]:
    """Return the samples as the figure offers them."""
    return [{"id": source, "url": _data_url(sample(source).prepared.steps[0].picture)} for source in SAMPLES]


def whole(numbers: np.ndarray[Any, np.dtype[np.float64]], unit: int) -> list[Any]:
    """Return numbers as whole multiples of 1/unit: so no digit is lost on the way to the browser."""
    return np.rint(numbers * unit).astype(int).tolist()


def as_data(shown: Shown) -> dict[str, Any]:
    """Return what the figure shows of a picture, as JSON values; its pixels in hundredths."""
    return {
        "source": shown.source,
        "samples": thumbnails(),
        "steps": [{"name": step.name, "url": _data_url(step.picture)} for step in shown.prepared.steps],
        "pixels": whole(shown.prepared.pixels.ravel(), 100),
        "way": shown.prepared.way,
    }

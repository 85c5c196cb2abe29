"""The picture on the live network's page: from the bytes of a file to what the figure shows of it."""

import base64
import io
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache
from typing import Any, cast

import numpy as np
from PIL import Image

from cnn_core.datasets import whole_hundredths
from cnn_core.pictures import CHOICES, STEPS, WAYS, PictureError, Prepared, Step, prepare
from cnn_core.pictures.looking import CALM_GROUND, MOST_REGIONS
from cnn_core.rounding import round_result
from lessons.kit.ask.question import Answer, AskError, Cost, Question, read_json
from lessons.kit.i18n.language import Language
from lessons.kit.pictures.question import RefusedPicture, about_picture
from lessons.kit.settings.table import InvalidSettings
from lessons.live_network.shipped import samples

Said = dict[str, Any]  # a label and the values it names: {"label": "way.regions", "n": 9}


def step_says(step: Step, prepared: Prepared, choice: str) -> list[Said]:
    """Return what is said of a step.

    Args:
        step: one of the picture's.
        prepared: the picture after its preparation.
        choice: the one that was made at this step; "photo" says why.
    """
    why = [_seen_reason(prepared)] if choice == "photo" else []
    return [*why, {"label": _step_sentence(step, prepared), **step.values}]


def _step_sentence(step: Step, prepared: Prepared) -> str:
    """The label of a step's sentence; cropping and shrinking differ between the two readings."""
    if step.name == "resized" and "already_framed" in prepared.remarks:
        return "step.say_resized_framed"
    if step.name in ("cropped", "resized"):
        return f"step.say_{step.name}_{prepared.way}"
    if step.name == "channel":
        return f"step.say_channel_{step.values['channel']}"
    return f"step.say_{step.name}_frame" if step.choice == "frame" else f"step.say_{step.name}"


def _percent(share: float) -> str:
    """A share as fine as `CALM_GROUND` is: rounded further, a ground beside it would be on its other side."""
    return f"{round_result(100 * share, 1):.1f}"


def _seen_reason(prepared: Prepared) -> Said:
    """What spoke for the reading that was taken."""
    seen = prepared.seen
    if prepared.way == "drawing":
        return {"label": "way.ink"}
    if not seen.ink_stands_out:
        return {"label": "way.no_ink"}
    if seen.unrest >= CALM_GROUND:
        return {"label": "way.restless", "p": _percent(seen.unrest), "most": _percent(CALM_GROUND)}
    if seen.regions > MOST_REGIONS:
        return {"label": "way.regions", "n": seen.regions, "most": MOST_REGIONS}
    return {"label": "way.fog"}


def way_reasons(prepared: Prepared, asked_way: str | None, *, drawn: bool, from_data: bool) -> list[Said]:
    """Return why a picture was read as a drawing or a photo, then what else was noticed in the file.

    Args:
        prepared: the picture after its preparation.
        asked_way: the reading that the visitor chose by hand, if any.
        drawn: whether it was drawn on the page.
        from_data: whether it is a picture of a data set, 28 x 28 already.
    """
    if asked_way:
        first = {"label": f"way.by_hand_{prepared.way}"}
    elif drawn:
        first = {"label": "way.drawn"}
    elif from_data:
        first = {"label": "way.from_data"}
    elif "already_framed" in prepared.remarks:
        first = None  # the remark says it
    else:
        first = _seen_reason(prepared)
    # Where one of several signs is to be chosen, what the steps show anyway is not said as well.
    left_out = {"inverted"} if "several_signs" in prepared.remarks else set[str]()
    remarks = [remark for remark in prepared.remarks if remark not in left_out]
    return ([first] if first else []) + [_remark(remark, prepared) for remark in remarks]


def _remark(remark: str, prepared: Prepared) -> Said:
    """What was noticed, with the numbers of the step that it was noticed at."""
    choice = {"several_signs": "sign", "later_frame_of_animation": "frame"}.get(remark)
    values = [dict(step.values) for step in prepared.steps if choice and step.choice == choice]
    return {"label": f"way.{remark}", **(values[0] if values else {})}


SAMPLES = tuple(samples())
OWN = "own"
THUMBNAIL = 96  # pixels: shown at half of that, sharp on a phone's screen as well
STEP_SIDE = 320
KEPT = 28
ORDER = (*STEPS[:1], "frame", *STEPS[1:])  # of the steps, and of the choices that were taken back


@dataclass(frozen=True)
class Reading:
    """What a visitor has chosen of a picture's preparation.

    way: "drawing" or "photo", None leaves it to what is seen; sign: which of several signs is read, from 0,
    None leaves it to what is seen; without: those of `cnn_core.pictures.CHOICES` that were taken back;
    drawn: whether it comes from the page's own pad, and so is a drawing.
    """

    way: str | None = None
    sign: int | None = None
    without: tuple[str, ...] = ()
    drawn: bool = False


AS_SEEN = Reading()


@dataclass(frozen=True)
class Shown:
    """A picture after preparation; source: a sample's id, or "own"."""

    source: str
    prepared: Prepared
    reading: Reading = AS_SEEN


def _usual_way(source: str, reading: Reading) -> str | None:
    """How it is read unless the visitor says otherwise; None where that is left to what is seen."""
    return "drawing" if reading.drawn else samples()[source].way if source != OWN else None


def run(source: str, file: bytes, reading: Reading = AS_SEEN) -> Shown:
    """Return a picture after preparation.

    Args:
        source: a sample's id, or `OWN`.
        file: the bytes of its file.
        reading: what the visitor has chosen.

    Raises:
        PictureError: the bytes are no picture that can be read so.
        AskError: it has no such sign.
    """
    way = reading.way or _usual_way(source, reading)
    try:
        return Shown(source, prepare(file, way, sign=reading.sign, without=reading.without), reading)
    except PictureError:
        raise
    except ValueError as error:  # all else that it refuses has been held already
        raise AskError("no_such_sign") from error


@cache
def sample(source: str, way: str | None = None) -> Shown:
    """Return one of the samples after preparation."""
    return run(source, samples()[source].data, Reading(way))


def _choice_of(value: object, name: str, choices: tuple[str, ...]) -> str:
    if isinstance(value, str) and value in choices:
        return value
    raise InvalidSettings("not_a_choice", name=name, choices=", ".join(choices))


def read_reading(values: Mapping[str, object]) -> Reading:
    """Return what a visitor has chosen: {"way": null, "sign": null, "without": [], "drawn": false}, or less.

    Raises:
        AskError: there cannot be such a sign.
        InvalidSettings: there is no such reading.
    """
    way, sign, without = (values.get(name) for name in ("way", "sign", "without"))
    if sign is not None and (not isinstance(sign, int) or isinstance(sign, bool)):
        raise AskError("no_such_sign")
    listed = cast("list[object]", without) if isinstance(without, list) else []
    taken_back = {_choice_of(each, "without", CHOICES) for each in listed}
    return Reading(
        None if way is None else _choice_of(way, "way", WAYS),
        sign,
        tuple(choice for choice in CHOICES if choice in taken_back),
        drawn=values.get("drawn") is True,
    )


def _values_in(text: bytes) -> Mapping[str, object]:
    asked = read_json(text)
    return cast("dict[str, object]", asked) if isinstance(asked, dict) else {}


def read_sample(body: bytes) -> tuple[str, Reading]:
    """Return which sample is asked for, {"sample": id}, and what the visitor has chosen beside it.

    Raises:
        AskError: it is no JSON, or there cannot be such a sign.
        InvalidSettings: there is no such sample, or no such reading.
    """
    values = _values_in(body)
    return _choice_of(values.get("sample"), "sample", SAMPLES), read_reading(values)


def _data_url(picture: np.ndarray[Any, np.dtype[np.uint8]], side: int) -> str:
    image = Image.fromarray(picture)
    image.thumbnail((side, side))
    file = io.BytesIO()
    # What is no larger than 28 x 28 must keep every pixel; larger ones are only looked at.
    kind = "PNG" if max(picture.shape[:2]) <= KEPT else "WebP"
    image.save(file, kind, quality=80)
    return f"data:image/{kind.lower()};base64," + base64.b64encode(file.getvalue()).decode()


@cache
def thumbnails() -> list[dict[str, str]]:
    """Return the samples as the figure offers them."""
    return [
        {"id": source, "url": _data_url(sample(source).prepared.steps[0].picture, THUMBNAIL)}
        for source in SAMPLES
    ]


def reasons(shown: Shown) -> list[Said]:
    """Return why the picture was read as it was, and what else was noticed, as labels and their values."""
    is_sample = shown.source != OWN and samples()[shown.source].way is not None
    return way_reasons(shown.prepared, shown.reading.way, drawn=shown.reading.drawn, from_data=is_sample)


def steps_of(shown: Shown) -> list[dict[str, Any]]:
    """Return the steps as the figure shows them: "photo" is a choice, too; one taken back has no picture."""
    prepared, reading = shown.prepared, shown.reading
    is_seen = (reading.way or _usual_way(shown.source, reading)) is None
    taken_back = [{"label": "step.say_taken_back"}]
    steps: list[dict[str, Any]] = [
        {"name": choice, "url": "", "says": taken_back, "choice": choice} for choice in reading.without
    ]
    for step in prepared.steps:
        is_photo = is_seen and prepared.way == "photo" and step.name == "cropped"
        choice = "photo" if is_photo else step.choice
        says, url = step_says(step, prepared, choice), _data_url(step.picture, STEP_SIDE)
        steps.append({"name": step.name, "url": url, "says": says, "choice": choice})
    return sorted(steps, key=lambda step: ORDER.index(step["name"]))


def as_data(shown: Shown) -> dict[str, Any]:
    """Return what the figure shows of a picture, as JSON values; its pixels in hundredths."""
    prepared = shown.prepared
    return {
        "source": shown.source,
        "steps": steps_of(shown),
        "way": prepared.way,
        "asked_way": shown.reading.way,
        "reasons": reasons(shown),
        "signs": [asdict(outline) for outline in prepared.signs],
        "sign": prepared.sign,
        "without": list(shown.reading.without),
        "pixels": whole_hundredths(prepared.pixels.ravel()).tolist(),
    }


def _sample_answer(asked: tuple[str, Reading], _language: Language) -> Answer:
    source, reading = asked
    try:
        shown = sample(source, reading.way) if reading == Reading(reading.way) else None
        return as_data(shown or run(source, samples()[source].data, reading))
    except PictureError as error:
        raise RefusedPicture(error) from error


def _file_answer(file: bytes, reading: Reading) -> Answer:
    return as_data(run(OWN, file, reading))


PICTURE_QUESTIONS = (
    about_picture("picture", _file_answer, lambda about: read_reading(_values_in(about))),
    Question("sample", read_sample, lambda _: Cost(), _sample_answer, "pictures"),
)

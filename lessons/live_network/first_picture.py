"""What the live network opens with: the picture that an address asks for."""

from typing import Any

from cnn_core.pictures import WAYS, PictureError
from lessons.kit.i18n.labels import label
from lessons.kit.i18n.language import Language
from lessons.live_network.picture import OWN, SAMPLES, Shown, sample
from lessons.live_network.picture import as_data as picture_data

GONE = f"sample={OWN}"


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


def as_data(asked: str | None, asked_way: str | None, language: Language) -> dict[str, Any]:
    """Return what the figure is opened with, as JSON values.

    Args:
        asked: which picture an address asks for.
        asked_way: how it is to be read.
        language: of the sentence about what of it cannot be had.
    """
    shown, unknown = first_shown(asked, asked_way)
    refusal = ""
    if unknown == GONE:
        refusal = label("up.gone", language)
    elif unknown:
        refusal = label("set.refused_name", language, asked=unknown, taken=f"sample={shown.source}")
    return {"first": picture_data(shown), "refusal": refusal}

"""A file that a visitor has handed to a figure: its bytes, or why they are no picture."""

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cnn_core.pictures import PictureError
from lessons.kit.i18n.labels import label
from lessons.kit.i18n.language import Language


def _plain(value: object) -> object:
    """Return a number as it is read: 12, not 12.0."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


@dataclass(frozen=True)
class Refused:
    """A file that could not become a picture; its sentence is made when it is shown."""

    name: str
    error: PictureError

    def say(self, language: Language) -> str:
        """Return what was wrong with the file and what to do."""
        name = self.name or label("up.unnamed", language)
        values = {key: _plain(value) for key, value in self.error.values.items()}
        return label(f"up.{self.error.reason}", language, **{"name": name} | values)


def file_bytes(event: Mapping[str, Any]) -> bytes:
    """Return the file in what kit/pictures/upload.js sends: {"name": ..., "base64": ...}.

    Raises:
        PictureError: nothing of that kind was sent.
    """
    try:
        return base64.b64decode(event.get("base64", ""), validate=True)
    except (binascii.Error, TypeError, ValueError) as error:
        raise PictureError("not_a_picture") from error

"""Why a question is not answered: one sentence a reason and language, and the status it is sent with."""

import json
from pathlib import Path
from typing import Any

from lessons.kit.i18n.korean_particles import fill
from lessons.kit.i18n.language import Language

ERRORS: dict[str, dict[str, Any]] = json.loads(
    Path(__file__).with_name("errors.json").read_text(encoding="utf-8")
)
"""by the code of a reason: its "status", and its sentence by language"""


class AskError(Exception):
    """A question that is refused; `code` names the reason and `values` what its sentence says."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(f"{code}: {values}")
        self.code = code
        self.values = values

    @property
    def status(self) -> int:
        """The HTTP status it is sent with."""
        return ERRORS[self.code]["status"]

    def say(self, language: Language) -> str:
        """Return the sentence of the reason with its values put in."""
        return fill(ERRORS[self.code][language], **self.values)

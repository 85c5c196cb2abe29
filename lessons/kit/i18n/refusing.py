"""Why settings have no answer: one sentence a reason and language, the same ones for every figure."""

import json
from functools import cache
from pathlib import Path

from lessons.kit.i18n.language import Language


@cache
def sentences(language: Language) -> dict[str, str]:
    """Return the sentence of every reason, its values in braces, for a figure that fills them in."""
    text = Path(__file__).with_name("refusals.json").read_text(encoding="utf-8")
    table: dict[str, dict[Language, str]] = json.loads(text)
    return {reason: both[language] for reason, both in table.items()}

"""Why some settings have no output, in the visitor's language: for figures that count in the browser."""

import json
from pathlib import Path

from lessons.kit.language import Language

TABLE: dict[str, dict[Language, str]] = json.loads(
    (Path(__file__).parent.parent / "kit" / "refusals.json").read_text(encoding="utf-8")
)


def refusals(language: Language) -> dict[str, str]:
    """Return the sentence of every reason, with the names of its values in braces."""
    return {reason: both[language] for reason, both in TABLE.items()}

"""The short labels of the course: one table, both languages side by side."""

import json
from pathlib import Path

from lessons.kit.language import Language
from lessons.kit.particles import fill

TABLE: dict[str, dict[Language, str]] = json.loads(
    Path(__file__).with_name("labels.json").read_text(encoding="utf-8")
)


def label(name: str, language: Language, /, **values: object) -> str:
    """Return one label with its values put in; an unknown name is an error, never an empty place."""
    return fill(TABLE[name][language], **values)


def labels(language: Language) -> dict[str, str]:
    """Return the whole table in one language, for a figure."""
    return {name: both[language] for name, both in TABLE.items()}

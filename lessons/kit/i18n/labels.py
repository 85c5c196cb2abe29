"""The short labels, both languages side by side: the kit's, and each lesson's in its own folder."""

import json
from functools import cache
from pathlib import Path

from lessons.kit.i18n.korean_particles import fill
from lessons.kit.i18n.language import Language


@cache
def sentences(language: Language) -> dict[str, str]:
    """Return the sentence of every reason, its values in braces, for a figure that fills them in."""
    text = Path(__file__).with_name("refusals.json").read_text(encoding="utf-8")
    table: dict[str, dict[Language, str]] = json.loads(text)
    return {reason: both[language] for reason, both in table.items()}


Table = dict[str, dict[Language, str]]

HERE = Path(__file__).parent
LESSONS = HERE.parents[1]
OWN = {path.parent.name: path for path in sorted(LESSONS.glob("*/labels.json"))}
FILES = {"kit": HERE / "labels.json"} | OWN
TABLES: dict[str, Table] = {
    folder: json.loads(path.read_text(encoding="utf-8")) for folder, path in FILES.items()
}
"""by the name of the folder: "kit" holds what several lessons say"""
TABLE: Table = {name: both for table in TABLES.values() for name, both in table.items()}


def label(name: str, language: Language, /, **values: object) -> str:
    """Return one label with its values put in; an unknown name is an error, never an empty place."""
    return fill(TABLE[name][language], **values)


def labels(language: Language, folder: str = "kit") -> dict[str, str]:
    """Return the kit's labels and those of one lesson in one language, for a figure."""
    both_tables = TABLES["kit"] | TABLES.get(folder, {})
    return {name: both[language] for name, both in both_tables.items()}

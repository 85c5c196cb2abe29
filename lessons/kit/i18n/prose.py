"""Prose is Markdown beside its lesson, one file a language, with named sections."""

import re
from dataclasses import dataclass, replace
from pathlib import Path

from lessons.kit.i18n.language import Language
from lessons.kit.i18n.terms import with_links
from lessons.kit.i18n.unbroken import unbroken

SECTION = re.compile(r"^## (?P<title>.+?) \{#(?P<name>[a-z][a-z0-9-]*)\}$", re.MULTILINE)


@dataclass(frozen=True)
class Section:
    """One named section: its heading and the Markdown below it; `linked` has links where terms come first."""

    title: str
    body: str
    linked: str = ""


@dataclass(frozen=True)
class Prose:
    """What a page says: `# title`, one line for the idea, then `## heading {#name}` sections."""

    title: str
    idea: str
    sections: dict[str, Section]


def parse_prose(text: str) -> Prose:
    """Return the parts of a prose file; refuse one without a title or an idea.

    Raises:
        ValueError: the first line is no `# title`, or no idea follows it.
    """
    head, *rest = SECTION.split(text)
    match = re.match(r"# (?P<title>.+)\n+(?P<idea>.+)\n", head)
    if not match:
        raise ValueError("a prose file starts with '# title' and one line that says the idea")
    titles, names, bodies = rest[0::3], rest[1::3], rest[2::3]
    sections = {
        name: Section(title, body.strip()) for title, name, body in zip(titles, names, bodies, strict=True)
    }
    return Prose(match["title"], match["idea"], sections)


def read_prose(path: Path) -> Prose:
    """Return the prose of one file, named for its language such as "en.md"."""
    prose = parse_prose(unbroken(path.read_text(encoding="utf-8")))
    language: Language = "ko" if path.stem == "ko" else "en"
    mentioned = set[str]()
    sections = {
        name: replace(part, linked=with_links(part.body, language, mentioned))
        for name, part in prose.sections.items()
    }
    return replace(prose, sections=sections)

"""Prose is Markdown beside its lesson, one file a language, with named sections."""

import json
import re
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from lessons.kit.i18n.language import Language, unbroken

Terms = dict[str, dict[str, Any]]

FILE = Path(__file__).with_name("terms.json")
GLOSSARY = "/glossary#"
# No mention that needs a word: code, formulas, links, headings, what is quoted.
LEFT_ALONE = re.compile(
    r"""(```.*?```
      | \[(?:[^\[\]]|\[[^\]]*\])*\]\([^)]*\)
      | `[^`]*` | \$\$.*?\$\$ | \$[^$\n]*\$
      | ^(?:>|\#|\|)[^\n]*$
      | [“"][^”"]*[”"] | <[^>]*>)""",
    re.VERBOSE | re.DOTALL | re.MULTILINE,
)
ENDINGS = "(?:e?s|e?d|ing)?"
# Emphasis that ends between a bracket and a Korean particle is none to Markdown: it goes into the link.
EMPHASISED = re.compile(rf"(\*{{1,2}})\[([^\]]+)\]\(({GLOSSARY}[^)]+)\)\1")
PARTICLES = (
    *("은", "는", "이", "가", "을", "를", "과", "와", "의", "에", "에서", "에는", "로", "으로", "도", "만"),
    *("마다", "처럼", "보다", "까지", "부터", "인", "일", "입니다", "이고", "이며", "이면"),
    *("한", "할", "하는", "하고", "하면", "하며", "하기", "하지", "합니다", "했습니다", "된", "됩니다"),
)


@cache
def read_terms() -> Terms:
    """Return each term by its anchor: "term", what it "is" and other words in both languages; "show"."""
    return json.loads(unbroken(FILE.read_text(encoding="utf-8")))


@cache
def mentions(language: Language, *, everyday: bool = False) -> tuple[re.Pattern[str], dict[str, str]]:
    """Return what finds a term in its group "term", the longest first, and the anchor of each spelling.

    Args:
        language: of the text.
        everyday: whether terms whose words are everyday ones are found too.
    """
    anchors = {
        written.lower(): anchor
        for anchor, entry in read_terms().items()
        if everyday or not entry.get("everyday")
        for written in (entry[language]["term"], *entry[language].get("also", ()))
    }
    words = "|".join(re.escape(each) for each in sorted(anchors, key=len, reverse=True))
    if language == "en":
        # The strides of a tensor are another thing than the stride of a window.
        whole = rf"(?<![\w-])(?!strides)(?P<term>{words}){ENDINGS}(?![\w-])"
    else:
        whole = rf"(?<![가-힣\w])(?P<term>{words})(?=(?:{'|'.join(PARTICLES)})?(?![가-힣\w]))"
    return re.compile(whole, re.IGNORECASE), anchors


def with_links(text: str, language: Language, mentioned: set[str]) -> str:
    """Return Markdown in which the first mention of a term is a link to the glossary.

    Args:
        text: the body of a section.
        language: of the text.
        mentioned: the anchors of the terms that came before; those of this text are added.
    """
    pattern, anchors = mentions(language)

    def link(found: re.Match[str]) -> str:
        anchor = anchors[found["term"].lower()]
        if anchor in mentioned:
            return found[0]
        mentioned.add(anchor)
        return f"[{found[0]}]({GLOSSARY}{anchor})"

    parts = LEFT_ALONE.split(text)
    linked = "".join(part if at % 2 else pattern.sub(link, part) for at, part in enumerate(parts))
    return EMPHASISED.sub(r"[\1\2\1](\3)", linked)


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

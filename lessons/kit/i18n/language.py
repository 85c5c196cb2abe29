"""The two languages of the course, and where none of them may end a line.

`word-break: keep-all` keeps Hangul and Latin letters together, but a line may still end after a bracket, a
quotation mark, a percent sign or a formula: "(dot product)" would leave its "입니다" to the next line.
`unbroken` of `korean_particles.js` is its twin in the browser.
"""

import re
from typing import Literal, TypeGuard

JOINER = "\u2060"
FENCE = re.compile(r"(^```.*?^```$)", re.MULTILINE | re.DOTALL)
AFTER_A_MARK = re.compile(r"([)\]”’」』%°$][`*]*)(?=[가-힣])")
BEFORE_PERCENT = re.compile(r"(?<=[\d}]) (?=%)")
IN_A_NAME = re.compile(r"\b(Sobel-)(?=[xy]\b)")


def _joined(text: str) -> str:
    text = BEFORE_PERCENT.sub("\xa0", text)
    for place in (AFTER_A_MARK, IN_A_NAME):
        text = place.sub(rf"\1{JOINER}", text)
    return text


def unbroken(text: str) -> str:
    """Return a sentence, or Markdown, with what belongs together joined; blocks of code stay as they are."""
    return "".join(part if at % 2 else _joined(part) for at, part in enumerate(FENCE.split(text)))


Language = Literal["en", "ko"]
LANGUAGES: tuple[Language, ...] = ("en", "ko")


def is_language(text: object) -> TypeGuard[Language]:
    """Return whether `text` is one of the two."""
    return text in LANGUAGES


def first_language(cookie: object, accepted: str | None) -> Language:
    """Return the language to greet a visitor in: the one chosen before, else the browser's, else English.

    Args:
        cookie: what an earlier visit stored, if anything.
        accepted: the browser's locale ("ko-KR") or its Accept-Language header.
    """
    if is_language(cookie):
        return cookie
    return "ko" if (accepted or "").lower().startswith("ko") else "en"

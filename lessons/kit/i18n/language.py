"""The two languages of the course."""

from typing import Literal, TypeGuard

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

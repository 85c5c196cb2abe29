"""The questions of a lesson: one file beside it, in both languages; a wrong option names its mistake."""

import json
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from lessons.catalog import LESSONS, Lesson
from lessons.kit.i18n.language import LANGUAGES, Language, unbroken

KINDS = ("check", "try", "retrieval")
ABILITIES = Path(__file__).parent / "can.json"


class QuestionError(ValueError):
    """A question that cannot be shown: which one, and what is wrong with it."""


@dataclass(frozen=True)
class Option:
    """One answer to choose: its text, the mistake that yields it (None: it is right), what is said then."""

    text: str
    rule: str | None
    why: str


@dataclass(frozen=True)
class Question:
    """A question with options, in one language; `show` is the figure's state that shows the truth.

    lesson: whose file holds it.
    kind: "check" or "retrieval".
    level: from 1, a word of the lesson, to 4, a common error to be taken apart.
    """

    id: str
    lesson: str
    kind: str
    level: int
    stem: str
    options: tuple[Option, ...]
    show: str

    def as_data(self) -> dict[str, Any]:
        """Return it as JSON values, for a figure."""
        return asdict(self)


@dataclass(frozen=True)
class Suggestion:
    """Something to try in the figure, from the state `show`, and what is then to be seen."""

    stem: str
    see: str
    show: str


def _check_options(item: dict[str, Any]) -> None:
    rules: list[str | None] = item["misconceptions"]
    if rules.count(None) != 1:
        raise QuestionError(f"{item['id']}: every option but the right one names the rule that yields it")
    if len(item.get("answers", rules)) != len(rules):
        raise QuestionError(f"{item['id']}: not one answer for each option")
    for language in LANGUAGES:
        words = item[language]
        if not len(words["options"]) == len(words["feedback"]) == len(rules) == len(set(words["options"])):
            raise QuestionError(f"{item['id']}: {language} has other options, or not one feedback for each")


def check_item(item: dict[str, Any]) -> None:
    """Refuse a question that is not whole in both languages.

    Raises:
        QuestionError: which question, and what is wrong.
    """
    name = item.get("id", "a question without an id")
    proved = {"proof", "value"} if item.get("kind") == "try" else {"proof"}
    missing = {"id", "kind", "level", "state", *proved, *LANGUAGES} - set(item)
    if missing or item["kind"] not in KINDS or not item["state"]:
        raise QuestionError(f"{name}: no {', '.join(sorted(missing)) or 'such kind, or no state to show'}")
    expected = {"stem", "see"} if item["kind"] == "try" else {"stem", "options", "feedback"}
    if any(set(item[language]) != expected for language in LANGUAGES):
        raise QuestionError(f"{name}: each language says {sorted(expected)}")
    if item["kind"] != "try":
        _check_options(item)


@cache
def read_items(folder: Path) -> list[dict[str, Any]]:
    """Return the questions of a lesson's folder as they are written, checked.

    Raises:
        QuestionError: one of them cannot be shown.
    """
    written = (folder / "questions.json").read_text(encoding="utf-8")
    items: list[dict[str, Any]] = json.loads(unbroken(written))
    for item in items:
        check_item(item)
    return items


def address_of(state: dict[str, Any]) -> str:
    """Return the link that sets the figure of the page: "?kernel_size=3&stride=2"."""
    return "?" + urlencode(state)


def questions(folder: Path, language: Language, kind: str = "check") -> list[Question]:
    """Return a lesson's questions of one kind, "check" or "retrieval", in the order they are written."""
    found: list[Question] = []
    for item in read_items(folder):
        if item["kind"] == kind and kind != "try":
            words = item[language]
            parts = zip(words["options"], item["misconceptions"], words["feedback"], strict=True)
            options = tuple(Option(*part) for part in parts)
            found.append(
                Question(
                    item["id"],
                    folder.name,
                    kind,
                    item["level"],
                    words["stem"],
                    options,
                    address_of(item["state"]),
                )
            )
    return found


def ability(name: str, language: Language) -> str:
    """Return what one can do after a lesson, in a few words; "" for a lesson that has no line yet."""
    return abilities().get(name, {}).get(language, "")


def abilities() -> dict[str, dict[str, str]]:
    """Return the line of each lesson in both languages, with the state of its figure to "show"."""
    return json.loads(unbroken(ABILITIES.read_text(encoding="utf-8")))


def suggestions(folder: Path, language: Language) -> list[Suggestion]:
    """Return what a lesson suggests to try."""
    return [
        Suggestion(item[language]["stem"], item[language]["see"], address_of(item["state"]))
        for item in read_items(folder)
        if item["kind"] == "try"
    ]


LONGEST = 12  # characters of an option that still fits into the band on a phone


@cache
def _short(lesson: Lesson, kind: str) -> set[str]:
    """Return the ids of a lesson's questions whose options fit, in either language."""

    def fits(question: Question) -> bool:
        return all(len(option.text) <= LONGEST for option in question.options)

    asked = [questions(lesson.folder, language, kind) for language in LANGUAGES]
    return set[str].intersection(*({each.id for each in some if fits(each)} for some in asked))


def asked_of(lesson: Lesson, language: Language, kind: str) -> list[dict[str, Any]]:
    """Return a lesson's questions of one kind as another page asks them: with its number and its address."""
    number = LESSONS.index(lesson) + 1
    return [
        each.as_data() | {"number": number, "show": lesson.address + each.show}
        for each in questions(lesson.folder, language, kind)
    ]


@cache
def earlier_questions(name: str, language: Language) -> list[dict[str, Any]]:
    """Return what the figure of lesson `name` may ask about earlier lessons; [] for any other figure.

    Which of them is asked is decided in the browser, for only there is kept what the visitor has answered.
    """
    names = [lesson.name for lesson in LESSONS]
    before = LESSONS[: names.index(name)] if name in names else ()
    return [
        each
        for lesson in before
        for kind in ("retrieval", "check")
        for each in asked_of(lesson, language, kind)
        if each["id"] in _short(lesson, kind)
    ]

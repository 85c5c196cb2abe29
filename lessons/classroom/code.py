"""What the classroom asks of Python: an exercise sheet or its key as a PDF, and the first page of both."""

import base64
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NoReturn, cast

from lessons.kit.ask.question import Answer, AskError, Cost, Question, read_json
from lessons.kit.i18n.labels import label
from lessons.kit.i18n.language import Language

if TYPE_CHECKING:
    from lessons.kit.paper.pages import Block

MOST_BYTES = 300_000
MOST_SEED = 9999
MOST_PARTS = 12
MOST_ITEMS = 20  # of one part
MOST_LINES = 12  # of code, of options, of slips: of one exercise
MOST_LETTERS = 600  # of one text
LETTERS = "abcdefghijkl"
BLANK = "_" * 24


@dataclass(frozen=True)
class Item:
    """One exercise; with `options` it is a choice. `slips` are wrong answers, each with what leads to it."""

    stem: str
    code: tuple[str, ...]
    options: tuple[str, ...]
    answer: str
    slips: tuple[tuple[str, str], ...]

    def named(self, answer: str) -> str:
        """Return an answer with the letter before it that it has among the options."""
        if answer not in self.options:
            return answer
        return f"{LETTERS[self.options.index(answer)]}) {answer}"


@dataclass(frozen=True)
class Part:
    """Exercises of one kind, and the address that opens them."""

    title: str
    address: str
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Sheet:
    """What is printed: the exercises, or their key. seed: 1 to 9999."""

    seed: int
    is_key: bool
    parts: tuple[Part, ...]


def _refuse() -> NoReturn:
    raise AskError("not_a_sheet")


def _object(given: object, *names: str) -> dict[str, Any]:
    if not isinstance(given, dict) or given.keys() != set(names):
        _refuse()
    return cast("dict[str, Any]", given)


def _text(given: object) -> str:
    return given if isinstance(given, str) and len(given) <= MOST_LETTERS else _refuse()


def _list(given: object, most: int) -> list[object]:
    listed = cast("list[object]", given)
    return listed if isinstance(given, list) and len(listed) <= most else _refuse()


def _texts(given: object) -> tuple[str, ...]:
    return tuple(map(_text, _list(given, MOST_LINES)))


def _item(given: object) -> Item:
    item = _object(given, "stem", "code", "options", "answer", "slips")
    slips = [_object(each, "value", "why") for each in _list(item["slips"], MOST_LINES)]
    told = tuple((_text(each["value"]), _text(each["why"])) for each in slips)
    code, options = _texts(item["code"]), _texts(item["options"])
    return Item(_text(item["stem"]), code, options, _text(item["answer"]), told)


def _part(given: object) -> Part:
    part = _object(given, "title", "address", "items")
    items = tuple(map(_item, _list(part["items"], MOST_ITEMS)))
    return Part(_text(part["title"]), _text(part["address"]), items)


def read_sheet(body: bytes) -> Sheet:
    """Return what is to be printed.

    Raises:
        AskError: it is no JSON, no sheet, or more than a sheet holds.
    """
    given = _object(read_json(body), "seed", "is_key", "parts")
    seed, is_key = given["seed"], given["is_key"]
    if type(seed) is not int or not 1 <= seed <= MOST_SEED or not isinstance(is_key, bool):
        _refuse()
    return Sheet(seed, is_key, tuple(map(_part, _list(given["parts"], MOST_PARTS))))


def title_of(sheet: Sheet, language: Language) -> str:
    """Return what stands above a sheet."""
    return label("sheet.key_title" if sheet.is_key else "sheet.title", language)


def _asked(number: int, item: Item, language: Language, *, is_key: bool) -> "Block":
    from lessons.kit.paper.pages import Paragraph

    asked = [Paragraph(item.stem, indent=22, before=12, mark=f"{number}.")]
    asked += [Paragraph(each, 9, indent=22, is_code=True) for each in item.code]
    if is_key:
        answer = label("sheet.answer_is", language, answer=item.named(item.answer))
        asked.append(Paragraph(answer, indent=22, before=4))
        slips = [f"{item.named(value)}: {why}" for value, why in item.slips]
        return [*asked, *(Paragraph(each, 9, indent=34, before=1) for each in slips)]
    if item.options:
        return [*asked, *(Paragraph(item.named(each), indent=22, before=3) for each in item.options)]
    return [*asked, Paragraph(label("sheet.answer_is", language, answer=BLANK), indent=22, before=10)]


def blocks_of(sheet: Sheet, language: Language) -> Iterator["Block"]:
    """Return a sheet as blocks of text; importing what lays them out imports matplotlib."""
    from lessons.kit.paper.pages import Paragraph

    yield [Paragraph(title_of(sheet, language), 17, is_bold=True)]
    yield [Paragraph(label("sheet.seed_is", language, seed=sheet.seed), is_faint=True)]
    if not sheet.is_key:
        yield [Paragraph(label("sheet.name", language, blank=BLANK), before=10)]
    number = 0
    for part in sheet.parts:
        head = [Paragraph(part.title, 12, before=20, is_bold=True), Paragraph(part.address, 8, is_faint=True)]
        for item in part.items:
            number += 1
            yield [*head, *_asked(number, item, language, is_key=sheet.is_key)]
            head = []


def _foot(sheet: Sheet, language: Language) -> str:
    return f"{title_of(sheet, language)} · {label('sheet.seed_is', language, seed=sheet.seed)}"


def sheet_pdf(body: bytes, language: Language) -> bytes:
    """Return an exercise sheet or its key as a PDF; the same question gives the same bytes.

    Args:
        body: the sheet, as JSON.
        language: of what stands around the exercises.

    Raises:
        AskError: it is no sheet, or too long for one.
    """
    sheet = read_sheet(body)
    from lessons.kit.paper.pages import text_pdf

    return text_pdf(blocks_of(sheet, language), title_of(sheet, language), _foot(sheet, language))


def _answer(body: bytes, language: Language) -> Answer:
    return {"type": "application/pdf", "base64": base64.b64encode(sheet_pdf(body, language)).decode()}


def _first_pages(body: bytes, language: Language) -> Answer:
    sheet = read_sheet(body)
    from lessons.kit.paper.pages import first_page_png

    both = (sheet, replace(sheet, is_key=True))
    pages = [first_page_png(blocks_of(each, language), _foot(each, language)) for each in both]
    return {"state": read_json(body), "pages": [base64.b64encode(each).decode() for each in pages]}


def _as_it_came(body: bytes) -> bytes:
    return body  # read where it is drawn, beside the other questions


QUESTIONS = tuple(
    Question(name, _as_it_came, lambda _: Cost(), answer, "files", most_bytes=MOST_BYTES)
    for name, answer in (("sheet", _answer), ("first_pages", _first_pages))
)

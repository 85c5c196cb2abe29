"""What the classroom asks of Python: an exercise sheet or its key as a PDF, and the first page of both."""

import base64
from dataclasses import replace

from lessons.classroom.sheet import MOST_BYTES, Sheet, blocks_of, read_sheet, title_of
from lessons.kit.ask.cost import Cost
from lessons.kit.ask.question import Answer, Question, read_json
from lessons.kit.i18n.labels import label
from lessons.kit.i18n.language import Language


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
    from lessons.kit.paper.pages import pdf_of

    return pdf_of(blocks_of(sheet, language), title_of(sheet, language), _foot(sheet, language))


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

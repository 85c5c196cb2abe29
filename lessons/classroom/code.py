"""What the classroom asks of Python: an exercise sheet, or its key, as a PDF."""

import base64

from lessons.classroom.sheet import MOST_BYTES, blocks_of, read_sheet, title_of
from lessons.kit.ask.cost import Cost
from lessons.kit.ask.question import Answer, Question
from lessons.kit.i18n.labels import label
from lessons.kit.i18n.language import Language


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

    title = title_of(sheet, language)
    foot = f"{title} · {label('sheet.seed_is', language, seed=sheet.seed)}"
    return pdf_of(blocks_of(sheet, language), title, foot)


def _answer(body: bytes, language: Language) -> Answer:
    return {"type": "application/pdf", "base64": base64.b64encode(sheet_pdf(body, language)).decode()}


def _as_it_came(body: bytes) -> bytes:
    return body  # read where it is drawn, beside the other questions


QUESTIONS = (Question("sheet", _as_it_came, lambda _: Cost(), _answer, "files", most_bytes=MOST_BYTES),)

"""Text on A4 pages, in both languages: wrapped, what belongs together on one page; as PDF or PNG."""

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any

from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.ft2font import FT2Font, LoadFlags

from lessons.kit.paper.drawing import font, pdf_of, writable
from lessons.kit.paper.files import one_at_a_time

POINTS_PER_INCH = 72
WIDTH, HEIGHT = 595, 842  # pt
MARGIN = 54  # pt
LINE = 1.45  # of a letter's size: from one baseline to the next
FOOT = 8  # pt, the size of its letters
INK, FAINT = "#1c1b1a", "#5f5a54"
FINE = 100  # pt, the size in which letters are measured
PREVIEW_DPI = 72  # a page is then 595 pixels wide


@dataclass(frozen=True)
class Paragraph:
    """A text in one size; `mark` stands before its first line, which begins `indent` pt further in."""

    text: str
    size: float = 10
    indent: float = 0
    before: float = 2
    mark: str = ""
    is_bold: bool = False
    is_code: bool = False
    is_faint: bool = False


Block = Sequence[Paragraph]
"""Paragraphs that are not parted by the end of a page, unless they are longer than one."""


@dataclass(frozen=True)
class _Line:
    """One line: x from the left edge, `down` from the end of the line before it to its own, both in pt."""

    text: str
    x: float
    down: float
    look: Paragraph


@cache
def _fonts(*, bold: bool, code: bool) -> tuple[FT2Font, ...]:
    manager: Any = import_module("matplotlib.font_manager")
    wanted = font(bold=bold, code=code)
    families = [FontProperties(family=each, weight=wanted.get_weight()) for each in wanted.get_family()]
    fonts = tuple(FT2Font(manager.findfont(each)) for each in families)
    for each in fonts:
        each.set_size(FINE, POINTS_PER_INCH)
    return fonts


@cache
def _advance(letter: str, *, bold: bool, code: bool) -> float:
    """Return how wide a letter of 1 pt is, in pt: matplotlib's own measure takes a millisecond a word."""
    fonts = _fonts(bold=bold, code=code)
    first = next((each for each in fonts if each.get_char_index(ord(letter))), fonts[0])
    return first.load_char(ord(letter), LoadFlags.NO_HINTING).linearHoriAdvance / 65536 / FINE


def _width(text: str, look: Paragraph) -> float:
    return look.size * sum(_advance(each, bold=look.is_bold, code=look.is_code) for each in text)


def _pieces(text: str, room: float, look: Paragraph) -> Iterator[str]:
    """Return the words of a text; one that is wider than a line, in parts that are not."""
    for word in text.split():
        rest = word
        while _width(rest, look) > room and len(rest) > 1:
            most = next(n for n in range(len(rest) - 1, 0, -1) if n == 1 or _width(rest[:n], look) <= room)
            yield rest[:most]
            rest = rest[most:]
        yield rest


def wrapped(paragraph: Paragraph) -> list[str]:
    """Return a paragraph's lines, each no wider than the page has room for it; at least one."""
    room = WIDTH - 2 * MARGIN - paragraph.indent
    lines = [""]
    for piece in _pieces(writable(paragraph.text), room, paragraph):
        longer = f"{lines[-1]} {piece}".strip()
        if lines[-1] and _width(longer, paragraph) > room:
            lines.append(piece)
        else:
            lines[-1] = longer
    return lines


def _lines(block: Block) -> Iterator[_Line]:
    for paragraph in block:
        down = paragraph.size * LINE
        for at, text in enumerate(wrapped(paragraph)):
            before = paragraph.before if at == 0 else 0
            if at == 0 and paragraph.mark:
                yield _Line(writable(paragraph.mark), MARGIN, before + down, paragraph)
                before = -down  # the text stands beside it
            yield _Line(text, MARGIN + paragraph.indent, before + down, paragraph)


def _paged(blocks: Iterable[Block]) -> list[list[tuple[_Line, float]]]:
    """Return the lines of each page, each with its baseline in pt from the page's top."""
    pages, at = [list[tuple[_Line, float]]()], float(MARGIN)
    most = HEIGHT - 1.5 * MARGIN
    for block in blocks:
        lines = list(_lines(block))
        if at + sum(line.down for line in lines) > most and pages[-1]:
            pages.append([])
            at = MARGIN
        for line in lines:
            if at + line.down > most:
                pages.append([])
                at = MARGIN
            at += line.down
            pages[-1].append((line, at))
    return pages


def _page(lines: list[tuple[_Line, float]], foot: str, number: str) -> Figure:
    page = Figure((WIDTH / POINTS_PER_INCH, HEIGHT / POINTS_PER_INCH))

    def write(x: float, y: float, text: str, look: Paragraph, side: str = "left") -> None:
        letters = font(bold=look.is_bold, code=look.is_code)
        more: Any = {"parse_math": False, "ha": side, "va": "baseline", "fontproperties": letters}
        colour = FAINT if look.is_faint else INK
        page.text(x / WIDTH, 1 - y / HEIGHT, text, size=look.size, color=colour, **more)

    for line, y in lines:
        write(line.x, y, line.text, line.look)
    below, faint = HEIGHT - MARGIN / 2, Paragraph("", FOOT, is_faint=True)
    write(MARGIN, below, writable(foot), faint)
    write(WIDTH - MARGIN, below, number, faint, "right")
    return page


def first_page_png(blocks: Iterable[Block], foot: str) -> bytes:
    """Return the first page of what `text_pdf` makes of the same text, as a PNG of 595 x 842 pixels."""
    file = io.BytesIO()
    with one_at_a_time:
        pages = _paged(blocks)
        _page(pages[0], foot, f"1 / {len(pages)}").savefig(file, format="png", dpi=PREVIEW_DPI)
    return file.getvalue()


def text_pdf(blocks: Iterable[Block], title: str, foot: str) -> bytes:
    """Return text as a PDF; the same text gives the same bytes.

    Args:
        blocks: what is written, from top to bottom.
        title: of the document.
        foot: stands below every page, with the page's number.
    """
    with one_at_a_time:
        pages = _paged(blocks)
        drawn = (_page(lines, foot, f"{at} / {len(pages)}") for at, lines in enumerate(pages, start=1))
        return pdf_of(drawn, title)

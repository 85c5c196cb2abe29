"""The fonts of the files: matplotlib's own, and below it one with Hangul, which they have not."""

from dataclasses import replace
from functools import cache
from pathlib import Path
from unicodedata import category

from matplotlib import get_data_path
from matplotlib.font_manager import FontProperties, fontManager
from matplotlib.ft2font import FT2Font

COURSE = "Course Hangul"
HANGUL = Path(__file__).with_name("CourseHangul.ttf")
"""All syllables, and Latin: NanumGothic under another name, as its licence, FONT-LICENSE.txt, wants it."""
BOLD = 700
UNKNOWN = "?"


@cache
def course_font() -> Path:
    """Return the file of the font that has both languages, known to matplotlib from now on as `COURSE`."""
    fontManager.addfont(HANGUL)
    (regular,) = (each for each in fontManager.ttflist if each.name == COURSE)
    fontManager.ttflist.append(replace(regular, weight=BOLD))  # what is bold has no other
    return HANGUL


@cache
def font(*, bold: bool = False, code: bool = False) -> FontProperties:
    """Return a font of both languages, of no size yet."""
    course_font()
    family = ["DejaVu Sans Mono" if code else "DejaVu Sans", COURSE]
    return FontProperties(family=family, weight=BOLD if bold else "normal")


@cache
def _letters() -> frozenset[int]:
    latin = FT2Font(str(Path(get_data_path(), "fonts", "ttf", "DejaVuSans.ttf")))
    hangul = FT2Font(str(course_font()))
    return frozenset({*latin.get_charmap(), *hangul.get_charmap()})


def writable(text: str) -> str:
    """Return a text with a question mark for each letter that no font has, without what joins letters."""
    seen = (each for each in text if category(each) != "Cf")
    return "".join(each if ord(each) in _letters() else UNKNOWN for each in seen)

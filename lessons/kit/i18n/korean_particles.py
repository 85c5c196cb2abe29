"""Korean particles: which form follows a number, a word or a file name, by how it is read aloud.

"{a|이가}" in a sentence puts in the value of `a` with 이 or 가. `korean_particles.js` is its twin.
"""

import json
import re
import unicodedata
from pathlib import Path

from lessons.kit.i18n.language import unbroken

PAIRS = {  # name: (after a final consonant, after a vowel)
    "은는": ("은", "는"),
    "이가": ("이", "가"),
    "을를": ("을", "를"),
    "과와": ("과", "와"),
    "으로로": ("으로", "로"),
    "이나나": ("이나", "나"),
    "이라라": ("이라", "라"),
    "이란란": ("이란", "란"),
}
READINGS: dict[str, dict[str, str]] = json.loads(
    Path(__file__).with_suffix(".js").read_text(encoding="utf-8").split("`")[1]
)
PLACE = re.compile(r"\{(?P<name>\w+)(?:\|(?P<first>[^|{}]+))?(?:\|(?P<many>[^|{}]+))?\}")
SILENT = " \u00a0\n`*_\"'”’」』.,!?:;…"
FINAL_RIEUL = 8


class UnknownReading(ValueError):
    """No reading is known for this word: add it to korean_particles.js."""


def _before_bracket(text: str) -> str:
    """Return what is read last before a closing bracket: 계층(layer) -> 계층, Conv2d(1, 5) -> 1, 5."""
    depth = 0
    for place in range(len(text) - 1, -1, -1):
        depth += (text[place] in ")]") - (text[place] in "([")
        if depth == 0:
            before, inside = text[:place], text[place + 1 : -1]
            gloss = re.search(r"[가-힣0-9][`*]*\Z", before)
            return before if gloss or not inside.strip() else inside
    return text[:-1]


def _latin_reading(text: str) -> str | None:
    """Return the reading of the Latin word that `text` ends in, None if it ends in none."""
    found = re.search(r"[A-Za-z_][A-Za-z0-9_]*\Z", text)
    if not found:
        return None
    name = found.group()
    last_part = name.split("_")[-1]
    for part in (name, last_part):
        if part.lower() in READINGS["word"]:
            return READINGS["word"][part.lower()]
    if text[-1].isdigit():
        return None
    spelled = len(name) == 1 or last_part.isupper() or name[-2:-1] == "_"
    if spelled and text[-1].upper() in READINGS["letter"]:
        return READINGS["letter"][text[-1].upper()]
    raise UnknownReading(name)


def reading(text: str) -> str:
    """Return Hangul whose last syllable is how `text` ends when it is read aloud.

    Raises:
        UnknownReading: a Latin word that korean_particles.js does not know.
    """
    text = unicodedata.normalize("NFC", text).rstrip(SILENT)
    while text and text[-1] in ")]":
        text = _before_bracket(text).rstrip(SILENT)
    if not text:
        raise UnknownReading("nothing to read")
    last = text[-1]
    if "가" <= last <= "힣":
        return last
    latin = READINGS["symbol"].get(last) or _latin_reading(text) or READINGS["digit"].get(last)
    if latin is None:
        raise UnknownReading(text)
    return latin


def particle(text: str, pair: str) -> str:
    """Return `text` with its particle: particle("3", "은는") is "3은"; unknown words get "은(는)"."""
    consonant, vowel = PAIRS[pair]
    try:
        final = (ord(reading(text)[-1]) - ord("가")) % 28
    except UnknownReading:
        return f"{text}{consonant}({vowel})"
    takes_vowel = final == 0 or (pair == "으로로" and final == FINAL_RIEUL)
    return text + (vowel if takes_vowel else consonant)


def fill(template: str, /, **values: object) -> str:
    """Return `template` with its values: {a} as it is, {a|이가} with the particle that fits.

    {a|cell|cells} is the first word where the value is 1, else the second.
    """

    def put(match: re.Match[str]) -> str:
        value = str(values[match["name"]])
        if match["many"]:
            return match["first"] if value == "1" else match["many"]
        return particle(value, match["first"]) if match["first"] else value

    return unbroken(PLACE.sub(put, template))

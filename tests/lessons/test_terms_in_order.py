"""No term comes before it was explained: a walk through the course in the order in which it is read.

Where a term of the glossary is first mentioned, the text says what it is or links its entry. What stands
above the text of a lesson (title, idea, first minute) cannot link: there the same lesson's text does.
Questions come last: they ask of nothing that the text has not named.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from lessons.catalog import HERE, LESSONS, PAGES, Lesson, lesson
from lessons.kit.i18n.labels import TABLE
from lessons.kit.i18n.language import Language
from lessons.kit.i18n.prose import mentions, read_terms
from lessons.kit.quiz.bank import read_items
from tests.browser.server import ROOT

QUOTE = re.compile(r"“[^”]+”|‘[^’]+’|\"[^\"]+\"")
NOT_OURS = re.compile(r"```.*?```|^>.*?$|\]\([^)]*\)", re.DOTALL | re.MULTILINE)
# What somebody says or reads, no name of anything on a page.
SAID: dict[Language, set[str]] = {
    "en": {
        *("size mismatch", "channel 1", "above zero", "none of them", "None of them", "Neither"),
        *("weight sharing", "near", "for dog", "ink *here* speaks for cat"),
    },
    "ko": {
        *("1번 채널", "아무것도 아님", "해당 없음", "둘 다 아님"),
        *("가중치 공유", "개 쪽", "*여기에* 픽셀이 있으면 고양이 쪽"),
    },
}
KIT = HERE / "kit" / "i18n"  # speaks of what several pages have
FOLDERS = [HERE / each.name for each in PAGES] + [HERE / "home", KIT]


def _table(folder: Path) -> dict[str, dict[str, str]]:
    file = folder / "labels.json"
    return json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}


def texts(folder: Path, language: Language) -> Iterator[str]:
    """Yield the prose, the labels and the questions of one page."""
    if (folder / f"{language}.md").exists():
        yield (folder / f"{language}.md").read_text(encoding="utf-8")
    yield from (both[language] for both in _table(folder).values())
    if (folder / "questions.json").exists():
        for item in read_items(folder):
            said = item[language]
            yield from (said["stem"], said.get("see", ""))
            yield from (*said.get("options", ()), *said.get("feedback", ()))


def quoted(text: str) -> set[str]:
    """Return what our own words put into quotation marks; a whole sentence is a claim, no name."""
    found = {each[0].strip('“”‘’"') for each in QUOTE.finditer(NOT_OURS.sub("]", text))}
    return {each for each in found if not each.endswith(".")}


def names(folder: Path, language: Language) -> set[str]:
    """Return what things on a page are called: its labels, the kit's, the pages' titles."""
    tables = [_table(each) for each in (FOLDERS if folder == KIT else (folder, KIT))]
    labels = {both[language] for table in tables for both in table.values()}
    return labels | {each.prose(language).title for each in PAGES}


def unknown(folder: Path, language: Language) -> set[str]:
    """Return what is quoted and nobody is called; what both languages quote alike is a message of PyTorch."""
    ours = {each for text in texts(folder, language) for each in quoted(text)}
    other: Language = "ko" if language == "en" else "en"
    theirs = {each for text in texts(folder, other) for each in quoted(text)}
    return ours - theirs - names(folder, language) - SAID[language]


def test_what_is_quoted_by_name_is_called_so(language: Language) -> None:
    found = {folder.name: unknown(folder, language) for folder in FOLDERS}
    assert {name: what for name, what in found.items() if what} == {}


def test_there_is_much_that_is_quoted() -> None:
    ours = {each for folder in FOLDERS for text in texts(folder, "en") for each in quoted(text)}
    assert {"Next layer", "Shared weights", "Keep to compare", "Export progress"} <= ours


@pytest.mark.parametrize("text", ["Press “Next step”.", "switch “Sharing” off", 'Choose "Random".'])
def test_a_planted_name_is_caught(text: str) -> None:
    assert quoted(text) - names(HERE / "live_network", "en")


TERMS = read_terms()
READ = (*LESSONS, lesson("gradient"), lesson("training"), lesson("doctor"))
# Where the text itself says what it is.
EXPLAINED = {
    "argument": "conv2d saw",
    "shape": "conv2d shape",
    "reshape": "input_shape reshape",
    "view": "input_shape reshape",
    "permute": "input_shape reshape",
    "unsqueeze": "input_shape reshape",
    "output-size": "output_size saw",
    "floor": "output_size saw",
    "never-read-pixel": "convolution stride",
    "reads-per-pixel": "convolution stride",
    "padding-mode": "convolution padding",
    "blur": "convolution silent",
    "sharpen": "convolution silent",
    "ceil_mode": "output_size pooling",
    "tie": "pooling gradient",
    "count_include_pad": "maxpool2d average",
    "logit": "live_network saw",
}
# Words that mean something else there.
OTHERWISE: dict[Language, tuple[str, ...]] = {
    "en": (
        "an argument, not a training",
        "(?:a CNN|upright|would need) shapes",
        "update by update",
        r"\bview",
    ),
    "ko": (),
}
EVERYDAY = {"translation", "height", "width", "remainder"}  # need no lesson
AS_IN_CODE = {anchor for anchor, entry in TERMS.items() if entry["en"]["term"] == entry["ko"]["term"]}
# What a figure asks and says in its first state.
ABOVE = {
    "why_cnn": ("predict.move", "why.say_still"),
    "convolution": ("predict.next_cell", "conv.sentence"),
    "conv2d": ("conv2d.predict_weight", "conv2d.sentence"),
    "input_shape": ("shape.predict", "shape.say_build"),
    "output_size": ("size.ask", "size.asked", "size.window"),
    "neuron": ("neuron.ask_shared", "neuron.sentence_relu"),
    "pooling": ("predict.move_one", "pool.sentence"),
    "maxpool2d": ("maxpool2d.predict_size", "maxpool2d.largest"),
    "live_network": ("predict.shape_conv", "live.nothing_yet"),
    "gradient": ("predict.grad_score", "grad.said_loss"),
    "training": ("training.predict", "training.say_start"),
    "doctor": ("doctor.only_shapes",),
}
CODE = re.compile(r"```.*?```|\$\$.*?\$\$|\$[^$\n]*\$", re.DOTALL)
SPAN = re.compile(r"`([^`]*)`")
QUOTED = re.compile(r"^>.*$|[“\"][^”\"]*[”\"]", re.MULTILINE)
TARGET = re.compile(r"(?<=\])\([^)]*\)")
LINKED = re.compile(r"\]\(/glossary#([^)]+)\)")


@dataclass
class Passage:
    """What is read at once, and the terms that it explains or links."""

    place: str
    text: str
    helped: set[str] = field(default_factory=set)


def named(text: str, language: Language) -> set[str]:
    """Return the terms that our own words name: no quotation, and of code only what an argument is called."""
    plain = TARGET.sub("", QUOTED.sub(" ", CODE.sub(" ", text)))
    spans = SPAN.findall(plain)
    words = SPAN.sub(" ", plain)
    for other in OTHERWISE[language]:
        words = re.sub(other, " ", words)
    pattern, anchors = mentions(language, everyday=True)
    found = {anchors[each["term"].lower()] for each in pattern.finditer(words)}
    called = {re.split(r"[^\w-]", span, maxsplit=1)[0] for span in spans if not re.match(r"\w+\.", span)}
    return found | (AS_IN_CODE & called)


def first_unexplained(passages: list[Passage], language: Language) -> dict[str, str]:
    """Return each term whose first mention neither explains nor links it, and where that stands."""
    met = set[str](EVERYDAY)
    found: dict[str, str] = {}
    for passage in passages:
        new = named(passage.text, language) - met
        found |= dict.fromkeys(new - passage.helped, passage.place)
        met |= new
    return found


def in_order(each: Lesson, language: Language) -> list[str]:
    """Return a lesson's sections as its page shows them; what it quotes of the note comes last."""
    script = (ROOT / "pages" / f"{each.name}.py").read_text(encoding="utf-8")
    places = {name: script.find(f'"{name}"') for name in each.prose(language).sections}
    return sorted(places, key=lambda name: places[name] if places[name] >= 0 else len(script))


def passages_of(each: Lesson, language: Language) -> Iterator[Passage]:
    """Yield what a page says as it is read: what stands in and above the figure, the text, the questions."""
    prose = each.prose(language)
    parts: list[Passage] = []
    for name in in_order(each, language):
        part = prose.sections[name]
        place = f"{each.name} {name}"
        helped = {anchor for anchor, where in EXPLAINED.items() if where == place}
        parts.append(Passage(place, f"{part.title}\n{part.body}", helped | {*LINKED.findall(part.linked)}))
    own = (each.folder / "labels.json").read_text(encoding="utf-8")
    minute = re.findall(r'^  "([\w.]+\.first_[a-z]+)":', own, re.MULTILINE)
    assert each.name in ABOVE, f"ABOVE names nothing that {each.name} says at first"
    figure = [TABLE[name][language] for name in (*minute, *ABOVE[each.name])]
    above = " \n".join([prose.title, prose.idea, *figure])
    yield Passage(f"{each.name} above", above, set[str]().union(*(part.helped for part in parts)))
    yield from parts
    for item in read_items(each.folder) if (each.folder / "questions.json").exists() else ():
        said = item[language]
        yield Passage(item["id"], " \n".join([said["stem"], *said.get("options", ())]))


def test_no_term_comes_before_it_is_explained(language: Language) -> None:
    passages = [passage for each in READ for passage in passages_of(each, language)]
    assert first_unexplained(passages, language) == {}


def test_what_home_names_opens_there(language: Language) -> None:
    """Its first figure comes before all lessons; a list of what is asked most is of links."""
    said = [TABLE[name][language] for name in ("home.at_once", "home.whole", "home.sizes")]
    assert named("\n".join(said), language) <= {*LINKED.findall("\n".join(said))}


def test_what_is_called_explained_is_there() -> None:
    for anchor, where in EXPLAINED.items():
        name, section = where.split()
        assert section in lesson(name).prose("en").sections, anchor


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The [kernels](?step=1) slide."),
        ("en", "It is pooled: pooling"),
        ("ko", "커널을 옮깁니다"),
        ("ko", "풀링했습니다"),
        ("en", "`ceil_mode=True` keeps it"),
    ],
)
def test_a_planted_term_is_caught(language: Language, text: str) -> None:
    assert len(first_unexplained([Passage("planted", text)], language)) == 1

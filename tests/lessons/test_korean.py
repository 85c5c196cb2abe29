"""Korean as it is said: no turn that a reading found wrong comes back, and particles follow the reading."""

import json
import random
import re
from collections.abc import Iterator
from itertools import chain
from typing import cast

import pytest

from lessons.catalog import HERE, LESSONS
from lessons.kit.i18n.korean_particles import PAIRS, READINGS, UnknownReading, fill, particle, reading
from lessons.kit.i18n.language import JOINER, unbroken
from lessons.kit.i18n.prose import read_terms
from lessons.kit.quiz.bank import read_items
from tests.browser.server import ROOT
from tests.browser.visit import TWO_FORMS
from tests.oracle.twin import answers

KNOWN = json.loads((ROOT / "tests" / "lessons" / "korean.json").read_text(encoding="utf-8"))
TURNS: list[dict[str, str]] = KNOWN["turns"]
FENCE = re.compile(r"^(```|\$\$).*?^(```|\$\$)$", re.MULTILINE | re.DOTALL)
NOT_OURS = re.compile(
    r"""\]\([^)\s]*\)      # where a link leads
    | \{\#\w+\}            # the name of a section
    | \$[^$]+\$            # a formula
    | \w+\[\[.*?\]\]       # a matrix of a question
    """,
    re.VERBOSE,
)
PAIR_OF = {form: pair for pair in ("은는", "이가", "을를", "과와", "으로로") for form in PAIRS[pair]}
FORM = r"(?P<form>으로|[은는이가을를과와로])(?=[\s.,)|]|$)"
READ_ALOUD = re.compile(rf"(?P<read>`[^`]+`|\([^()]*\)|[\w.,×%°∞−]*[A-Za-z0-9%°∞]){FORM}", re.ASCII)
TERMS = sorted({entry["ko"]["term"] for entry in read_terms().values()}, key=len, reverse=True)
SAID = re.compile(rf"(?P<read>{'|'.join(map(re.escape, TERMS))}){FORM}")


def _korean(told: object, is_korean: bool = False) -> Iterator[str]:
    """Yield every text under "ko", however deep in the lists and objects of a file."""
    if isinstance(told, str) and is_korean:
        yield told
    elif isinstance(told, list):
        for each in cast("list[object]", told):
            yield from _korean(each, is_korean)
    elif isinstance(told, dict):
        for name, each in cast("dict[str, object]", told).items():
            yield from _korean(each, is_korean or name == "ko")


def _texts() -> Iterator[tuple[str, str]]:
    """Yield the file and the text of every Korean line; quotations of the lecture note are not ours."""
    for path in sorted([*HERE.rglob("ko.md"), *HERE.rglob("*.json")]):
        written = path.read_text(encoding="utf-8")
        if path.suffix == ".md":
            lines = [each for each in FENCE.sub("", written).splitlines() if not each.startswith(">")]
        else:
            lines = [*_korean(json.loads(written))]
        for line in lines:
            yield path.relative_to(HERE).as_posix(), NOT_OURS.sub("", line)


TEXTS = [*_texts()]


def wrong_particles(text: str) -> list[str]:
    """Return what has a particle that does not follow its reading, or a word that readings does not know."""
    return [
        found[0]
        for found in chain(READ_ALOUD.finditer(text), SAID.finditer(text))
        if particle(text[: found.end("read")], PAIR_OF[found["form"]]) != text[: found.end()]
    ]


def test_every_file_with_korean_is_read() -> None:
    assert len({file for file, _ in TEXTS}) > 30
    assert len(TEXTS) > 1500
    assert all(re.search("[가-힣]", text) for file, text in TEXTS if file.endswith("refusals.json"))


def test_no_turn_that_was_found_wrong_comes_back() -> None:
    found = [
        (file, text, f"say {entry['right']}: {entry['why']}")
        for file, text in TEXTS
        for entry in TURNS
        if re.search(entry["turn"], text)
    ]
    assert found == []


def test_every_entry_catches_its_wrong_turn_and_lets_the_right_one_pass() -> None:
    for entry in TURNS:
        assert re.search(entry["turn"], entry["wrong"]), entry
        assert [each["wrong"] for each in TURNS if re.search(each["turn"], entry["right"])] == []


def test_particles_that_are_written_follow_the_reading() -> None:
    found = [(file, wrong) for file, text in TEXTS for wrong in wrong_particles(text)]
    assert found == []


@pytest.mark.parametrize(
    "planted", ["5×5은 커널", "`padding`는", "(1, 28)는 형태", "3를 더하면", "xyzzy는", "커널를"]
)
def test_a_wrong_particle_is_caught(planted: str) -> None:
    assert len(wrong_particles(planted)) == 1
    assert wrong_particles("5×5는 커널, `padding`은, (1, 28)은 형태, 3을 더하면, 커널을") == []


CASES: list[list[str]] = KNOWN["particles"]


@pytest.mark.parametrize(("text", "pair", "wanted"), CASES, ids=[case[2] for case in CASES])
def test_particle_follows_the_reading(text: str, pair: str, wanted: str) -> None:
    assert particle(text, pair) == wanted


def test_an_unknown_word_gets_both_forms_on_a_page() -> None:
    with pytest.raises(UnknownReading):
        reading("xyzzy")
    assert particle("xyzzy", "은는") == "xyzzy은(는)"


def test_fill_puts_values_in_as_they_are() -> None:
    assert fill("{name|이가} {n}개", name="{n}", n=3) == "{n}은(는) 3개".replace("은(는)", "이(가)")
    assert fill("{a|을를} 더한 {b}", a="−3", b="0.50") == "−3을 더한 0.50"


def test_the_browser_gives_the_same_particle_to_whatever_may_stand_in_a_sentence() -> None:
    source = random.Random(7)
    numbers = [f"{source.uniform(-999, 999):.{source.randint(0, 2)}f}".replace("-", "−") for _ in range(500)]
    own = ("커널", "패딩", "행", "xyzzy", "toString")
    words = [*READINGS["word"], *READINGS["letter"], *READINGS["symbol"], *own]
    joints = ["", ", ", *" _()[]×=.`*”%\n\u00a07R가"]
    pieces = [*words, *(word.upper() for word in words), *numbers[:50], *joints * 20]
    mixed = ["".join(source.choices(pieces, k=source.randint(0, 5))) for _ in range(5000)]
    cases = [(text, source.choice([*PAIRS])) for text in [*numbers, *mixed]]
    cases += [(text, pair) for text, pair, _ in CASES]
    said = answers([("particle", [*each]) for each in cases], HERE / "kit" / "i18n")
    assert said == [particle(text, pair) for text, pair in cases]


def test_no_particle_of_two_forms_is_written_by_hand() -> None:
    files = [path for ending in ("*.json", "*.md", "*.js", "*.css") for path in HERE.rglob(ending)]
    found = [
        (path.name, *by_hand) for path in files if (by_hand := TWO_FORMS.findall(path.read_text("utf-8")))
    ]
    assert len(files) > 300
    assert found == []
    assert TWO_FORMS.findall("{q}을(를) 올림하고") == ["을(를)"]


def test_every_answer_that_is_repeated_has_a_particle() -> None:
    for lesson in LESSONS:
        for item in read_items(lesson.folder):
            for option in item["ko"].get("options", ()):
                assert reading(option), option


# "|" stands where no line may end.
EXAMPLES = (
    "내적(dot product)|입니다.",
    "이를 “쪽”|이라는 말로, ‘위’|는 그대로.",
    "`Conv2d(1, 5, 5)`|의 출력은 `stride`는 100%|까지, 360°|도",
    "[네 칸](?kernel_size=2)|을 봅니다. **합(sum)**|은 $y = -1$|입니다.",
    "Sobel-|x 커널, A picture under Sobel-|y, `sobel-x`",
    "Of 400 the dense net names **91\xa0%**",
    "값(3) 칸, (3). 3이고 “쪽” 말",
)


def test_what_belongs_together_is_joined_and_nothing_else_by_the_browser_too() -> None:
    plain, joined = ([each.replace("|", sign) for each in EXAMPLES] for sign in ("", JOINER))
    plain = [each.replace("\xa0", " ") for each in plain]
    assert [unbroken(text) for text in plain] == joined
    assert answers([("unbroken", [text]) for text in plain], HERE / "kit" / "i18n") == joined


def test_blocks_of_code_stay_as_they_are() -> None:
    code = "```python\nx = f(1)\n# (1)은 인자\n```"
    assert unbroken(f"(가)나\n\n{code}\n\n(가)나") == f"(가){JOINER}나\n\n{code}\n\n(가){JOINER}나"

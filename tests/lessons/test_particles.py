"""Korean particles follow the reading, in Python and in the browser alike."""

import json
import random
import subprocess

import pytest

from lessons.kit.words.particles import PAIRS, UnknownReading, fill, particle, reading
from tests.browser.server import ROOT
from tests.oracle.twin import node

CASES = json.loads((ROOT / "tests" / "lessons" / "particles.json").read_text(encoding="utf-8"))


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


def test_the_browser_gives_numbers_and_words_the_same_particles() -> None:
    source = random.Random(7)
    numbers = [f"{source.uniform(-999, 999):.{source.randint(0, 2)}f}".replace("-", "−") for _ in range(500)]
    words = ["커널 크기", "스트라이드", "패딩", "편향", "행", "열", "맵", "dilation은"]
    cases = [(text, pair) for text in numbers + words for pair in PAIRS if pair not in {"이나나", "이란란"}]
    script = (
        "import { particle } from './lessons/kit/words/particles.js';"
        "let text = ''; process.stdin.on('data', (part) => { text += part; });"
        "process.stdin.on('end', () => {"
        "  console.log(JSON.stringify(JSON.parse(text).map((call) => particle(...call)))); });"
    )
    done = subprocess.run(
        [node(), "--input-type=module", "--eval", script],
        input=json.dumps(cases),
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        encoding="utf-8",
    )
    assert json.loads(done.stdout) == [particle(text, pair) for text, pair in cases]

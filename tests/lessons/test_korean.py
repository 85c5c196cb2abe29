"""Korean as it is said: no turn that a reading found wrong comes back, and particles follow the reading."""

import json
import re
from collections.abc import Iterator
from typing import cast

import pytest

from lessons.catalog import HERE
from lessons.kit.i18n.korean_particles import PAIRS, particle
from tests.browser.server import ROOT

TURNS: list[dict[str, str]] = json.loads(
    (ROOT / "tests" / "lessons" / "korean_turns.json").read_text(encoding="utf-8")
)
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
READ_ALOUD = re.compile(
    r"(?P<read>`[^`]+`|\([^()]*\)|[\w.,×%°∞−]*[A-Za-z0-9%°∞])(?P<form>으로|[은는이가을를과와로])(?=[\s.,)|]|$)",
    re.ASCII,
)


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
        for found in READ_ALOUD.finditer(text)
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


@pytest.mark.parametrize("planted", ["5×5은 커널", "`padding`는", "(1, 28)는 형태", "3를 더하면", "xyzzy는"])
def test_a_wrong_particle_is_caught(planted: str) -> None:
    assert len(wrong_particles(planted)) == 1
    assert wrong_particles("5×5는 커널, `padding`은, (1, 28)은 형태, 3을 더하면") == []

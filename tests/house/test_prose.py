"""Every lesson speaks both languages, with the same sections, formulas, code and links."""

import re
from collections import Counter

import pytest

from tests.house import tree

FENCE = re.compile(r"^```(?P<info>[^\n]*)\n(?P<code>.*?)^```\s*$", re.MULTILINE | re.DOTALL)
HEADING = re.compile(r"^(?P<level>#{1,6}) .*?(?:\{#(?P<name>[\w-]+)\})?[ ]*$", re.MULTILINE)
DISPLAY = re.compile(r"\$\$(.+?)\$\$", re.DOTALL)
INLINE = re.compile(r"(?<![\\$])\$(?!\$)([^$\n]+?)(?<!\\)\$")
LINK = re.compile(r"\]\(\s*<?([^)\s>]+)")
WORDS_IN_FORMULA = re.compile(r"\\text\{[^}]*\}")
COMMENT = re.compile(r"\s*#.*$", re.MULTILINE)
LONGEST_CODE = 44  # letters, as many as a column of text has room for

Part = tuple[str, Counter[str]]


def outline(text: str) -> list[Part]:
    """Return the sections in order, each with what must be the same in both languages.

    Inside a section links and formulas have no order, since Korean turns a sentence round. Comments in code
    and words in formulas are each language's own.
    """
    held: Counter[str] = Counter()
    parts: list[Part] = [("", held)]
    fences = list(FENCE.finditer(text))
    # Fences are taken out first: a comment in Python looks like a heading.
    numbers = iter(range(len(fences)))
    prose = FENCE.sub(lambda _: f"@fence{next(numbers)}@", text)
    for line in re.split(r"^(?=#{1,6} )", prose, flags=re.MULTILINE):
        if heading := HEADING.match(line):
            held = Counter()
            parts.append((f"{heading['level']} {heading['name'] or ''}".strip(), held))
        for number in re.findall(r"@fence(\d+)@", line):
            fence = fences[int(number)]
            held[f"```{fence['info'].strip()}\n{COMMENT.sub('', fence['code'])}"] += 1
        held.update(f"link {target}" for target in LINK.findall(line))
        formulas = DISPLAY.findall(line) + INLINE.findall(DISPLAY.sub("", line))
        held.update("formula " + "".join(WORDS_IN_FORMULA.sub("", each).split()) for each in formulas)
    return parts


def differences(english: str, korean: str) -> list[str]:
    """Return what one language has and the other has not, section by section."""
    ours, theirs = outline(english), outline(korean)
    if [name for name, _ in ours] != [name for name, _ in theirs]:
        return [f"sections {[name for name, _ in ours]} and {[name for name, _ in theirs]}"]
    found: list[str] = []
    for (name, left), (_, right) in zip(ours, theirs, strict=True):
        found += [f"{name}: only in English: {each}" for each in left - right]
        found += [f"{name}: only in Korean: {each}" for each in right - left]
    return found


def test_both_languages_say_the_same() -> None:
    spoken = {"en.md", "ko.md", "figure.js"}
    lessons = tree.ROOT / "lessons"
    kit = lessons / "kit"  # its figures speak through the table of labels
    files = [path for path in tree.files(under=("lessons",)) if not path.is_relative_to(kit)]
    folders = sorted({lessons / path.relative_to(lessons).parts[0] for path in files if path.name in spoken})
    assert folders
    found = {
        tree.name(each): differences(tree.read(each / "en.md"), tree.read(each / "ko.md")) for each in folders
    }
    assert {name: what for name, what in found.items() if what} == {}


def test_code_within_a_sentence_is_no_wider_than_a_column() -> None:
    """It never ends a line in its middle; a message of torch, which may, is quoted."""
    prose = [path for path in tree.files(under=("lessons",)) if path.name in {"en.md", "ko.md"}]
    inline = {each for path in prose for each in re.findall(r"`([^`\n]+)`", FENCE.sub("", tree.read(path)))}
    assert {each for each in inline if len(each) > LONGEST_CODE} == set()


ENGLISH = """# Pooling
summarise each window

## What you saw {#saw}
With [stride 2](?stride=2) the size is $o = 2$, and $$p \\text{ at most } k$$

```python
pool = nn.MaxPool2d(2)  # halves
```

## Check {#check}
"""
KOREAN = """# 풀링
윈도우마다 하나로 줄입니다

## 방금 본 것 {#saw}
크기는 $o = 2$이고 $$p \\text{ 이하 } k$$ [스트라이드 2](?stride=2)

```python
pool = nn.MaxPool2d(2)  # 절반
```

## 확인 {#check}
"""


def test_a_true_translation_passes() -> None:
    assert differences(ENGLISH, KOREAN) == []


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("## 확인 {#check}\n", ""),
        ("{#check}", "{#checks}"),
        ("## 확인", "### 확인"),
        ("## 방금 본 것 {#saw}\n", "## 확인 {#check}\n"),
        ("(?stride=2)", "(?stride=3)"),
        ("[스트라이드 2](?stride=2)", "스트라이드 2"),
        ("$o = 2$", "$o = 3$"),
        ("$o = 2$", "2"),
        (" k$$", " 2k$$"),
        ("MaxPool2d(2)", "MaxPool2d(3)"),
        ("```python", "```text"),
    ],
)
def test_planted_difference_is_caught(right: str, wrong: str) -> None:
    assert KOREAN.count(right) == 1
    assert differences(ENGLISH, KOREAN.replace(right, wrong)) != []

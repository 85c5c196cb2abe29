"""A line ends nowhere between a closing mark and the ending of its word, on pages and in figures alike."""

from lessons.catalog import HERE
from lessons.kit.i18n.language import JOINER, unbroken
from tests.oracle.twin import run

# "|" stands where no line may end.
EXAMPLES = (
    "내적(dot product)|입니다.",
    "이를 “쪽”|이라는 말로, ‘위’|는 그대로.",
    "`Conv2d(1, 5, 5)`|의 출력은 `stride`는 100%|까지, 360°|도",
    "[네 칸](?kernel_size=2)|을 봅니다. **합(sum)**|은 $y = -1$|입니다.",
    "Sobel-|x 커널, A picture under Sobel-|y, `sobel-x`",
    "값(3) 칸, (3). 3이고 “쪽” 말",
)


def test_what_belongs_together_is_joined_and_nothing_else() -> None:
    for sentence in EXAMPLES:
        assert unbroken(sentence.replace("|", "")) == sentence.replace("|", JOINER)


def test_blocks_of_code_stay_as_they_are() -> None:
    code = "```python\nx = f(1)\n# (1)은 인자\n```"
    assert unbroken(f"(가)나\n\n{code}\n\n(가)나") == f"(가){JOINER}나\n\n{code}\n\n(가){JOINER}나"


def test_the_browser_joins_the_same() -> None:
    plain = [sentence.replace("|", "") for sentence in EXAMPLES]
    said = run([("unbroken", [text]) for text in plain], HERE / "kit" / "i18n")
    assert [each["answer"] for each in said] == [unbroken(text) for text in plain]

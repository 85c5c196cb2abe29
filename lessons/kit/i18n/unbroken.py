"""Where no line may end: between a closing mark and the ending of a Korean word, and within "Sobel-x".

`word-break: keep-all` keeps Hangul and Latin letters together, but a line may still end after a bracket, a
quotation mark, a percent sign or a formula: "(dot product)" would leave its "입니다" to the next line.
`unbroken.js` is its twin in the browser.
"""

import re

JOINER = "\u2060"
FENCE = re.compile(r"(^```.*?^```$)", re.MULTILINE | re.DOTALL)
AFTER_A_MARK = re.compile(r"([)\]”’」』%°$][`*]*)(?=[가-힣])")
IN_A_NAME = re.compile(r"\b(Sobel-)(?=[xy]\b)")


def _joined(text: str) -> str:
    for place in (AFTER_A_MARK, IN_A_NAME):
        text = place.sub(rf"\1{JOINER}", text)
    return text


def unbroken(text: str) -> str:
    """Return a sentence, or Markdown, with what belongs together joined; blocks of code stay as they are."""
    return "".join(part if at % 2 else _joined(part) for at, part in enumerate(FENCE.split(text)))

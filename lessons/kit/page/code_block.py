"""Code that can be copied and runs as it is; what the visitor changed last is underlined."""

import html
import re
from typing import Any

import streamlit as st

from lessons.kit.figure.figure import figure
from lessons.kit.i18n.labels import label
from lessons.kit.i18n.language import Language
from lessons.kit.i18n.prose import Prose

ARGUMENT = re.compile(r"\b(?P<name>[a-z_]+)=(?P<value>\([^)]*\)|[^,()\s]+)")
PRINTED = re.compile(r"(?:\n#.*)+\Z")
COMMENT = re.compile(r"#.*$", re.MULTILINE)
LETTERS = re.compile(r"[A-Za-z0-9+/=]{60,}")
PACKED = re.compile(f'(?<="){LETTERS.pattern}(?=")')  # numbers in one text, see carried.py
ENDS = 12  # letters at either end of it that are seen
LONGEST = 50_000  # letters that a block holds and Copy copies; longer code is saved as a file


def changed_arguments(before: str, after: str) -> set[str]:
    """Return the arguments of calls, such as "stride=2", that stand in `after` and not in `before`."""
    texts = (PACKED.sub("", code) for code in (before, after))
    old, new = ({found[0] for found in ARGUMENT.finditer(text)} for text in texts)
    return new - old


def marked(code: str, changed: set[str]) -> str:
    """Return code as HTML: comments muted, changed arguments underlined, packed numbers cut in the middle."""
    is_short = len(code) <= LONGEST

    def mark(found: re.Match[str]) -> str:
        text = html.escape(found[0], quote=False)
        if LETTERS.fullmatch(found[0]):
            middle = text[ENDS:-ENDS] if is_short else ""
            return f'{text[:ENDS]}<span class="packed" aria-hidden="true">{middle}</span>{text[-ENDS:]}'
        if found[0].startswith("#"):
            return f'<span class="comment">{text}</span>'
        return f'<span class="changed">{text}</span>' if found[0] in changed else text

    either = re.compile(f"{PACKED.pattern}|{COMMENT.pattern}|{ARGUMENT.pattern}", re.MULTILINE)
    parts: list[str] = []
    end = 0
    for found in either.finditer(code):
        parts += [html.escape(code[end : found.start()], quote=False), mark(found)]
        end = found.end()
    return "".join([*parts, html.escape(code[end:], quote=False)])


def code_block(code: str, *, key: str, language: Language, about: str = "") -> None:
    """Show code with a Copy button. `st.code` would do it with 1.5 MiB of scripts.

    Args:
        code: Python that runs as it stands.
        key: tells apart the blocks of the course; what changed is found in what it showed before.
        language: of the button.
        about: what the code is about: where a page has several blocks, each region has its own name.
    """
    shown: dict[str, Any] = st.session_state.setdefault(f"shown-code-{key}", {"code": code, "changed": set()})
    if changed := changed_arguments(shown["code"], code):
        shown["changed"] = changed
    shown["code"] = code
    with st.container(key=f"code-{key}"):
        name = html.escape(" ".join([label("torch.code", language), about]).strip())
        st.html(
            f'<pre class="code" tabindex="0" role="region" aria-label="{name}">'
            f"<code>{marked(code, shown['changed'])}</code></pre>"
        )
        figure(
            "kit/copy", key=f"copy-{key}", language=language, data={"text": code + "\n", "name": f"{key}.py"}
        )


def with_open_answer(code: str) -> str:
    r"""Return code with a "?" for each line that it prints, so that nothing moves when they come.

    >>> with_open_answer("print(1 + 1)  # a sum\n# 2")
    'print(1 + 1)  # a sum\n# ?'
    """
    return PRINTED.sub(lambda found: re.sub(r"#.*", "# ?", found[0]), code)


def in_pytorch(code: str, *, key: str, language: Language, is_asked: bool = False) -> None:
    """Show the section of a lesson that says what is on the screen in PyTorch's words.

    Args:
        code: whose last lines are what it prints.
        key: of its block.
        language: of the page.
        is_asked: whether that is the answer to a guess that is still open.
    """
    heading, as_shown = label("step.pytorch", language), label("torch.as_shown", language)
    with st.container(key="pytorch"):
        st.markdown(f"## {heading}\n\n{as_shown}")
        code_block(with_open_answer(code) if is_asked else code, key=key, language=language)


def code_of_figure(name: str, *, language: Language) -> None:
    """Show the section that says what a figure shows in PyTorch's words; the figure asks for the code itself.

    Args:
        name: of the figure above it.
        language: of the page.
    """
    with st.container(key="pytorch"):
        st.markdown(f"## {label('step.pytorch', language)}\n\n{label('torch.as_shown', language)}")
        with st.container(key=f"code-{name}"):
            figure("kit/code", key=f"{name}-code", language=language, data={"of": name})


def section_with_code(prose: Prose, name: str, *, language: Language) -> None:
    """Show a section that ends with code: Markdown's own block brings scripts and no key reaches it."""
    part = prose.sections[name]
    text, code = part.linked.removesuffix("```").split("```python\n")
    st.markdown(f"## {part.title}\n\n{text.strip()}")
    code_block(code.strip(), key=f"{name}-{language}", language=language, about=part.title)

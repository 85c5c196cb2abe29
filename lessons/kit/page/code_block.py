"""Code that can be copied and runs as it is."""

import html
import re

import streamlit as st

from lessons.kit.figure.figure import figure
from lessons.kit.i18n.labels import label
from lessons.kit.i18n.language import Language
from lessons.kit.i18n.prose import Prose

COMMENT = re.compile(r"#.*$", re.MULTILINE)


def marked(code: str) -> str:
    """Return code as HTML, its comments muted."""
    return COMMENT.sub(r'<span class="comment">\g<0></span>', html.escape(code, quote=False))


def code_block(code: str, *, key: str, language: Language, about: str = "") -> None:
    """Show code with a Copy button. `st.code` would do it with 1.5 MiB of scripts.

    Args:
        code: Python that runs as it stands.
        key: tells apart the blocks of the course.
        language: of the button.
        about: what the code is about: where a page has several blocks, each region has its own name.
    """
    with st.container(key=f"code-{key}"):
        name = html.escape(" ".join([label("torch.code", language), about]).strip())
        region = f'class="code" tabindex="0" role="region" aria-label="{name}"'
        st.html(f"<pre {region}><code>{marked(code)}</code></pre>")
        data = {"text": code + "\n", "name": f"{key}.py"}
        figure("kit/copy", key=f"copy-{key}", language=language, data=data)


def code_of_figure(name: str, *, language: Language) -> None:
    """Show the section that says what a figure shows in PyTorch's words; the figure asks for the code itself.

    Args:
        name: of the figure above it.
        language: of the page.
    """
    heading, as_shown = label("step.pytorch", language), label("torch.as_shown", language)
    with st.container(key="pytorch"), st.expander(heading):
        st.markdown(as_shown)
        with st.container(key=f"code-{name}"):
            figure("kit/code", key=f"{name}-code", language=language, data={"of": name})


def section_with_code(prose: Prose, name: str, *, language: Language, is_folded: bool = False) -> None:
    """Show a section that ends with code: Markdown's own block brings scripts and no key reaches it."""
    part = prose.sections[name]
    text, code = part.linked.removesuffix("```").split("```python\n")
    with st.expander(part.title) if is_folded else st.container():
        st.markdown(text.strip() if is_folded else f"## {part.title}\n\n{text.strip()}")
        code_block(code.strip(), key=f"{name}-{language}", language=language, about=part.title)

"""A figure in a page of somebody else: who may frame it, and what a link tells other programs about it."""

import html
import os
import re
from pathlib import Path
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Route

from lessons.catalog import PAGES, Lesson
from lessons.kit.i18n.labels import label
from lessons.kit.i18n.language import Language, is_language

ANCESTORS, PUBLIC = "COURSE_FRAME_ANCESTORS", "COURSE_URL"
SELF = "'self'"
# As a Content-Security-Policy names them: nothing that could end the directive.
SOURCE = re.compile(r"'self'|'none'|\*|https?://[\w*.-]+(:(\d+|\*))?")
ORIGIN = re.compile(r"https?://[\w.-]+(:\d+)?")
OEMBED, PREVIEW = "/-/oembed", "/-/preview.png"
PICTURE = Path(__file__).parents[1] / "lessons" / "convolution" / "preview.png"
PICTURE_SIZE = (1440, 900)  # px
WIDTH, HEIGHT = 960, 640  # px, of a frame for which nothing else is asked
FRAMED = {each.address: each for each in PAGES if (each.folder / "settings.json").is_file()}
"""The pages with a figure that has a state of its own, by address."""


class EmbeddingError(ValueError):
    """A variable of the environment that does not say what it should."""


def frame_ancestors() -> str:
    """Return who may frame a figure, as a Content-Security-Policy says it.

    Raises:
        EmbeddingError: the variable holds something else.
    """
    named = os.environ.get(ANCESTORS, "").split()
    if wrong := [each for each in named if not SOURCE.fullmatch(each)]:
        raise EmbeddingError(f"{ANCESTORS}: {wrong[0]!r} is no source such as https://HOST")
    return " ".join(named) or SELF


def public_address() -> str:
    """Return where the course is for everybody, such as "https://course.example", "" if nobody says it.

    Raises:
        EmbeddingError: the variable holds something else.
    """
    named = os.environ.get(PUBLIC, "").rstrip("/")
    if named and not ORIGIN.fullmatch(named):
        raise EmbeddingError(f"{PUBLIC}: {named!r} is no address such as https://HOST")
    return named


def is_figure_alone(path: str, query: str) -> bool:
    """Return whether an address asks for a figure and nothing around it."""
    return path.rstrip("/") in FRAMED and ("view", "figure") in parse_qsl(query)


def _title_of(lesson: Lesson, language: Language) -> str:
    return f"{lesson.prose(language).title} · {label('nav.course', language)}"


def _size(asked: str | None, usual: int) -> int:
    """Return a side in px: the usual one, or what there is room for."""
    return min(usual, int(asked)) if asked and re.fullmatch(r"[1-9]\d{0,4}", asked) else usual


def answer_oembed(query: dict[str, str], course: str) -> tuple[int, dict[str, object]]:
    """Return the status and what is said of the figure at `query["url"]`.

    Args:
        query: of the request: url, perhaps format, maxwidth and maxheight in px.
        course: the public address; "" where there is none, and then nothing is said.
    """
    asked = urlsplit(query.get("url", ""))
    lesson = FRAMED.get(asked.path.rstrip("/"))
    if not course or f"{asked.scheme}://{asked.netloc}" != course or lesson is None:
        return 404, {}
    if query.get("format", "json") != "json":
        return 501, {}
    named = [pair for pair in parse_qsl(asked.query) if pair != ("view", "figure")]
    spoken = dict(named).get("lang")
    title = _title_of(lesson, spoken if is_language(spoken) else "en")
    source = f"{course}{lesson.address}?{urlencode([*named, ('view', 'figure')])}"
    width, height = _size(query.get("maxwidth"), WIDTH), _size(query.get("maxheight"), HEIGHT)
    frame = f'width="{width}" height="{height}" style="border: 0"'
    return 200, {
        "version": "1.0",
        "type": "rich",
        "title": title,
        "width": width,
        "height": height,
        "provider_name": label("nav.course", "en"),
        "provider_url": course,
        "html": f'<iframe src="{html.escape(source)}" title="{html.escape(title)}" {frame}></iframe>',
        "thumbnail_url": course + PREVIEW,
        **dict(zip(("thumbnail_width", "thumbnail_height"), PICTURE_SIZE, strict=True)),
    }


def head_of(path: str, query: str, language: Language) -> str:
    """Return what a page's head tells programs that show links; nothing without a public address."""
    course, lesson = public_address(), FRAMED.get(path.rstrip("/"))
    if not course or lesson is None:
        return ""
    here = course + lesson.address + (f"?{query}" if query else "")
    told = {
        "og:title": _title_of(lesson, language),
        "og:description": lesson.prose(language).idea,
        "og:type": "website",
        "og:url": here,
        "og:image": course + PREVIEW,
    }
    about = f"{course}{OEMBED}?url={quote(here, safe='')}"
    lines = [f'<meta property="{name}" content="{html.escape(text)}">' for name, text in told.items()]
    return "".join(
        [*lines, f'<link rel="alternate" type="application/json+oembed" href="{html.escape(about)}">']
    )


async def _oembed(request: Request) -> Response:
    status, said = answer_oembed(dict(request.query_params.items()), public_address())
    return JSONResponse(said, status)


async def _preview(_request: Request) -> Response:
    return FileResponse(PICTURE, headers={"Cache-Control": "public, max-age=86400"})


def routes() -> list[BaseRoute]:
    """Return what is answered about figures elsewhere."""
    return [Route(OEMBED, _oembed), Route(PREVIEW, _preview)]

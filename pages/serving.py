"""What HTTP is answered: pages, the figures' files, headers, packing, and pages that do not exist."""

import asyncio
import base64
import gc
import gzip
import hashlib
import html
import re
import socket
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import config

from lessons.catalog import PAGES
from lessons.kit.figure import figure
from lessons.kit.i18n.labels import label
from lessons.kit.i18n.language import LANGUAGES, Language, first_language, is_language
from pages import asking, embedding, places

HERE = Path(__file__).parent
STREAMLIT_STATIC = Path(streamlit.__file__).parent / "static"
ADDRESSES = {"/", *(lesson.address for lesson in PAGES)}
KIT = figure.HERE / "kit"
STYLES = [
    KIT / "figure" / "tokens.css",
    *(HERE / f"{name}.css" for name in ("frame", "header", "pages")),
    KIT / "code" / "figure.css",  # a block looks alike on a page and in a figure
]
PACKED_TYPES = {".js": "text/javascript", ".css": "text/css"}


def send_at_once() -> None:
    """Let every connection send at once what is written to it; it inherits that from the listening socket.

    Streamlit makes that socket without naming a protocol, and asyncio then leaves Nagle's algorithm on: the
    body of an answer waited for the browser's acknowledgement of its head, 40 ms on every kept connection.
    """
    for each in gc.get_objects():
        # By its exact type: a proxy among all objects may do anything when it is asked what it is.
        if type(each) is not socket.socket or each.family not in {socket.AF_INET, socket.AF_INET6}:
            continue
        if each.fileno() >= 0 and each.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN):
            each.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


@asynccontextmanager
async def lifespan(_app: object) -> AsyncGenerator[None]:
    """Import torch and compute data beside the server's start, then keep both from the garbage collector."""

    def warm_up() -> None:
        asking.warm_up()
        for compute in figure.COMPUTED.values():
            compute()
        gc.collect()
        gc.freeze()

    send_at_once()
    warming = asyncio.create_task(asyncio.to_thread(warm_up))
    yield
    await warming


async def figure_file(request: Request) -> Response:
    """Answer a script, style sheet, table of words or settings, or measured data; nothing else is there."""
    path = request.path_params["path"]
    read = figure.CONTENTS.get(path)
    if read is None:
        return Response(status_code=404)
    developing = bool(config.get_option("server.runOnSave"))
    lasting = not developing and request.path_params["digest"] == figure.DIGEST
    caching = "public, max-age=31536000, immutable" if lasting else "no-cache"
    media_type = figure.SUFFIXES[Path(path).suffix]
    content = await asyncio.to_thread(read) if path in figure.COMPUTED else read()
    packed = {"Content-Encoding": "gzip"} if media_type == figure.PACKED else {}
    return Response(content, media_type=media_type, headers={"Cache-Control": caching, **packed})


def language_of(request: Request) -> Language:
    """Return the language a request asks for: its ?lang=, else the visitor's own."""
    asked = request.query_params.get("lang")
    if is_language(asked):
        return asked
    return first_language(request.cookies.get("language"), request.headers.get("accept-language"))


async def page_of_the_course(request: Request) -> Response:
    """Answer a page's address with Streamlit's page, in its language and already dressed.

    Styles that only come with the first run of the script would let a heading jump when they arrive.
    """
    index_page = (STREAMLIT_STATIC / "index.html").read_text(encoding="utf-8")
    sheets = [*(sheet.read_text(encoding="utf-8") for sheet in STYLES), places.style_of(places.read_places())]
    styles = "\n".join(sheets)
    language, path, query = language_of(request), request.url.path, request.url.query
    is_alone = embedding.is_figure_alone(path, query)
    view = ' data-view="figure"' if is_alone else ""
    page = index_page.replace('<html lang="en">', f'<html lang="{language}"{view}>', 1)
    # A link leaves the page around the figure where it is.
    base = '<base target="_blank">' if is_alone else ""
    head = embedding.head_of(path, query, language) + places.SCRIPT + base
    page = page.replace("</head>", f"{head}</head>", 1)
    page = page.replace(
        "</body>", f"<style>{styles}</style></body>", 1
    )  # after Streamlit's own, which would win
    return HTMLResponse(page, headers={"Cache-Control": "no-cache"})


def routes() -> list[BaseRoute]:
    """Return our routes beside Streamlit's: the pages, the figures' files and their questions."""
    pages = [Route(address, page_of_the_course) for address in sorted(ADDRESSES)]
    return [
        Route(figure.PREFIX + "/{digest}/{path:path}", figure_file),
        *asking.routes(),
        *embedding.routes(),
        *pages,
    ]


def security_policy(index_page: str, frame_ancestors: str = embedding.SELF) -> str:
    """Return the Content-Security-Policy under which the whole app runs: nothing comes from another host.

    Streamlit's page holds inline scripts; each is allowed by the digest of exactly its text. It makes
    component scripts and workers as blobs and lays styles inline.
    """
    inline = re.findall(r"<script(?![^>]*\bsrc=)[^>]*>(.*?)</script>", index_page, re.DOTALL)
    digests = (base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in inline)
    scripts = " ".join(f"'sha256-{digest}'" for digest in digests)
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src 'self' 'wasm-unsafe-eval' blob: {scripts}".strip(),
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "media-src 'self' blob:",
            "manifest-src 'self'",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'none'",
            f"frame-ancestors {frame_ancestors}",
        ]
    )


class Headers:
    """Middleware: the security headers on every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        index_page = (STREAMLIT_STATIC / "index.html").read_text(encoding="utf-8") + places.SCRIPT
        self.alone = {"Content-Security-Policy": security_policy(index_page, embedding.frame_ancestors())}
        self.headers = {
            "Content-Security-Policy": security_policy(index_page),
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "same-origin",
            "Permissions-Policy": "camera=(self), microphone=(), geolocation=()",
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and add the headers to what comes back."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(self.headers)
                if embedding.is_figure_alone(scope["path"], scope["query_string"].decode("latin-1")):
                    MutableHeaders(scope=message).update(self.alone)
            await send(message)

        await self.app(scope, receive, send_with_headers if scope["type"] == "http" else send)


def takes_gzip(accepted: str) -> bool:
    """Return whether an Accept-Encoding lets an answer come as gzip: named, and not with a weight of 0."""
    weights = [entry.replace(" ", "").lower().partition(";q=") for entry in accepted.split(",")]
    return any(name == "gzip" and not re.fullmatch(r"0(\.0*)?", weight) for name, _, weight in weights)


class PackedStatics:
    """Middleware: Streamlit's own scripts and styles, gzipped once and kept (it sends megabytes unpacked)."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.packed: dict[Path, bytes] = {}

    def find(self, scope: Scope) -> Path | None:
        """Return the file behind a request for a static script or style sheet, if the browser takes gzip."""
        if scope["type"] != "http" or scope["method"] != "GET" or not scope["path"].startswith("/static/"):
            return None
        if not takes_gzip(Request(scope).headers.get("accept-encoding", "")):
            return None
        path = (STREAMLIT_STATIC / scope["path"].lstrip("/")).resolve()
        inside = path.is_relative_to(STREAMLIT_STATIC.resolve() / "static")
        return path if inside and path.suffix in PACKED_TYPES and path.is_file() else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a script or style sheet packed; pass everything else on."""
        path = self.find(scope)
        if path is None:
            await self.app(scope, receive, send)
            return
        if path not in self.packed:
            self.packed[path] = await asyncio.to_thread(gzip.compress, path.read_bytes(), 9)
        headers = {
            "Content-Encoding": "gzip",
            "Vary": "Accept-Encoding",
            "Cache-Control": "public, max-age=31536000, immutable",
        }
        response = Response(self.packed[path], media_type=PACKED_TYPES[path.suffix], headers=headers)
        await response(scope, receive, send)


def not_found_page(request: Request) -> HTMLResponse:
    """Return a real 404 in both languages, the visitor's first."""
    first = language_of(request)
    parts = [
        f'<section lang="{language}"><h1>{html.escape(label("state.not_found", language))}</h1>'
        f'<p><a href="/?lang={language}">{html.escape(label("state.go_home", language))}</a></p></section>'
        for language in sorted(LANGUAGES, key=lambda language: language != first)
    ]
    template = (HERE / "not_found.html").read_text(encoding="utf-8")
    page = template.replace("{language}", first).replace(
        "{title}", html.escape(label("state.not_found", first))
    )
    return HTMLResponse(page.replace("{sections}", "".join(parts)), status_code=404)


class NotFound:
    """Middleware: an address that no page has answers 404; Streamlit would show its start page with 200."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        own_files = (path.name for path in STREAMLIT_STATIC.iterdir() if path.is_file())
        self.files = {f"/{name}" for name in own_files} | {embedding.OEMBED, embedding.PREVIEW}

    def is_known(self, path: str) -> bool:
        """Return whether a page, a file or a part of Streamlit's own protocol answers this path."""
        protocol = ("/_stcore/", "/static/", "/media/", "/component/", figure.PREFIX + "/")
        if path.endswith("/_stcore/metrics"):  # how many are here and what it costs is nobody's business
            return False
        return (
            path in ADDRESSES
            or path in self.files
            or path.startswith(protocol)
            or "/_stcore/" in path
            or (path.endswith("/") and path.rstrip("/") in ADDRESSES)
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Redirect /home, refuse what does not exist, pass everything else on."""
        if scope["type"] != "http" or scope["method"] not in {"GET", "HEAD"} or self.is_known(scope["path"]):
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        response: Response = not_found_page(request)
        if scope["path"].rstrip("/") == "/home":
            # Without a host: whatever a request says its host is would else be where it leads.
            response = RedirectResponse("/" + (f"?{request.url.query}" if request.url.query else ""))
        await response(scope, receive, send)


def middleware() -> list[Middleware]:
    """Return ours, outermost first.

    Raises:
        EmbeddingError: a variable of the environment is not understood. Said here it stops the start; a
            middleware is made with the first request, whose failure nobody sees.
    """
    embedding.public_address()
    embedding.frame_ancestors()
    return [Middleware(Headers), Middleware(NotFound), Middleware(PackedStatics)]

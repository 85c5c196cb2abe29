"""What figures ask of Python by HTTP: `POST /-/ask/<lesson>/<question>?lang=..&modules=..`, answered in JSON.

An answer is a pure function of what is handed over: no session, nothing is lost at a restart, and any
process can give it.
"""

import asyncio
import json
import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from threading import BoundedSemaphore
from typing import Any, TypeVar

from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from lessons.catalog import PAGES
from lessons.kit.ask.question import Answer, AskError, Pool, Question
from lessons.kit.figure import figure
from lessons.kit.i18n.language import Language, first_language, is_language
from lessons.kit.menu.notebook import with_notebooks
from lessons.kit.paper.files import FILE_QUESTIONS
from lessons.kit.settings.table import InvalidSettings

Made = TypeVar("Made")
PREFIX = "/-/ask"
OWN_SITE = {"same-origin", "none"}  # "none": typed or bookmarked; an old browser says nothing
MOST_WAITING = 32  # questions of one pool behind those that are being answered
RETRY_SECONDS = 2
NOT_KEPT = {"Cache-Control": "no-store"}


class WorkerPool:
    """Threads of our own for one kind of work, and a queue of a length that is known.

    The server's default threads also serve Streamlit: who fills them stops every page.
    """

    def __init__(self, threads: int) -> None:
        self.threads = ThreadPoolExecutor(threads, initializer=_one_torch_thread)
        self.places = BoundedSemaphore(threads + MOST_WAITING)

    def submit(self, work: Callable[[], Made]) -> Future[Made]:
        """Put work in line.

        Raises:
            AskError: the line is full.
        """
        if not self.places.acquire(blocking=False):
            raise AskError("busy", seconds=RETRY_SECONDS)
        future = self.threads.submit(work)
        future.add_done_callback(lambda _: self.places.release())
        return future

    async def run(self, request: Request, work: Callable[[], Made]) -> Made:
        """Return what work gives; who leaves while it waits in line takes it out of the line.

        Args:
            request: who asks; its body has been read.
            work: what is done on one of the threads.

        Raises:
            AskError: the line is full.
            ClientDisconnect: nobody waits for it any more.
        """
        future = self.submit(work)
        answer = asyncio.wrap_future(future)
        leaving = asyncio.ensure_future(request.receive())  # all that can follow the body
        await asyncio.wait({answer, leaving}, return_when=asyncio.FIRST_COMPLETED)
        leaving.cancel()
        if not answer.done():
            answer.cancel()
            raise ClientDisconnect
        return answer.result()


def _one_torch_thread() -> None:
    torch: Any = import_module("torch")
    torch.set_num_threads(1)


# torch's seed is one for the whole process; a picture may take seconds, a long text or a file as well.
POOLS: dict[Pool, WorkerPool] = {
    "torch": WorkerPool(1),
    "pictures": WorkerPool(2),
    "texts": WorkerPool(1),
    "files": WorkerPool(1),
}

QUESTIONS: dict[str, tuple[Question[Any], ...]] = {}  # of the lessons that have been asked


def questions_of(lesson: str) -> tuple[Question[Any], ...]:
    """Return what a lesson is asked: what its `code.py` lists, and its files; it may import torch."""
    if lesson not in QUESTIONS:
        name = f"lessons.{lesson}.code"
        listed = import_module(name).QUESTIONS if find_spec(name) else ()
        QUESTIONS[lesson] = (*with_notebooks(lesson, listed), *FILE_QUESTIONS)
    return QUESTIONS[lesson]


def warm_up() -> None:
    """Import what answers, in the thread that will, and load what its first answer would."""
    for lesson in PAGES:
        for question in POOLS["torch"].submit(partial(questions_of, lesson.name)).result():
            POOLS[question.pool].submit(question.warm_up).result()


async def find_question(request: Request) -> Question[Any]:
    """Return the question that stands in a request's path.

    Raises:
        AskError: there is none of this name.
    """
    lesson, _, name = request.path_params["path"].partition("/")
    if all(each.name != lesson for each in PAGES):
        raise AskError("no_such_question")
    if lesson not in QUESTIONS:  # the first to ask after a start
        await asyncio.wrap_future(POOLS["torch"].submit(partial(questions_of, lesson)))
    for question in QUESTIONS[lesson]:
        if question.name == name:
            return question
    raise AskError("no_such_question")


async def read_body(request: Request, most: int, seconds: float) -> bytes:
    """Return a request's body, of which no more than `most` bytes are ever held, within so many seconds.

    Raises:
        AskError: it is larger, or takes too long to come.
    """
    declared = request.headers.get("content-length", "")
    if declared.isdigit() and int(declared) > most:
        raise AskError("body_too_large", most=most)
    body = bytearray()
    try:
        async with asyncio.timeout(seconds):
            async for part in request.stream():
                body += part
                if len(body) > most:
                    raise AskError("body_too_large", most=most)
    except TimeoutError:
        raise AskError("body_timeout", seconds=seconds) from None
    return bytes(body)


def language_of(request: Request) -> Language:
    """Return the language a question is asked in: its ?lang=, else the browser's; no cookie counts here."""
    asked = request.query_params.get("lang")
    return asked if is_language(asked) else first_language(None, request.headers.get("accept-language"))


def hold_origin(request: Request) -> None:
    """Hold that one of this version's own pages asks.

    Raises:
        AskError: another site does, or a page of another version.
    """
    if request.headers.get("sec-fetch-site", "none") not in OWN_SITE:
        raise AskError("other_site")
    if request.query_params.get("modules") != figure.DIGEST:
        raise AskError("renewed")


async def answer_of(request: Request, language: Language) -> Answer:
    """Return the answer to what a request asks.

    Raises:
        AskError: it is refused.
        InvalidSettings: what it asks about is no state of the figure.
    """
    hold_origin(request)
    question = await find_question(request)
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type != question.media_type:
        raise AskError("wrong_media_type", media_type=question.media_type)
    body = await read_body(request, question.most_bytes, question.body_timeout_seconds)
    if question.read_with and (about := request.query_params.get("about")):
        asked = question.read_with(body, about.encode())
    else:
        asked = question.read(body)
    question.cost(asked).check()
    return await POOLS[question.pool].run(request, partial(question.answer, asked, language))


class AnswerResponse(JSONResponse):
    """An answer as JSON; half a character, which a text may hold and UTF-8 not, stays escaped as it came."""

    def render(self, content: object) -> bytes:
        """Return the body."""
        return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode(
            errors="backslashreplace"
        )


def refusal(error: AskError, language: Language) -> Response:
    """Return why there is no answer: a name and values for scripts, a sentence for the visitor."""
    headers = {**NOT_KEPT, "Retry-After": str(RETRY_SECONDS)} if error.code == "busy" else NOT_KEPT
    content = {"error": error.code, "values": error.values, "message": error.say(language)}
    return JSONResponse(content, error.status, headers)


async def ask(request: Request) -> Response:
    """Answer one question, or say why not in the visitor's language."""
    language = language_of(request)
    try:
        return AnswerResponse(await answer_of(request, language), headers=NOT_KEPT)
    except AskError as error:
        return refusal(error, language)
    except InvalidSettings as error:
        return refusal(AskError(error.code, **error.values), language)
    except ClientDisconnect:
        return Response(status_code=400, headers=NOT_KEPT)  # nobody hears it
    except Exception:
        logging.getLogger(__name__).exception("a question was not answered")
        return refusal(AskError("failed"), language)


def routes() -> list[BaseRoute]:
    """Return the one route of all questions."""
    return [Route(PREFIX + "/{path:path}", ask, methods=["POST"])]

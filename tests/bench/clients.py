"""Two hundred visitors who move once a second: they say again what a browser has said, and wait."""

import asyncio
import statistics
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from itertools import cycle
from urllib.parse import urlsplit

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import connect
from websockets.typing import Subprotocol

CLIENTS = 200
SECONDS = 10
LATE = 20  # seconds after which a move counts as answered this late
Say = Callable[[], Awaitable[None]]


@dataclass(frozen=True)
class Exchange:
    """What a browser has said while it was moved.

    questions: addresses and bodies of what was asked by HTTP.
    socket: the address of its web socket.
    opening: what it sent there before it was moved.
    moves: what it sent there while it was moved.
    """

    questions: list[tuple[str, bytes]]
    socket: str
    opening: list[bytes]
    moves: list[bytes]


async def _move_each_second(say: Say, times: list[float]) -> None:
    """Say something each second, and note how many seconds its answer took."""
    end = time.monotonic() + SECONDS
    while (start := time.monotonic()) < end:
        with suppress(TimeoutError):
            await asyncio.wait_for(say(), LATE)
        times.append(time.monotonic() - start)
        await asyncio.sleep(max(0, 1 - times[-1]))


async def _ask_by_http(exchange: Exchange, times: list[float]) -> None:
    """One client on a kept connection."""
    place = urlsplit(exchange.questions[0][0])
    reader, writer = await asyncio.open_connection(place.hostname, place.port)
    questions = cycle(exchange.questions)

    async def say() -> None:
        url, body = next(questions)
        target = urlsplit(url)
        writer.write(
            f"POST {target.path}?{target.query} HTTP/1.1\r\nHost: {target.netloc}\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n".encode()
            + body
        )
        head = (await reader.readuntil(b"\r\n\r\n")).lower()
        length = head.partition(b"content-length: ")[2].partition(b"\r\n")[0]
        await reader.readexactly(int(length))
        if not head.startswith(b"http/1.1 200"):
            times.append(LATE)  # refused: nobody was helped

    await _move_each_second(say, times)
    writer.close()


async def _tell_by_socket(exchange: Exchange, times: list[float]) -> None:
    """One client of the old way: each move is a run of the page's script."""
    moves = cycle(exchange.moves)
    async with connect(exchange.socket, subprotocols=[Subprotocol("streamlit")], max_size=None) as socket:

        async def say(*messages: bytes) -> None:
            for message in messages:
                await socket.send(message)
            while (
                ForwardMsg.FromString(bytes(await socket.recv(decode=False))).WhichOneof("type")
                != "script_finished"
            ):
                pass

        await say(*exchange.opening)
        await _move_each_second(lambda: say(next(moves)), times)


async def p95_of_clients(exchange: Exchange) -> float:
    """Return within how many ms 95 of 100 moves were answered; nan where a move asks nothing."""
    times: list[float] = []
    client = _ask_by_http if exchange.questions else _tell_by_socket
    if not (exchange.questions or exchange.moves):
        return float("nan")

    async def begin(after: float) -> None:
        await asyncio.sleep(after)
        await client(exchange, times)

    await asyncio.gather(*(begin(each / CLIENTS) for each in range(CLIENTS)))
    return 1000 * statistics.quantiles(times, n=20)[-1]

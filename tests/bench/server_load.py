"""What a served course bears: the CPU that it uses, and two hundred visitors who move once a second.

They say again what a browser has said, and wait.
"""

import asyncio
import os
import statistics
import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from urllib.parse import urlsplit

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import connect
from websockets.typing import Subprotocol

CLIENTS = 200
SECONDS = 10
LATE = 20  # seconds after which a move counts as answered this late
LONGEST = 45  # seconds that a client takes at most, whose page may have to come first
Say = Callable[[], Awaitable[None]]


def cpu_seconds(base_url: str) -> float:
    """Return the CPU seconds of the server behind an address on this machine; nan where there is no /proc."""
    wanted = f"--server.port\0{urlsplit(base_url).port}\0".encode()
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if wanted in (process / "cmdline").read_bytes():
                ticks = (process / "stat").read_text().rpartition(")")[2].split()[11:13]
                return sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK")
        except OSError:
            continue  # it has ended meanwhile
    return float("nan")


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


def _header(head: bytes, name: bytes) -> bytes:
    return head.partition(name + b": ")[2].partition(b"\r\n")[0]


async def _ask_by_http(exchange: Exchange, times: list[float]) -> None:
    """One client on a kept connection."""
    place = urlsplit(exchange.questions[0][0])
    reader, writer = await asyncio.open_connection(place.hostname, place.port)
    questions = cycle(exchange.questions)

    async def ask(url: str, body: bytes) -> bytes:
        target = urlsplit(url)
        writer.write(
            f"POST {target.path}?{target.query} HTTP/1.1\r\nHost: {target.netloc}\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n".encode()
            + body
        )
        head = (await reader.readuntil(b"\r\n\r\n")).lower()
        await reader.readexactly(int(_header(head, b"content-length")))
        return head

    async def say() -> None:
        question = next(questions)
        while not (head := await ask(*question)).startswith(b"http/1.1 200"):
            # A busy server says when; whatever else it says it has not said to the browser.
            await asyncio.sleep(int(_header(head, b"retry-after")))

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


async def p95_of_clients(exchanges: Sequence[Exchange]) -> float:
    """Return within how many ms 95 of 100 moves were answered, of clients who share out the exchanges.

    A client whose moves ask nothing waits for nothing and is not counted.
    """
    times: list[float] = []

    async def begin(after: float, exchange: Exchange) -> None:
        await asyncio.sleep(after)
        client = _ask_by_http if exchange.questions else _tell_by_socket
        try:
            await asyncio.wait_for(client(exchange, times), LONGEST)
        except TimeoutError:
            times.append(LATE)

    asking = [each for each in exchanges if each.questions or each.moves]
    clients = zip(range(CLIENTS), cycle(asking), strict=False)
    await asyncio.gather(*(begin(each / CLIENTS, exchange) for each, exchange in clients))
    return 1000 * statistics.quantiles(times, n=20)[-1]

"""The course, served on a free port of this machine for as long as the tests need it."""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Generator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TextIO
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from playwright.sync_api import Browser, sync_playwright

from lessons.kit.figure import figure
from pages.embedding import ANCESTORS
from tests.browser.chromium import ARGUMENTS, find_chromium

ROOT = Path(__file__).parents[2]
START_SECONDS = 90
STOP_SECONDS = 10
FRIENDS = "http://127.0.0.1:*"  # who may frame a figure; http://localhost is another origin


@contextmanager
def serve(tree: Path = ROOT, port: int | None = None) -> Generator[str]:
    """Start the course as a visitor's server does and give its address, such as "http://localhost:50123".

    Args:
        tree: the folder it lies in; another one holds another version of it.
        port: of a server that was here before; else a free one.

    Raises:
        RuntimeError: it does not come up, or it has written a traceback by the time it is stopped.
    """
    port = port or free_port()
    command = [sys.executable, "-m", "streamlit", "run", "app.py"]
    options = ["--server.address", "localhost", "--server.port", str(port), "--server.headless", "true"]
    with tempfile.TemporaryFile("w+", encoding="utf-8") as log:
        # In the process group of the tests, so that whatever interrupts them ends it too.
        environment = {**os.environ, ANCESTORS: FRIENDS}
        server = subprocess.Popen(command + options, cwd=tree, stdout=log, stderr=log, env=environment)
        try:
            base_url = f"http://localhost:{port}"
            if not _comes_up(server, base_url):
                raise RuntimeError(f"the course did not start:\n{_read(log)}")
            if tree == ROOT:
                try:
                    _warm_up(base_url)
                except HTTPError as failed:
                    raise RuntimeError(f"{failed.url}: {failed}\n{_read(log)}") from failed
            yield base_url
        finally:
            _stop(server)
        if "Traceback" in _read(log):
            raise RuntimeError(f"the course wrote a traceback:\n{_read(log)}")


@contextmanager
def serve_and_browse(url: str = "") -> Generator[tuple[Browser, str]]:
    """Give a browser and the address of the course, which is served unless it is at an address already."""
    with nullcontext(url) if url else serve() as base_url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=ARGUMENTS)
        yield browser, base_url
        browser.close()


def free_port() -> int:
    """Return a port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        return int(probe.getsockname()[1])


def _comes_up(server: subprocess.Popen[bytes], base_url: str) -> bool:
    """Return True as soon as the server says that it is well, False if it ends or takes too long."""
    deadline = time.monotonic() + START_SECONDS
    while server.poll() is None and time.monotonic() < deadline:
        try:
            with urlopen(f"{base_url}/_stcore/health", timeout=5) as answer:
                return answer.status == 200
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    return False


def _warm_up(base_url: str) -> None:
    """Ask what is refused once torch has been imported, and for data: no test has to wait for them."""
    address = f"{base_url}/-/ask/maxpool2d/code?modules={figure.DIGEST}"
    headers = {"Content-Type": "application/json"}
    try:
        urlopen(Request(address, b"{}", headers), timeout=START_SECONDS)
    except HTTPError as refused:
        if refused.code != 422:
            raise
    for name in figure.COMPUTED:
        urlopen(base_url + figure.address_of(name), timeout=START_SECONDS).close()


def _stop(server: subprocess.Popen[bytes]) -> None:
    server.terminate()
    try:
        server.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def _read(log: TextIO) -> str:
    log.seek(0)
    return log.read()

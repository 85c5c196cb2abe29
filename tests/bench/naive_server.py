"""The naive page on a free port, with Streamlit's own settings: it is started where ours are not found."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

HERE = Path(__file__).parent
START_SECONDS = 60
QUIET = (
    "--server.headless",
    "true",
    "--browser.gatherUsageStats",
    "false",
    "--logger.hideWelcomeMessage",
    "true",
)


@contextmanager
def serve_naive() -> Generator[str]:
    """Start the naive page and give its address."""
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        port = str(probe.getsockname()[1])
    command = [sys.executable, "-m", "streamlit", "run", "naive_app.py", "--server.address", "localhost"]
    server = subprocess.Popen(
        [*command, "--server.port", port, *QUIET],
        cwd=HERE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        _wait_for(server, f"http://localhost:{port}/_stcore/health")
        yield f"http://localhost:{port}"
    finally:
        if sys.platform == "win32":
            server.kill()
        else:
            os.killpg(server.pid, signal.SIGTERM)
        server.wait(10)


def _wait_for(server: subprocess.Popen[bytes], address: str) -> None:
    deadline = time.monotonic() + START_SECONDS
    while server.poll() is None and time.monotonic() < deadline:
        try:
            with urlopen(address, timeout=5):
                return
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    raise RuntimeError("the naive page did not start")

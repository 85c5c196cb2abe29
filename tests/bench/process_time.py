"""The CPU that a served course has used."""

import os
from pathlib import Path
from urllib.parse import urlsplit


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

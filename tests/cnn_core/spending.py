"""What decoding a picture costs: CPU seconds, and megabytes at most."""

import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

Answer = TypeVar("Answer")

MOST_SECONDS, MOST_MEGABYTES = 2.0, 600.0  # promised for any bytes
STATUS, PEAK = Path("/proc/self/status"), Path("/proc/self/clear_refs")


def megabytes(of: str) -> float:
    """What the system counts for this process: "VmRSS" now, "VmHWM" at most; nan where there is no /proc."""
    counted = re.search(rf"{of}:\s+(\d+)", STATUS.read_text()) if STATUS.exists() else None
    return int(counted[1]) / 1024 if counted else float("nan")


def spent(run: Callable[[], Answer]) -> tuple[Answer, float, float]:
    """Return what something answers, and the CPU seconds and the megabytes at most that it takes."""
    if PEAK.exists():
        PEAK.write_text("5")  # the peak is counted from here
    before, start = megabytes("VmRSS"), time.process_time()
    answer = run()
    return answer, time.process_time() - start, megabytes("VmHWM") - before

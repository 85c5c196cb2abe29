"""The browser that the tests drive: an installed chromium, or else Playwright's own.

`python -m tests.browser.chromium` makes sure that there is one.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

COMMANDS = (
    *("chromium-headless-shell", "chromium", "chromium-browser"),
    *("google-chrome", "google-chrome-stable", "chrome", "msedge"),
)
MAC_APPLICATIONS = (
    "Google Chrome.app/Contents/MacOS/Google Chrome",
    "Chromium.app/Contents/MacOS/Chromium",
    "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
WINDOWS_PROGRAMS = (
    "Google/Chrome/Application/chrome.exe",
    "Chromium/Application/chrome.exe",
    "Microsoft/Edge/Application/msedge.exe",
)
WINDOWS_FOLDERS = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")

# No sandbox because CI is root in a container; no traffic of the browser's own beside the course's.
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def find_chromium() -> Path | None:
    """Return the program named by the variable CHROMIUM, else an installed one, else None.

    Raises:
        FileNotFoundError: CHROMIUM names a file that is not there.
    """
    named = os.environ.get("CHROMIUM")
    if named:
        if not (found := shutil.which(named)):
            raise FileNotFoundError(f"CHROMIUM names {named}, which is no program")
        return Path(found)
    for command in COMMANDS:
        if found := shutil.which(command):
            return Path(found)
    return next((place for place in _usual_places() if place.is_file()), None)


def _usual_places() -> list[Path]:
    """Return where macOS and Windows keep browsers, which are not on the PATH there."""
    if sys.platform == "darwin":
        folders = [Path("/Applications"), Path.home() / "Applications"]
        return [folder / program for folder in folders for program in MAC_APPLICATIONS]
    folders = [Path(os.environ[name]) for name in WINDOWS_FOLDERS if name in os.environ]
    return [folder / program for folder in folders for program in WINDOWS_PROGRAMS]


if __name__ == "__main__" and not find_chromium():
    # Does nothing when it is already there.
    subprocess.run([sys.executable, "-m", "playwright", "install", "--only-shell", "chromium"], check=True)

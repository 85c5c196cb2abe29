"""What the walks found is said at the end of every run, also of a green one."""

import pytest


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Write a line for every walk, whichever process has run it."""
    reports = [report for report in terminalreporter.getreports("passed") if report.when == "call"]
    for report in reports:
        for name, value in report.user_properties:
            if name == "walk":
                terminalreporter.write_line(f"walk, {value}")

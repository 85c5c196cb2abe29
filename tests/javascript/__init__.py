"""Tests of the JavaScript that needs no browser, run by node's own test runner."""

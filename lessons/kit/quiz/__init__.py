"""Guesses before a figure, questions after it, and what an answer is told."""

"""The terms of the course, in both languages, each with a figure that shows it."""

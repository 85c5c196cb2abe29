"""The way back: a gradient for every number of a small network, and of the note's."""

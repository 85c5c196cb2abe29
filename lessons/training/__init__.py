"""Watch it learn: the note's network trained in the visitor's browser."""

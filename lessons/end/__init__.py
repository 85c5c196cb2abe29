"""After the last lesson: what a visitor can do, how the guesses turned out, what to look at again."""

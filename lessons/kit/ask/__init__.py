"""What a figure asks of Python, and what it is answered: pure functions of what is handed over."""

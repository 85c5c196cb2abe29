"""A visitor's picture on its way to Python, and the shipped networks that read it."""

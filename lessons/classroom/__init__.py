"""How to teach with the course; exercise sheets with their keys."""

"""The course: its catalog, its lessons, and the kit they share."""

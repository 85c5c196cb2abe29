"""What a walk does on the page of each lesson, and what must stand there by torch."""

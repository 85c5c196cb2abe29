"""What is said in both languages: labels, particles, numbers, prose."""

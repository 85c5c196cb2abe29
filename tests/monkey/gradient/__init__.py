"""A walk on the page of the way back."""

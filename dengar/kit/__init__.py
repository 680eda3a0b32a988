"""Pure Python that every room may use. Imports nothing of ours and nothing of Django."""

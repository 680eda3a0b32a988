"""Dengar: complaint handling for public service malls, by the Propartif method."""

__version__ = "0.1.0"

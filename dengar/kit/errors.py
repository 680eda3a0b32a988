"""Anticipated failures: things that a person did, and that a page can say back."""

from typing import ClassVar


class Refused(Exception):
    """
    A rule of the house said no.

    Write a subclass for each reason, in the module of the operation that raises it. Its
    `message` is fit for the person who asked. Anything that is not a Refused is a bug.
    """

    message: ClassVar[object] = "This cannot be done."  # a str, or a lazy translation of one

    def __str__(self) -> str:
        return str(self.message)

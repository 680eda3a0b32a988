"""A QR code as one path of SVG, so that a template can draw it without trusting markup from elsewhere."""

from dataclasses import dataclass

import segno

QUIET = 2  # modules of quiet zone within the picture; the page's padding adds the rest


@dataclass(frozen=True)
class Qr:
    """:param size: width and height in modules, quiet zone included; :param path: the dark modules."""

    size: int
    path: str


def qr(text: str) -> Qr:
    """Return the code of a text, error correction M. The receipt's holds the number and nothing else."""
    matrix = segno.make(text, error="m", micro=False).matrix
    parts = [f"M{x + QUIET} {y + QUIET}h1v1h-1z" for y, row in enumerate(matrix) for x, dark in enumerate(row) if dark]
    return Qr(len(matrix) + 2 * QUIET, "".join(parts))

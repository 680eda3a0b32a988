"""How much may be attached, and of what sort. Pages say all of it before anybody chooses a file. Pure."""

from typing import Literal

Kind = Literal["picture", "pdf", "audio"]

EACH_MOST = 10_000_000  # bytes of one file
COUNT_MOST = 10  # files from the person, and as many from the offices, for one report
TOTAL_MOST = 40_000_000  # bytes of all files from one side together
PIXELS_MOST = 50_000_000  # of one picture; opened it takes four bytes for each
EDGE_MOST = 4000  # pixels of the longer side of the copy that is shown
PAGES_MOST = 300  # of one PDF

# What a file field offers. Without HEIC a telephone hands out a JPEG by itself.
ACCEPT = (
    "image/jpeg,image/png,image/webp,application/pdf,audio/mpeg,audio/mp4,audio/x-m4a,audio/ogg,audio/wav,"
    ".jpg,.jpeg,.png,.webp,.pdf,.mp3,.m4a,.ogg,.opus,.wav"
)
MB = 1_000_000

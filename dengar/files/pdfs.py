"""A PDF without what it says of its maker, and without anything that acts by itself."""

from io import BytesIO

import pikepdf
from pikepdf import Dictionary, Name, Object, Pdf, Stream

from dengar.files.jpeg import without_segments
from dengar.files.limits import PAGES_MOST
from dengar.files.refusals import Broken, Locked, TooManyPages

# Data about the document, private data of programs, scripts, things that happen on opening, attached files.
GONE = (
    "/Metadata", "/PieceInfo", "/LastModified", "/JS", "/AA", "/OpenAction", "/EF", "/AF", "/EmbeddedFiles",
    "/JavaScript", "/XFA", "/Collection", "/SpiderInfo", "/Threads", "/RichMediaContent",
)  # fmt: skip
ACTS = {"/GoTo", "/Named"}  # the only actions that stay: turning to a page
LIVE = {"/FileAttachment", "/RichMedia", "/Movie", "/Sound", "/Screen", "/3D"}  # kinds of annotations that go


def without_extras(data: bytes) -> bytes:
    """
    Return the document written anew, pages as they were.

    :raises Locked: if it needs a password. :raises TooManyPages: beyond 300.
    :raises pikepdf.PdfError: for what is no PDF.
    """
    if not data.lstrip(b"\x00\t\n\x0c\r ").startswith(b"%PDF-"):
        raise Broken  # something else stands before it
    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            if not 0 < len(pdf.pages) <= PAGES_MOST:
                raise TooManyPages if len(pdf.pages) else Broken
            return _written(pdf)
    except pikepdf.PasswordError as error:
        raise Locked from error


def _written(pdf: Pdf) -> bytes:
    for item in pdf.objects:
        _strip(item)
    for key in ("/Info", "/Encrypt"):
        if key in pdf.trailer:
            del pdf.trailer[key]
    for page in pdf.pages:
        _calm(page.obj)
    out = BytesIO()
    pdf.save(out, fix_metadata_version=False, deterministic_id=True, encryption=False)
    return out.getvalue()


def _strip(item: Object) -> None:
    """Take out of one object, and all that lies directly in it, what a reader of the page does not need."""
    waiting = [item]
    while waiting:
        here = waiting.pop()
        if isinstance(here, pikepdf.Array):
            waiting += [part for part in here if not _is_indirect(part)]
        elif isinstance(here, Dictionary | Stream):
            _strip_one(here)
            waiting += [part for _key, part in here.items() if not _is_indirect(part)]


def _is_indirect(part: object) -> bool:
    return not isinstance(part, Object) or part.is_indirect


def _strip_one(here: Object) -> None:
    for key in GONE:
        if key in here:
            del here[key]
    for key in ("/A", "/PA"):
        action = here.get(key)
        if isinstance(action, Dictionary) and str(action.get("/S", "")) not in ACTS:
            del here[key]
    if isinstance(here, Stream) and here.get("/Filter") == Name.DCTDecode and "/DecodeParms" not in here:
        here.write(without_segments(here.read_raw_bytes()), filter=Name.DCTDecode)


def _calm(page: Object) -> None:
    notes = page.get("/Annots")
    if isinstance(notes, pikepdf.Array):
        page["/Annots"] = pikepdf.Array([note for note in notes if str(note.get("/Subtype", "")) not in LIVE])

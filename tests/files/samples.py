"""Small files of every sort, with marks in all the places where cameras, telephones and programs write."""

import struct
import wave
from io import BytesIO

import pikepdf
from mutagen.id3 import ID3, TIT2
from mutagen.ogg import OggPage
from PIL import Image, PngImagePlugin

MARK = "Galaxy-Sari-08123"  # must be in no clean copy


def picture(form: str = "JPEG", size: tuple[int, int] = (60, 40), mark: str = MARK, **more: object) -> bytes:
    """A photo with the telephone, the place and a comment in it."""
    image, out = Image.new("RGB", size, "teal"), BytesIO()
    image.paste("white", (0, 0, 10, 10))
    exif = Image.Exif()
    exif[0x0110] = mark  # model
    exif[0x0112] = 6  # to be turned by a quarter
    exif.get_ifd(0x8825).update({1: "S", 2: (3.0, 26.0, 30.0), 3: "E", 4: (114.0, 50.0, 2.0)})
    if form == "PNG":
        text = PngImagePlugin.PngInfo()
        text.add_text("Author", mark)
        image.save(out, form, pnginfo=text, exif=exif)
    elif form == "JPEG":
        image.save(out, form, exif=exif, comment=mark, **more)
    else:
        image.save(out, form, exif=exif)
    return out.getvalue()


def pdf(mark: str = MARK, password: str = "", pages: int = 1) -> bytes:
    """A document with an author, a script, an attached file, a link outside, and a photo with its place."""
    with pikepdf.new() as made:
        for _page in range(pages):
            made.add_blank_page(page_size=(200, 200))
        with made.open_metadata() as words:
            words["dc:creator"] = [mark]
        made.docinfo["/Author"] = mark
        made.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=f"app.alert('{mark}')")
        made.attachments["note.txt"] = mark.encode()
        page = made.pages[0]
        link = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.Link,
            Rect=[0, 0, 9, 9],
            A=pikepdf.Dictionary(S=pikepdf.Name.URI, URI=f"https://example.org/{mark}"),
        )
        page.Annots = pikepdf.Array([made.make_indirect(link)])
        photo = made.make_stream(picture(mark=mark))
        photo.update({"/Type": pikepdf.Name.XObject, "/Subtype": pikepdf.Name.Image, "/Width": 60, "/Height": 40})
        photo.update({"/ColorSpace": pikepdf.Name.DeviceRGB, "/BitsPerComponent": 8, "/Filter": pikepdf.Name.DCTDecode})
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Photo=photo))
        page.Contents = made.make_stream(b"q 60 0 0 40 0 0 cm /Photo Do Q")
        out = BytesIO()
        made.save(out, encryption=pikepdf.Encryption(owner=password, user=password) if password else False)
    return out.getvalue()


def wav(mark: str = MARK) -> bytes:
    """A second of silence with a chunk that names the telephone."""
    out = BytesIO()
    with wave.open(out, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(b"\0\0" * 8000)
    told = mark.encode().ljust(20, b"\0")
    listed = b"LIST" + struct.pack("<I", 12 + len(told)) + b"INFOIART" + struct.pack("<I", len(told)) + told
    data = out.getvalue() + listed
    return data[:4] + struct.pack("<I", len(data) - 8) + data[8:]


def mp3(mark: str = MARK) -> bytes:
    """Silent frames of 128 kbit/s with a title before them and the old sort of tag behind."""
    frames = (b"\xff\xfb\x90\xc4" + bytes(413)) * 50
    out = BytesIO(frames)
    tags = ID3()
    tags.add(TIT2(encoding=3, text=mark))
    tags.save(out, v1=2)
    return out.getvalue()


def ogg(mark: str = MARK) -> bytes:
    """A second of Opus as telephones send it."""
    head = b"OpusHead" + struct.pack("<BBHIHB", 1, 1, 0, 48000, 0, 0)
    said = f"ARTIST={mark}".encode()
    tags = b"OpusTags" + struct.pack("<I", 4) + b"test" + struct.pack("<II", 1, len(said)) + said
    pages = []
    for number, (packet, position) in enumerate(((head, 0), (tags, 0), (b"\xf8\xff\xfe" * 20, 48000))):
        page = OggPage()
        page.serial, page.sequence, page.position, page.packets = 7, number, position, [packet]
        page.first, page.last = number == 0, number == 2
        pages.append(page.write())
    return b"".join(pages)


def box(kind: bytes, *parts: bytes) -> bytes:
    body = b"".join(parts)
    return struct.pack(">I", 8 + len(body)) + kind + body


def m4a(mark: str = MARK, handler: bytes = b"soun") -> bytes:
    """A recording as telephones pack it: with the place, the moment and the program's name."""
    told = mark.encode()
    when = struct.pack(">II", 3_900_000_000, 3_900_000_000)
    moment = bytes(4) + when
    mvhd = box(b"mvhd", moment, struct.pack(">II", 1000, 1000), bytes(80))
    tkhd = box(b"tkhd", moment, bytes(72))
    mdhd = box(b"mdhd", moment, struct.pack(">IIHH", 8000, 8000, 0, 0))
    hdlr = box(b"hdlr", bytes(8), handler, bytes(12), told + b"\0")
    entry = box(
        b"mp4a",
        bytes(6),
        struct.pack(">H", 1),
        bytes(8),
        struct.pack(">HHHHI", 1, 16, 0, 0, 8000 << 16),
        box(b"btrt", bytes(12)),
    )
    stsd = box(b"stsd", bytes(4), struct.pack(">I", 1), entry)
    trak = box(b"trak", tkhd, box(b"mdia", mdhd, hdlr, box(b"minf", box(b"stbl", stsd))))
    place = box(b"udta", box(b"\xa9xyz", struct.pack(">HH", len(told), 0), told))
    ftyp = box(b"ftyp", b"M4A ", bytes(4), b"M4A mp42isom")
    return ftyp + box(b"moov", mvhd, trak, place) + box(b"mdat", bytes(400)) + box(b"free", told)

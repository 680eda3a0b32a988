"""What a file is, its content says; and its clean copy tells nothing of its maker."""

from contextlib import suppress
from io import BytesIO

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mutagen import File as Recording
from PIL import Image

from dengar.files import limits, refusals
from dengar.files.cleaning import clean
from dengar.files.jpeg import without_segments
from tests.files import samples

GOOD = {
    "jpeg": (samples.picture(), "picture", "image/jpeg"),
    "png": (samples.picture("PNG"), "picture", "image/png"),
    "webp": (samples.picture("WEBP"), "picture", "image/jpeg"),
    "pdf": (samples.pdf(), "pdf", "application/pdf"),
    "wav": (samples.wav(), "audio", "audio/wav"),
    "mp3": (samples.mp3(), "audio", "audio/mpeg"),
    "ogg": (samples.ogg(), "audio", "audio/ogg"),
    "m4a": (samples.m4a(), "audio", "audio/mp4"),
}


@pytest.mark.parametrize("name", GOOD)
def test_the_content_says_what_it_is_and_the_copy_tells_nothing_of_its_maker(name):
    data, kind, type_ = GOOD[name]
    copy = clean(data)
    assert (copy.kind, copy.type) == (kind, type_)
    assert copy.data != data
    for sign in (samples.MARK.encode(), b"Exif", b"GPS", b"Samsung"):
        assert sign not in copy.data


@pytest.mark.parametrize("name", ["jpeg", "png", "webp"])
def test_a_photo_is_the_same_picture_turned_upright(name):
    image = Image.open(BytesIO(clean(GOOD[name][0]).data))
    assert image.size == (40, 60)  # it was noted as lying on its side
    assert not image.getexif()
    assert image.getpixel((35, 5))[0] > 200  # the white corner went to the right


def test_a_large_photo_is_shown_smaller():
    copy = clean(samples.picture(size=(5000, 2500)))
    assert max(Image.open(BytesIO(copy.data)).size) <= limits.EDGE_MOST


def test_a_picture_that_would_fill_the_memory_is_not_opened():
    out = BytesIO()
    Image.new("1", (30_000, 30_000)).save(out, "PNG")
    assert len(out.getvalue()) < 1_000_000
    with pytest.raises(refusals.TooManyPixels):
        clean(out.getvalue())


def test_a_document_keeps_its_pages_and_loses_what_acts():
    with pikepdf.open(BytesIO(clean(samples.pdf(pages=3)).data)) as document:
        assert len(document.pages) == 3
        assert "/OpenAction" not in document.Root
        assert "/Names" not in document.Root or "/EmbeddedFiles" not in document.Root.Names
        assert "/Metadata" not in document.Root
        assert "/Info" not in document.trailer
        assert "/A" not in document.pages[0].Annots[0]
        photo = document.pages[0].Resources.XObject.Photo
        assert Image.open(BytesIO(photo.read_raw_bytes())).size == (60, 40)
        assert b"/Photo Do" in document.pages[0].Contents.read_bytes()


@pytest.mark.parametrize("name", ["wav", "mp3", "ogg", "m4a"])
def test_a_recording_is_as_long_as_it_was(name):
    data = GOOD[name][0]
    before, after = Recording(BytesIO(data)), Recording(BytesIO(clean(data).data))
    assert after.info.length == pytest.approx(before.info.length, rel=0.2)  # of an MP3 it is a guess by size
    assert not after.tags


@pytest.mark.parametrize(
    "data, why",
    [
        (b"", refusals.Empty),
        (b"\xff\xd8\xff\xe0" + bytes(limits.EACH_MOST), refusals.TooLarge),
        (b"just words", refusals.OtherType),
        (b"<html><script>alert(1)</script></html>", refusals.OtherType),
        (b"MZ" + bytes(500), refusals.OtherType),
        (b"PK\x03\x04" + bytes(500), refusals.OtherType),
        (b"GIF89a%PDF-1.7", refusals.OtherType),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", refusals.OtherType),
        (b"\0\0\0\x20ftypheic\0\0\0\0mif1heic" + bytes(500), refusals.Heic),
        (samples.m4a(handler=b"vide"), refusals.Video),
        (samples.pdf(password="rahasia"), refusals.Locked),
        (samples.pdf(pages=301), refusals.TooManyPages),
        (b"%PDF-1.7\nnothing more", refusals.Broken),
        (b"%PDF-1.7\n" + samples.picture(), refusals.Broken),
    ],
)
def test_what_is_not_taken_is_refused_with_a_sentence(data, why):
    with pytest.raises(why) as refusal:
        clean(data)
    assert str(refusal.value).endswith(".")


@pytest.mark.parametrize("name", GOOD)
def test_what_was_cut_off_on_its_way_is_refused_or_still_clean(name):
    data = GOOD[name][0]
    for part in (20, len(data) // 3, len(data) // 2):
        try:
            copy = clean(data[:part])
        except refusals.Unfit:
            continue
        assert samples.MARK.encode() not in copy.data


def test_a_film_with_sound_is_no_recording():
    film = samples.m4a()
    start = film.index(b"trak") - 4
    trak = film[start : start + int.from_bytes(film[start : start + 4], "big")]
    both = trak + trak.replace(b"soun", b"vide")
    moov = film.index(b"moov") - 4
    body = film[moov + 8 : moov + int.from_bytes(film[moov : moov + 4], "big")].replace(trak, both)
    with pytest.raises(refusals.Video):
        clean(film[:moov] + samples.box(b"moov", body) + samples.box(b"mdat", bytes(50)))


def test_nothing_behind_a_picture_comes_along():
    copy = clean(samples.picture() + b"PK\x03\x04<script>alert(1)</script>")
    assert b"script" not in copy.data
    assert b"PK\x03\x04" not in copy.data


@given(st.binary(max_size=300), st.sampled_from([GOOD[name][0] for name in GOOD]), st.integers(0, 400))
def test_bytes_of_any_sort_are_cleaned_or_refused(more, data, place):
    with suppress(refusals.Unfit):
        assert clean(data[:place] + more + data[place:]).data


@given(st.binary(max_size=200))
def test_segments_of_anything_are_read_to_the_end(data):
    assert len(without_segments(b"\xff\xd8" + data)) <= len(data) + 2

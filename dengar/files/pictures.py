"""A picture, painted anew: what the camera wrote into it (place, telephone, moment) stays behind."""

from io import BytesIO

from PIL import Image, ImageOps

from dengar.files.limits import EDGE_MOST, PIXELS_MOST
from dengar.files.refusals import TooManyPixels

FORMATS = ("JPEG", "PNG", "WEBP")
QUALITY = 85
Image.MAX_IMAGE_PIXELS = None  # we look at the size ourselves, before a single pixel is opened


def painted_anew(data: bytes) -> tuple[str, str, bytes]:
    """
    Return type, ending and bytes of a new picture with the same content, turned upright.

    Only the first picture of several is painted. Colours are kept as they are numbered; the profile goes.

    :raises TooManyPixels: before it is opened, if it would fill the memory.
    :raises OSError, ValueError, SyntaxError: as Pillow does, for what is no picture.
    """
    with Image.open(BytesIO(data), formats=FORMATS) as image:
        if image.width * image.height > PIXELS_MOST:
            raise TooManyPixels
        image.draft("RGB", (EDGE_MOST, EDGE_MOST))  # a JPEG is made smaller while it is read
        image.load()
        upright = ImageOps.exif_transpose(image)
        lossless = image.format == "PNG"
    fresh = upright.convert(_mode(upright))
    fresh.thumbnail((EDGE_MOST, EDGE_MOST))
    fresh.info.clear()  # what stands here would be written into the new file
    out = BytesIO()
    if lossless:
        fresh.save(out, "PNG")
        return "image/png", ".png", out.getvalue()
    _on_white(fresh).save(out, "JPEG", quality=QUALITY)
    return "image/jpeg", ".jpg", out.getvalue()


def _mode(image: Image.Image) -> str:
    return "RGBA" if image.has_transparency_data else "RGB"


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode != "RGBA":
        return image
    white = Image.new("RGB", image.size, "white")
    white.paste(image, mask=image)
    return white

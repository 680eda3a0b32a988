"""What a PDF of ours says: its letters as somebody reads them; its bytes are packed, and numbered by glyph."""

import io
import re

import pikepdf

GLYPH = re.compile(rb"<([0-9a-fA-F]{4})>\s*<([0-9a-fA-F]+)>")


def words_of(made: bytes) -> str:
    """Return all text of a PDF, in the order in which it is drawn, with what stands in its description."""
    with pikepdf.open(io.BytesIO(made)) as found:
        said = [str(value) for value in found.docinfo.values()]
        for page in found.pages:
            fonts = {str(name): _letters(font) for name, font in page.resources.Font.items()}
            said.append("".join(_drawn(page, fonts)))
    return " ".join(" ".join(said).split())


def _letters(font: pikepdf.Object) -> dict[int, str]:
    """Return what each glyph of a font stands for."""
    pairs = GLYPH.findall(font.ToUnicode.read_bytes())
    return {int(glyph, 16): bytes.fromhex(letters.decode()).decode("utf-16-be") for glyph, letters in pairs}


def _drawn(page: pikepdf.Page, fonts: dict[str, dict[int, str]]) -> list[str]:
    letters: dict[int, str] = {}
    said = []
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name == "Tf":
            letters = fonts[str(operands[0])]
        elif name == "BT":
            said.append(" ")
        elif name in ("Tj", "TJ"):
            strings = operands[0] if name == "TJ" else operands
            for one in strings:
                if isinstance(one, pikepdf.String):
                    raw = bytes(one)
                    said += [letters.get(int.from_bytes(raw[at : at + 2]), "?") for at in range(0, len(raw), 2)]
    return said

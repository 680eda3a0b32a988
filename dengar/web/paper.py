"""
A sheet of ours as PDF. The one place that knows WeasyPrint (docs/decisions/0016).

The library is imported only when a sheet is made: the import takes a second. Nothing is ever fetched: the style and
its one font are read from this house's own files, and every other address is refused.
"""

import logging
import re
from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from dengar.kit.errors import Refused

HERE = Path(__file__).parent / "kit" / "static" / "kit"
OURS = re.compile(r"/kit/(?P<name>kit|fonts/jakarta-head)(\.[0-9a-f]+)?\.(?P<kind>css|woff2)$")
BASE = "sheet://here/"  # an address that leads nowhere


class NoPdf(Refused):
    """The system's libraries are missing. The sheet can still be printed from the browser."""

    message = _("This machine cannot make a PDF. Please print this page instead.")


def pdf(html: str) -> bytes:
    """
    Return a page as PDF.

    :raises NoPdf: if a library of the system is missing.
    """
    try:
        import weasyprint
        from weasyprint.urls import URLFetcher, URLFetcherResponse
    except (ImportError, OSError) as error:
        logging.getLogger("dengar.web.paper").warning("no PDF: %s", type(error).__name__)
        raise NoPdf from error

    class Own(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
        """Reads our style and font; refuses everything else."""

        def fetch(self, url: str, headers: Any = None) -> Any:
            found = OURS.search(url)
            if found is None:
                raise ValueError("not ours")
            body = (HERE / f"{found['name']}.{found['kind']}").read_bytes()
            kind = "text/css" if found["kind"] == "css" else "font/woff2"
            return URLFetcherResponse(url, body, {"Content-Type": kind})

    for name in ("weasyprint", "weasyprint.progress", "fontTools"):
        logging.getLogger(name).setLevel(logging.CRITICAL)  # it would log what it reads (docs/decisions/0009)
    made: bytes = weasyprint.HTML(string=html, base_url=BASE, url_fetcher=Own()).write_pdf()
    return made


def sheet(request: HttpRequest, template: str, context: dict[str, Any], *, name: str, as_pdf: bool) -> HttpResponse:
    """
    Answer with a sheet: as PDF to keep, or as a page to print.

    :param name: of the file, neutral, without its end.
    """
    shown = {"as_pdf": as_pdf, "refused": "", **context}
    if as_pdf:
        try:
            made = pdf(render_to_string(template, shown, request=request))
        except NoPdf as refusal:
            shown |= {"as_pdf": False, "refused": str(refusal)}
        else:
            answer = HttpResponse(made, content_type="application/pdf")
            answer["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
            return answer
    html = render_to_string(template, shown, request=request)
    return HttpResponse(html, status=503 if shown["refused"] else 200)

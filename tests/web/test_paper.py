"""A sheet as PDF: from our own files alone; without the system's libraries, a page to print."""

import builtins
import io

import pikepdf
import pytest

from dengar.web import paper

PAGE = """<!doctype html><html lang="id" data-surface="paper"><head><title>Catatan</title>
<link rel="stylesheet" href="/static/kit/kit.css"></head><body><main class="page sheet">%s</main></body></html>"""


def test_a_page_becomes_a_pdf_with_a_real_font():
    made = paper.pdf(PAGE % "<h1>Yang disepakati</h1><p>Akta selesai.</p>")
    with pikepdf.open(io.BytesIO(made)) as found:
        assert len(found.pages) == 1
        assert found.pages[0].resources.Font


def test_nothing_is_fetched_from_anywhere(monkeypatch, tmp_path):
    asked = []
    monkeypatch.setattr("socket.socket.connect", lambda *_given: asked.append("network"))
    secret = tmp_path / "rahasia.txt"
    secret.write_text("rahasia")
    made = paper.pdf(PAGE % f'<img src="https://example.org/x.png"><img src="file://{secret}"><p>Isi</p>')
    assert made.startswith(b"%PDF")
    assert not asked


def test_without_the_systems_libraries_it_says_so(monkeypatch):
    whole = builtins.__import__

    def missing(name, *given, **more):
        if name.startswith("weasyprint"):
            raise OSError("cannot load library 'libpango-1.0-0'")
        return whole(name, *given, **more)

    monkeypatch.setattr(builtins, "__import__", missing)
    with pytest.raises(paper.NoPdf):
        paper.pdf(PAGE % "Isi")

"""Filing as a person does it: page by page, following where the pages lead."""

from django.http import HttpResponse
from django.test import Client

STORY = "Saya sudah tiga kali datang mengurus akta anak saya."
PHONE = "0812 0000 4321"

ABOUT = {"about": "unknown"}
MODE = {"mode": "confidential"}
TOLD = {"story": STORY}
WISHES = {"wishes": ["solved", "by_date"], "wish_by": "5 Desember, sekolah tutup"}
CONTACT = {"reach": "phone", "name": "Rahmah", "phone": PHONE, "safe_hours": "morning", "discreet": "on"}


def send(client: Client, path: str, data: dict[str, object], leads_to: str = "") -> HttpResponse:
    """Send one page and, where `leads_to` says so, make sure where it leads."""
    answer = client.post(path, data)
    if leads_to:
        assert answer.status_code == 302, answer.content.decode()[:3000]
        assert answer["Location"] == leads_to
    return answer


def to_check(client: Client, **pages: dict[str, object]) -> None:
    """Answer every question; a page's answers may be replaced (about=, mode=, story=, files=, wishes=, contact=)."""
    send(client, "/lapor/", pages.get("about", ABOUT), "/lapor/nama/")
    send(client, "/lapor/nama/", pages.get("mode", MODE), "/lapor/cerita/")
    send(client, "/lapor/cerita/", pages.get("story", TOLD), "/lapor/bukti/")
    send(client, "/lapor/bukti/", pages.get("files", {}), "/lapor/harapan/")
    send(client, "/lapor/harapan/", pages.get("wishes", WISHES), "/lapor/kontak/")
    send(client, "/lapor/kontak/", pages.get("contact", CONTACT), "/lapor/periksa/")


def file(client: Client, **pages: dict[str, object]) -> None:
    to_check(client, **pages)
    send(client, "/lapor/periksa/", {}, "/lapor/tanda-terima/")


def read(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status, answer
    return answer.content.decode()

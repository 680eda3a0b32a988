import socket

import pytest
from aiosmtpd.controller import Controller

from tests.cast import Cast, make_cast


@pytest.fixture
def cast() -> Cast:
    return make_cast()


class Mailbox:
    """What a mail server keeps, and how it answers."""

    def __init__(self):
        self.letters = []  # (recipients, text)
        self.refusals = {}  # address: answer

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address in self.refusals:
            return self.refusals[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.letters.append((list(envelope.rcpt_tos), envelope.content.decode()))
        return "250 OK"


@pytest.fixture
def smtp(settings):
    """A real mail server on the loopback, to which the house really sends."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", port, False
    settings.DEFAULT_FROM_EMAIL = "MPP Contoh <kabar@mpp.example>"
    mailbox = Mailbox()
    server = Controller(mailbox, hostname="127.0.0.1", port=port)
    server.start()
    yield mailbox
    server.stop()

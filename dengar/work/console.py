"""The carrier of an installation without a mail server: messages are shown in the worker's output."""

import sys
from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend


class NeutralBackend(BaseEmailBackend):
    """
    Write what would be sent, and to how many, but not to whom: the output of a service is a log.

    For trials. In production set DENGAR_MAIL_URL.
    """

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            sys.stderr.write(f"--- mail to {len(message.recipients())}: {message.subject}\n{message.body}\n---\n")
        sys.stderr.flush()
        return len(email_messages)

"""
How a notice gets to its reader. The one place where a reference becomes an address.

Reading the address here is an automatic message, not a look at somebody's identity (protection.md,
"One door"). No address leaves this file: not into a log, not into an error, not into a row.
"""

import smtplib
from datetime import datetime, timedelta
from email.utils import make_msgid, parseaddr
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage, get_connection
from django.core.validators import validate_email
from django.utils.translation import override

from dengar.complaints.models import Complaint, Reach
from dengar.complaints.visibility import free_handlers, in_conflict
from dengar.kit.actors import Role
from dengar.notices import queries as notices
from dengar.notices.models import Carrier, Notice
from dengar.notices.operations import NotDelivered, Outcome
from dengar.people.models import Membership, Officer
from dengar.vault.details import PersonDetails
from dengar.vault.operations import read_person
from dengar.work import daily
from dengar.work.hours import next_safe

A_DAY = timedelta(days=1)
QUIET = timedelta(minutes=30)  # one mail "something is waiting" is enough for this long
GONE = 500  # SMTP answers from here on are final
GROUPS = {
    "handlers": Role.HANDLER,
    "coordinators": Role.COORDINATOR,
    "custodians": Role.CUSTODIAN,
    "overseers": Role.OVERSEER,
}
ON_PAGE = Outcome(Carrier.PAGE)


def carry(notice: Notice, *, at: datetime) -> Outcome:
    """
    Bring a notice to its reader, or say how else they are to learn of it.

    :raises NotDelivered: if the mail server did not take it.
    """
    role, _sep, key = notice.to.partition(":")
    return _to_person(notice, key, at=at) if role == "complainant" else _to_desk(notice, role, int(key), at=at)


def call_instead(notice: Notice, *, at: datetime) -> datetime | None:
    """Return when to call the person whom no mail reached; None if they gave no number, or were called already."""
    role, _sep, key = notice.to.partition(":")
    if role != "complainant" or notice.told_by:
        return None
    complaint, details = _person(key)
    return _call_at(complaint, details, at=at) if details.phone else None


def _to_person(notice: Notice, subject: str, *, at: datetime) -> Outcome:
    complaint, details = _person(subject)
    by_mail = bool(details.email) and (complaint.reach == Reach.MAIL or not details.phone)
    if complaint.reach in (Reach.PAGE, Reach.DESK):
        return ON_PAGE
    if by_mail:
        if details.safe_hours and (due_at := _call_at(complaint, details, at=at)) > at:
            return Outcome(Carrier.UNKNOWN, due_at=due_at)
        _mail(notice, [details.email])
        return Outcome(Carrier.MAIL)
    if details.phone and notice.words.worth_a_call:
        return Outcome(Carrier.PHONE, due_at=_call_at(complaint, details, at=at))
    return ON_PAGE


def _person(subject: str) -> tuple[Complaint, PersonDetails]:
    complaint = Complaint.objects.select_related("mall", "box").get(subject=subject)
    return complaint, read_person(complaint.box) or PersonDetails()


def _call_at(complaint: Complaint, details: PersonDetails, *, at: datetime) -> datetime:
    return next_safe(at, details.safe_hours, ZoneInfo(complaint.mall.time_zone))


def _to_desk(notice: Notice, role: str, key: int, *, at: datetime) -> Outcome:
    if not notice.words.at_once and notices.was_mailed(notice.to, since=at - QUIET):
        return ON_PAGE  # the desk shows it; a mail for each would tell how much happens, and when
    officers = Officer.objects.filter(pk__in=_readers(notice, role, key, at=at), is_active=True)
    addresses = list(officers.order_by("pk").values_list("email", flat=True))
    if not addresses and role == "overseers":
        return Outcome(Carrier.UNKNOWN, due_at=at + A_DAY)  # nobody else may read it: it waits for the next overseer
    if not addresses:
        raise NotDelivered("nobody is there to read it", for_good=True)
    _mail(notice, addresses)
    return Outcome(Carrier.MAIL)


def _readers(notice: Notice, role: str, key: int, *, at: datetime) -> list[int]:
    """
    Return who reads it: whoever it is for, without those in conflict; where nobody is left, who acts instead.

    For somebody in conflict the report does not exist, not even as a mail that names nothing.
    """
    asked = [key] if role == "officer" else _group(GROUPS[role], key, at=at)
    complaint = Complaint.objects.filter(subject=notice.about).first() if notice.about else None
    if complaint is None:
        return asked
    mine = Complaint.objects.filter(pk=complaint.pk)
    free = [pk for pk in asked if not mine.filter(in_conflict(pk, at)).exists()]
    if free or (role == "officer" and key != complaint.handler_id):
        return free
    if complaint.around_desk:
        return _group(Role.OVERSEER, complaint.mall_id, at=at)
    acting = free_handlers(complaint, at) or _group(Role.COORDINATOR, complaint.mall_id, at=at)
    here = [pk for pk in acting if not mine.filter(in_conflict(pk, at)).exists()]
    return here or (_group(Role.OVERSEER, complaint.mall_id, at=at) if complaint.escalations.exists() else [])


def _group(role: Role, mall_id: int, *, at: datetime) -> list[int]:
    held = Membership.objects.current(at).filter(mall=mall_id, role=role.value)
    return list(held.values_list("officer_id", flat=True).distinct())


def _mail(notice: Notice, addresses: list[str]) -> None:
    """
    Send one mail to each address; enough if one of several got through.

    :raises NotDelivered: if none was taken; for good only if no address of them exists.
    """
    failures: list[NotDelivered] = []
    with override(settings.LANGUAGE_CODE):
        subject = str(notice.words.subject)
        body = daily.body(notice.facts) if notice.kind == daily.KIND else str(notice.words.body)
    for address in addresses:
        try:
            _send(subject, body, address)
        except NotDelivered as failure:
            failures.append(failure)
    if len(failures) == len(addresses):
        raise NotDelivered(str(failures[0]), for_good=all(failure.for_good for failure in failures))


def _send(subject: str, body: str, address: str) -> None:
    sender = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    headers = {
        "Auto-Submitted": "auto-generated",
        "Message-ID": make_msgid(domain=sender.rpartition("@")[2] or "localhost"),  # not this machine's name
    }
    try:
        validate_email(address)
        message = EmailMessage(subject, body, to=[address], headers=headers, connection=get_connection())
        message.send()
    except ValidationError:
        raise NotDelivered("not an address", for_good=True) from None
    except smtplib.SMTPRecipientsRefused as refusal:
        codes = [code for code, _words in refusal.recipients.values()]
        raise NotDelivered(f"recipient refused {codes}", for_good=min(codes) >= GONE) from None
    except smtplib.SMTPResponseException as answer:
        raise NotDelivered(f"{type(answer).__name__} {answer.smtp_code}") from None
    except (smtplib.SMTPException, OSError) as error:
        raise NotDelivered(type(error).__name__) from None

"""Rows that decide, or record, who may know of a complaint."""

from datetime import datetime
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from dengar.complaints.models.complaint import Complaint
from dengar.files.models import Attachment
from dengar.kit.actors import Role
from dengar.malls.models import Agency
from dengar.people.models import Officer

ROLES = [(role.value, role.value) for role in Role]


class Brief(models.Model):
    """
    The neutral summary that the handler approved. It is all that an agency sees of a story.

    A new one supersedes the old one, which stays.
    """

    complaint = models.ForeignKey(Complaint, on_delete=models.PROTECT, related_name="briefs")
    title = models.BinaryField()  # sealed, one line
    words = models.BinaryField()  # sealed
    by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["complaint"], condition=models.Q(superseded_at=None), name="brief_one_in_force"
            )
        ]

    def __str__(self) -> str:
        return f"brief {self.pk}"


class GrantQuerySet(models.QuerySet["Grant"]):
    def current(self, at: datetime) -> Self:
        return self.filter(models.Q(until_at=None) | models.Q(until_at__gt=at), from_at__lte=at)


class Grant(models.Model):
    """One officer of an agency may see one complaint, as far as an agency ever does, from `from_at` on."""

    complaint = models.ForeignKey(Complaint, on_delete=models.PROTECT, related_name="grants")
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="grants")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True)
    reason = models.BinaryField(null=True)  # sealed: why another than the one whose turn it was by the rule

    objects = GrantQuerySet.as_manager()

    class Meta:
        indexes = [models.Index("officer", "until_at", name="grant_of_officer")]
        constraints = [
            models.UniqueConstraint(
                fields=["complaint", "officer"], condition=models.Q(until_at=None), name="grant_one_open"
            )
        ]

    def __str__(self) -> str:
        return f"grant {self.pk}"


class FileReleaseQuerySet(models.QuerySet["FileRelease"]):
    def current(self) -> Self:
        return self.filter(until_at=None)


class FileRelease(models.Model):
    """The handler's decision that one agency may open one file: a face, a voice or a barcode tells who it is."""

    complaint = models.ForeignKey(Complaint, on_delete=models.PROTECT, related_name="file_releases")
    attachment = models.ForeignKey(Attachment, on_delete=models.PROTECT, related_name="releases")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    reason = models.BinaryField()  # sealed; the person reads it
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True)  # taken back

    objects = FileReleaseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["attachment", "agency"], condition=models.Q(until_at=None), name="file_release_one_open"
            )
        ]

    def __str__(self) -> str:
        return f"file release {self.pk}"


class AgencyHandle(models.Model):
    """What one agency calls one complaint; another agency has another handle for the same one."""

    complaint = models.ForeignKey(Complaint, on_delete=models.PROTECT, related_name="handles")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=6, unique=True)  # "D-5HT3"
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["complaint", "agency"], name="handle_one_per_agency")]

    def __str__(self) -> str:
        return self.code


class Respondent(models.Model):
    """Whom it concerns: a named officer, a superior who is involved, or (officer null) a unit."""

    class Part(models.TextChoices):
        COMPLAINED_OF = "complained_of", _("complained of")
        SUPERIOR = "superior", _("superior who is involved")

    complaint = models.ForeignKey(Complaint, on_delete=models.PROTECT, related_name="respondents")
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="+")
    part = models.CharField(max_length=14, choices=Part, default=Part.COMPLAINED_OF)
    named_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index("complaint", "officer", name="respondent_officer")]

    def __str__(self) -> str:
        return f"{self.part} {self.pk}"


class Recusal(models.Model):
    """An officer keeps out of this one complaint, by own word or by the coordinator's."""

    complaint = models.ForeignKey(Complaint, on_delete=models.PROTECT, related_name="recusals")
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["complaint", "officer"], name="recusal_once")]

    def __str__(self) -> str:
        return f"recusal {self.pk}"


class Escalation(models.Model):
    """From here on the overseer may see it, and acts where nobody in the mall can."""

    class Why(models.TextChoices):
        CONFLICT = "conflict", _("nobody free of conflict in the mall")
        SECOND_EXAMINATION = "second", _("a second examination needs somebody else")
        WISH = "wish", _("the person wishes it")
        LATE = "late", _("too late")
        URGENT = "urgent", _("it cannot wait")
        FLAG = "flag", _("a mark of the verification")

    complaint = models.ForeignKey(Complaint, on_delete=models.PROTECT, related_name="escalations")
    why = models.CharField(max_length=8, choices=Why)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.why} {self.pk}"


class Look(models.Model):
    """Somebody opened the identity: who, in which role, why, until when. The person reads it."""

    complaint = models.ForeignKey(Complaint, on_delete=models.PROTECT, related_name="looks")
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=20, choices=ROLES)
    reason = models.BinaryField()  # sealed
    at = models.DateTimeField()
    until_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index("complaint", "officer", "until_at", name="look_open")]

    def __str__(self) -> str:
        return f"look {self.pk}"

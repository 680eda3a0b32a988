"""What people attach to a report: rows here, sealed content on the disk."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from dengar.malls.models import Agency
from dengar.people.models import Officer
from dengar.vault.models import Box


class Attachment(models.Model):
    """
    One file of one box: of the draft first, then of the complaint that inherits the box.

    Twice on the disk, each sealed with the box's words key: as it came, and the clean copy that is shown.
    Its name, type and size lie sealed in `about`. Only files.operations writes it.
    """

    class Kind(models.TextChoices):
        PICTURE = "picture", _("photo")
        PDF = "pdf", _("PDF")
        AUDIO = "audio", _("sound recording")

    box = models.ForeignKey(Box, on_delete=models.PROTECT, related_name="attachments")
    ordinal = models.PositiveSmallIntegerField()  # "lampiran-1"
    kind = models.CharField(max_length=8, choices=Kind)
    about = models.BinaryField()  # sealed: an About, as JSON
    mac = models.CharField(max_length=64)  # keyed digest of the content: the same file twice is one
    original = models.CharField(max_length=32, unique=True)  # file name in files.store
    shown = models.CharField(max_length=32, unique=True)
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")  # null: the person
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="+")  # whose speaker gave it
    to_person = models.BooleanField(default=True)  # the person may open it
    kept_at = models.DateTimeField()
    erased_at = models.DateTimeField(null=True)  # the words key was destroyed, and then the files

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["box", "ordinal"], name="attachment_one_of_each_number"),
            models.UniqueConstraint(
                fields=["box", "mac"], condition=models.Q(officer=None), name="attachment_kept_once_for_person"
            ),
            models.UniqueConstraint(fields=["box", "mac", "officer"], name="attachment_kept_once_for_officer"),
            models.CheckConstraint(name="attachment_number_from_one", condition=models.Q(ordinal__gte=1)),
            models.CheckConstraint(
                name="attachment_of_agency_by_officer",
                condition=models.Q(agency=None) | models.Q(officer__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"attachment {self.pk}"

"""Policy: how long things may take, and on which days the place is open. All of it dated; nothing is deleted."""

from datetime import date, datetime
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dengar.deadlines.kinds import Kind, Klass
from dengar.malls.models import Agency, Mall


class UnitChoice(models.TextChoices):
    """calendar.Unit, with words."""

    WORKING_DAYS = "working_days", _("working days")
    CALENDAR_DAYS = "calendar_days", _("calendar days")
    HOURS = "hours", _("hours of service")


class TermQuerySet(models.QuerySet["Term"]):
    def valid(self, on: date) -> Self:
        return self.filter(Q(valid_until=None) | Q(valid_until__gte=on), valid_from__lte=on)


class Term(models.Model):
    """One version of a term. A change is a new row that begins where this one ends."""

    mall = models.ForeignKey(Mall, on_delete=models.PROTECT, related_name="terms")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="terms", null=True, blank=True)
    kind = models.CharField(max_length=20)
    klass = models.CharField(max_length=20, blank=True)  # kinds.Klass, or the mall's own; "" for all
    length = models.PositiveSmallIntegerField()
    unit = models.CharField(max_length=20)
    extension = models.PositiveSmallIntegerField(default=0)  # how much longer it may be made, once, in `unit`
    pauses = models.BooleanField(default=False)  # stands still while the complainant is asked for something
    basis = models.CharField(max_length=200)
    confirmed = models.BooleanField(default=False)  # somebody has seen the basis in its own text
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)  # its last day; null: until it is changed

    objects = TermQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "klass", "valid_from", "pk"]
        constraints = [
            models.CheckConstraint(name="term_unit_known", condition=Q(unit__in=UnitChoice.values)),
            models.CheckConstraint(name="term_kind_known", condition=Q(kind__in=Kind.values)),
            models.CheckConstraint(
                name="term_ends_after_it_begins", condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from"))
            ),
            models.UniqueConstraint(
                fields=["mall", "agency", "kind", "klass", "valid_from"], name="term_of_agency_begins_once"
            ),
            models.UniqueConstraint(
                fields=["mall", "kind", "klass", "valid_from"],
                condition=Q(agency=None),
                name="term_of_mall_begins_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.klass} {self.length} {self.unit}"

    @property
    def kind_label(self) -> str | Promise:
        return Kind(self.kind).label

    @property
    def klass_label(self) -> str | Promise:
        """The class in words; a class that the mall made up itself stands as it was written."""
        return Klass(self.klass).label if self.klass in Klass.values else self.klass

    @property
    def unit_label(self) -> str | Promise:
        return UnitChoice(self.unit).label


ESTIMATE = "(perkiraan)"


class HolidayKind(models.TextChoices):
    NATIONAL = "national", _("national holiday")
    COLLECTIVE = "collective", _("collective leave")
    LOCAL = "local", _("local holiday")


class HolidayQuerySet(models.QuerySet["Holiday"]):
    def known(self, at: datetime | None = None) -> Self:
        """Narrow to what the house knew at a moment; without one, to what it knows now."""
        if at is None:
            return self.filter(known_until=None)
        return self.filter(Q(known_until=None) | Q(known_until__gt=at), known_since__lte=at)


class Holiday(models.Model):
    """One day without service. A decree may come late or be changed: the row says from when we knew, and until when."""

    mall = models.ForeignKey(Mall, on_delete=models.PROTECT, related_name="holidays")
    date = models.DateField()
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=20)
    known_since = models.DateTimeField()
    known_until = models.DateTimeField(null=True, blank=True)

    objects = HolidayQuerySet.as_manager()

    class Meta:
        ordering = ["date", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["mall", "date"], condition=Q(known_until=None), name="holiday_once"),
            models.CheckConstraint(name="holiday_kind_known", condition=Q(kind__in=HolidayKind.values)),
        ]

    def __str__(self) -> str:
        return f"{self.date} {self.name}"

    @property
    def estimated(self) -> bool:
        """No decree has said so yet: the list of the library marks it in the name."""
        return ESTIMATE in self.name

    @property
    def kind_label(self) -> str | Promise:
        return HolidayKind(self.kind).label


class Opening(models.Model):
    """When a place is open on one weekday. An agency without rows of its own keeps the mall's hours."""

    mall = models.ForeignKey(Mall, on_delete=models.PROTECT, related_name="openings")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="openings", null=True, blank=True)
    weekday = models.PositiveSmallIntegerField()  # Monday 0
    opens = models.TimeField()
    closes = models.TimeField()

    class Meta:
        ordering = ["weekday"]
        constraints = [
            models.CheckConstraint(name="opening_weekday_known", condition=Q(weekday__lte=6)),
            models.CheckConstraint(name="opening_closes_after_it_opens", condition=Q(closes__gt=F("opens"))),
            models.UniqueConstraint(fields=["mall", "agency", "weekday"], name="opening_of_agency_once"),
            models.UniqueConstraint(fields=["mall", "weekday"], condition=Q(agency=None), name="opening_of_mall_once"),
        ]

    def __str__(self) -> str:
        return f"{self.weekday} {self.opens}-{self.closes}"

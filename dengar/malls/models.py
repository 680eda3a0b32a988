"""A mall, its agencies, their services and standards, the counters where people meet them, and who governs it all."""

import secrets
from datetime import date
from typing import Self, TypeVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import pgettext_lazy

_Place = TypeVar("_Place", bound=models.Model)


def fresh_stamp() -> str:
    """Return what no policy was ever known by."""
    return secrets.token_hex(8)


class Mall(models.Model):
    """One Mal Pelayanan Publik. An installation may hold several; the default has one."""

    slug = models.SlugField(max_length=40, unique=True)  # also its log's name and its key folder: never changes
    name = models.CharField(max_length=120)
    city = models.CharField(max_length=80, blank=True)
    address = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    desk = models.CharField(max_length=120, blank=True)  # where the complaint desk stands, in words
    time_zone = models.CharField(max_length=40, default="Asia/Makassar")
    # Another one with every change of terms, hours and holidays: what a process has read under one stamp holds.
    policy_stamp = models.CharField(max_length=16, default=fresh_stamp)
    example = models.BooleanField(default=False)  # invented people only: pages say so, and `dengar code` helps
    revision = models.PositiveIntegerField(default=0)  # of what the settings say: a page of before is told

    def __str__(self) -> str:
        return self.name


class PlaceQuerySet(models.QuerySet[_Place]):
    """Rows that are never deleted, only given a last day."""

    def running(self, on: date) -> Self:
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=on))


class Agency(models.Model):
    """A penyelenggara with a desk in the mall: city office, court, bank, police ..."""

    mall = models.ForeignKey(Mall, on_delete=models.PROTECT, related_name="agencies")
    code = models.SlugField(max_length=30)
    name = models.CharField(max_length=120)
    short_name = models.CharField(max_length=40, blank=True)
    owner = models.CharField(max_length=60, blank=True)  # city, province, court, state bank ...
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)

    objects = PlaceQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "agencies"
        constraints = [models.UniqueConstraint(fields=["mall", "code"], name="agency_code_in_mall")]

    def __str__(self) -> str:
        return self.short_name or self.name


class Service(models.Model):
    """One jenis layanan of an agency, with the words that people use for it."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="services")
    name = models.CharField(max_length=120)
    words = models.CharField(max_length=300, blank=True)  # everyday words, separated by commas: "akte, surat lahir"
    ends_on = models.DateField(null=True, blank=True)

    objects = PlaceQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["agency", "name"], name="service_name_in_agency")]

    def __str__(self) -> str:
        return self.name


class ServiceStandard(models.Model):
    """What one service promises: its standar pelayanan, in the components of malls.standard. Public."""

    service = models.OneToOneField(Service, on_delete=models.PROTECT, related_name="standard")
    told = models.JSONField(default=dict)  # code of a component -> its text; what is not told is not there
    published_on = models.DateField(null=True, blank=True)  # when the agency made it known
    revision = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.service_id}: {len(self.told)}"


class Counter(models.Model):
    """A gerai or loket: a place that can have an address (QR) of its own."""

    mall = models.ForeignKey(Mall, on_delete=models.PROTECT, related_name="counters")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="counters", null=True, blank=True)
    slug = models.SlugField(max_length=40)
    name = models.CharField(max_length=80)
    floor = models.CharField(max_length=20, blank=True)
    ends_on = models.DateField(null=True, blank=True)

    objects = PlaceQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["mall", "slug"], name="counter_slug_in_mall")]

    def __str__(self) -> str:
        return self.name


class GovernanceKind(models.TextChoices):
    """What a mall has to have for complaints, besides terms and people (domain.md 2.1)."""

    OFFICER = "officer", pgettext_lazy("governance", "Complaint officer")
    DEPUTY = "deputy", pgettext_lazy("governance", "Deputy")
    PROCEDURE = "procedure", pgettext_lazy("governance", "Written procedure")
    ROOM = "room", pgettext_lazy("governance", "Room for talks")
    BUDGET = "budget", pgettext_lazy("governance", "Budget")


class GovernanceRecord(models.Model):
    """
    One thing that governs how complaints are handled: a decree that names an office, an SOP, a room. Public.

    Offices are named, never people: `what` is "Kepala Subbagian Umum", not who that is today.
    """

    mall = models.ForeignKey(Mall, on_delete=models.PROTECT, related_name="governance")
    kind = models.CharField(max_length=20)  # GovernanceKind
    what = models.CharField(max_length=200)  # the office, the title, the place, the sum
    number = models.CharField(max_length=80, blank=True)  # of the decree; of the version
    dated = models.DateField(null=True, blank=True)  # the day on the paper
    signed_by = models.CharField(max_length=120, blank=True)  # which office decided it
    where = models.CharField(max_length=300, blank=True)  # where to read it: a link, or a place
    lacks = models.CharField(max_length=200, blank=True)  # what is not there yet, in words
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=0)

    objects = PlaceQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "starts_on", "pk"]
        constraints = [
            models.CheckConstraint(name="governance_kind_known", condition=Q(kind__in=GovernanceKind.values)),
            models.CheckConstraint(
                name="governance_ends_after_it_starts",
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
            ),
        ]

    def __str__(self) -> str:
        return self.what


class LeadershipReview(models.Model):
    """Once the leaders sat together over complaints: who took part by office, and what they looked at. Public."""

    mall = models.ForeignKey(Mall, on_delete=models.PROTECT, related_name="reviews")
    held_on = models.DateField()
    led_by = models.CharField(max_length=120)  # an office, not a name
    took_part = models.CharField(max_length=300, blank=True)  # offices, separated by commas
    looked_at = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-held_on"]
        constraints = [models.UniqueConstraint(fields=["mall", "held_on"], name="review_once_a_day")]

    def __str__(self) -> str:
        return f"{self.held_on}"


class ReviewDecision(models.Model):
    """One thing that a review decided, who sees to it, by when, and when it was done. What was late stays late."""

    review = models.ForeignKey(LeadershipReview, on_delete=models.PROTECT, related_name="decisions")
    what = models.CharField(max_length=300)
    owner = models.CharField(max_length=120, blank=True)  # an office, not a name
    due_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [models.UniqueConstraint(fields=["review", "what"], name="decision_once_in_review")]

    def __str__(self) -> str:
        return self.what

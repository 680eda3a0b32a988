"""A mall, whose agencies, their services, and the counters where people meet them."""

import secrets
from datetime import date
from typing import Self, TypeVar

from django.db import models

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

    def __str__(self) -> str:
        return self.name


class PlaceQuerySet(models.QuerySet[_Place]):
    """Rows that are never deleted, only given a last day."""

    def running(self, on: date) -> Self:
        return self.filter(models.Q(ends_on=None) | models.Q(ends_on__gte=on))


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

"""Who works here, in which role, and who must keep out of what."""

from datetime import datetime
from typing import Any, ClassVar, Self, TypeVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from dengar.kit.actors import Role
from dengar.malls.models import Agency, Mall

ROLES = [(role.value, role.value) for role in Role if role not in (Role.COMPLAINANT, Role.HOUSE)]


_Span = TypeVar("_Span", bound=models.Model)


class OfficerManager(BaseUserManager["Officer"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "Officer":
        officer = self.model(email=self.normalize_email(email).lower(), **fields)
        officer.set_password(password)
        officer.save(using=self._db)
        return officer

    def get_by_natural_key(self, username: str | None) -> "Officer":
        return self.get(email=(username or "").lower())


class Officer(AbstractBaseUser):
    """Anyone with an account: petugas, pengelola, koordinator, pengawas ... A complainant never has one."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=80)
    superior = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="subordinates")
    off_site = models.BooleanField(default=False)  # sits outside the mall (for the agency's speaker)
    is_active = models.BooleanField(default=True)
    daily_summary = models.BooleanField(default=True)  # wants a letter in the morning: how much waits, and why
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[OfficerManager] = OfficerManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.name


class SpanQuerySet(models.QuerySet[_Span]):
    """Rows that hold from `from_at` until `until_at`, or without end."""

    def current(self, at: datetime) -> Self:
        return self.filter(models.Q(until_at=None) | models.Q(until_at__gt=at), from_at__lte=at)


class Membership(models.Model):
    """One officer in one role at one mall; liaisons and counter officers also at one agency."""

    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="memberships")
    mall = models.ForeignKey(Mall, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=20, choices=ROLES)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="memberships")
    stand_in = models.BooleanField(default=False)  # deputy: acts when the first is away or in conflict
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True, blank=True)

    objects = SpanQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="membership_liaison_has_agency",
                condition=~models.Q(role="liaison") | models.Q(agency__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.officer_id} {self.role}"


class Invitation(models.Model):
    """An account comes only from an invitation; the link's token is stored as SHA-256."""

    mall = models.ForeignKey(Mall, on_delete=models.PROTECT, related_name="invitations")
    email = models.EmailField()
    name = models.CharField(max_length=80)
    role = models.CharField(max_length=20, choices=ROLES)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True)
    stand_in = models.BooleanField(default=False)
    token_hash = models.CharField(max_length=64, unique=True)
    by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="invited")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.role} {self.pk}"


class Recusal(models.Model):
    """
    An officer keeps out of everything about one agency or one other officer.

    Recusals from a single complaint are rows of the complaint (complaints.models.Recusal).
    """

    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="recusals")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    about = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True, blank=True)

    objects = SpanQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="recusal_names_one",
                condition=models.Q(agency__isnull=False, about__isnull=True)
                | models.Q(agency__isnull=True, about__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.officer_id} keeps out"


class FactorResetQuerySet(models.QuerySet["FactorReset"]):
    def waiting(self, at: datetime) -> Self:
        """Those that a second person can still agree to."""
        return self.filter(agreed_at=None, expires_at__gt=at)


class FactorReset(models.Model):
    """An officer has lost the second factor: one other person asks, a second one agrees."""

    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="factor_resets")
    mall = models.ForeignKey(Mall, on_delete=models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    agreed_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    agreed_at = models.DateTimeField(null=True, blank=True)

    objects = FactorResetQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="factor_reset_by_three_people",
                condition=~models.Q(asked_by=models.F("officer"))
                & (
                    models.Q(agreed_by__isnull=True)
                    | (~models.Q(agreed_by=models.F("officer")) & ~models.Q(agreed_by=models.F("asked_by")))
                ),
            )
        ]

    def __str__(self) -> str:
        return f"{self.officer_id} without a second factor"

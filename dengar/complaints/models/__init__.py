"""The rows of the spine. Only complaints.operations writes them."""

from dengar.complaints.models.clock import Clock, ClockChange
from dengar.complaints.models.complaint import NEVER, Channel, Complaint, ComplaintQuerySet, Concern, Kind, Mode, Reach
from dengar.complaints.models.conduct import ConductPlan
from dengar.complaints.models.links import Link
from dengar.complaints.models.lost import LostWords
from dengar.complaints.models.past import PastCase
from dengar.complaints.models.referral import Referral
from dengar.complaints.models.release import Release
from dengar.complaints.models.sight import (
    AgencyHandle,
    Brief,
    Escalation,
    FileRelease,
    Grant,
    Look,
    Recusal,
    Respondent,
)
from dengar.complaints.models.urgent import Urgency
from dengar.complaints.models.words import Contact, Message, OnBehalf, Thread

__all__ = [
    "NEVER",
    "AgencyHandle",
    "Brief",
    "Channel",
    "Clock",
    "ClockChange",
    "Complaint",
    "ComplaintQuerySet",
    "Concern",
    "ConductPlan",
    "Contact",
    "Escalation",
    "FileRelease",
    "Grant",
    "Kind",
    "Link",
    "Look",
    "LostWords",
    "Message",
    "Mode",
    "OnBehalf",
    "PastCase",
    "Reach",
    "Recusal",
    "Referral",
    "Release",
    "Respondent",
    "Thread",
    "Urgency",
]

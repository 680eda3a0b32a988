"""Give and end roles. Nobody gives themselves one, and every change is in the ledger."""

from dengar.people.operations.inviting import accept, find_invitation, invite, withdraw_invitation
from dengar.people.operations.letters import SUMMARY_FOR, choose_summary
from dengar.people.operations.recusing import end_recusal, recuse
from dengar.people.operations.roles import end_membership, set_off_site, set_superior
from dengar.people.operations.rules import house_at
from dengar.people.operations.second_factors import SECONDS, agree_reset, ask_reset

__all__ = [
    "SECONDS",
    "SUMMARY_FOR",
    "accept",
    "agree_reset",
    "ask_reset",
    "choose_summary",
    "end_membership",
    "end_recusal",
    "find_invitation",
    "house_at",
    "invite",
    "recuse",
    "set_off_site",
    "set_superior",
    "withdraw_invitation",
]

"""How people are named by their part, on every page."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dengar.kit.actors import Role

ROLE_WORDS: dict[Role, str | Promise] = {
    Role.COMPLAINANT: _("you"),
    Role.RESPONDENT: _("the other side"),
    Role.OFFICER: _("counter officer"),
    Role.LIAISON: _("the agency's liaison"),
    Role.HANDLER: _("complaint officer"),
    Role.COORDINATOR: _("coordinator"),
    Role.CUSTODIAN: _("custodian of names"),
    Role.OVERSEER: _("overseer"),
    Role.TRAINER: _("trainer"),
    Role.OPERATOR: _("technician"),
    Role.HOUSE: _("the system"),
}

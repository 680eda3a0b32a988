"""Who acts, in which role. Every operation takes one as `by=`."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """The parts that people play (product.md). A person acts in one role at a time."""

    COMPLAINANT = "complainant"
    RESPONDENT = "respondent"
    OFFICER = "officer"  # at an agency's counter, or at the mall's
    LIAISON = "liaison"  # speaks for one agency
    HANDLER = "handler"  # the mall's complaint desk, neutral
    COORDINATOR = "coordinator"  # runs the mall
    CUSTODIAN = "custodian"  # decides on requests to open an identity
    OVERSEER = "overseer"  # Ombudsman, inspectorate; outside the mall
    TRAINER = "trainer"
    OPERATOR = "operator"  # the mall's one technician: no complaint is ever visible
    HOUSE = "house"  # the program itself: chores


@dataclass(frozen=True)
class Actor:
    """
    One person in one role, as an operation sees it.

    :param ref: role and id, as the ledger keeps it ("handler:12"); a complainant is
        "complainant" alone, since the ledger's subject already says of which complaint.
    """

    role: Role
    ref: str
    mall_id: int | None = None
    officer_id: int | None = None
    agency_id: int | None = None
    complaint_id: int | None = None

    @property
    def officer(self) -> int:
        """The acting officer's id, where only an officer can act; ValueError for anybody else."""
        if self.officer_id is None:
            raise ValueError(f"{self.ref} is no officer")
        return self.officer_id


HOUSE = Actor(Role.HOUSE, "house")


def complainant(complaint_id: int) -> Actor:
    """Return the actor for whoever holds this complaint's receipt."""
    return Actor(Role.COMPLAINANT, "complainant", complaint_id=complaint_id)

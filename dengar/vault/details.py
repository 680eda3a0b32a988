"""Who a person is and how to reach them, as it lies in the sealed row."""

import json
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class PersonDetails:
    """
    What one person told us of themselves; everything may be empty.

    :param safe_hours: when to call, in their own words ("pagi, sebelum anak pulang").
    :param discreet: say nothing of a complaint to whoever picks up the phone.
    """

    name: str = ""
    phone: str = ""
    email: str = ""
    safe_hours: str = ""
    discreet: bool = True

    @property
    def contact(self) -> str:
        """The one contact by which two complaints are known to be of one person: the phone, else the e-mail."""
        return self.phone or self.email

    @property
    def two_ways(self) -> bool:
        """Whether there are two ways of reaching them."""
        return bool(self.phone and self.email)

    @property
    def empty(self) -> bool:
        return not (self.name or self.contact)

    def to_bytes(self) -> bytes:
        return json.dumps(asdict(self), ensure_ascii=False, separators=(",", ":")).encode()

    @classmethod
    def from_bytes(cls, data: bytes) -> "PersonDetails":
        return cls(**json.loads(data))

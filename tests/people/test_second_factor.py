from datetime import UTC, datetime

import pytest
from allauth.mfa.models import Authenticator

from dengar.people import second_factor
from tests.people.conftest import MONDAY_9AM

RFC_SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"  # "12345678901234567890"


def test_the_codes_are_those_of_the_standard(cast):
    """RFC 6238, appendix B, SHA-1, cut to six figures."""
    second_factor.set_secret(cast.rina, RFC_SECRET)
    for seconds, code in [(59, "287082"), (1111111109, "081804"), (2000000000, "279037")]:
        assert second_factor.current_code(cast.rina, at=datetime.fromtimestamp(seconds, UTC)) == code


def test_the_database_does_not_hold_the_secret(cast):
    second_factor.set_secret(cast.rina, RFC_SECRET)
    assert RFC_SECRET not in str(Authenticator.objects.get().data)
    assert second_factor.has_second_factor(cast.rina)
    assert not second_factor.has_second_factor(cast.budi)


def test_another_secret_key_opens_nothing(cast, settings):
    sealed = second_factor.seal("secret")
    settings.SECRET_KEY = "another"
    with pytest.raises(ValueError, match="DENGAR_SECRET_KEY"):
        second_factor.unseal(sealed)


def test_who_has_no_app_has_no_code(cast):
    assert second_factor.current_code(cast.budi, at=MONDAY_9AM) is None
    assert second_factor.seconds_left(MONDAY_9AM) == 30

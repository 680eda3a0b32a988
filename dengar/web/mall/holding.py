"""
The file between looking and applying: in the page itself, signed, so that nothing is kept here.

A row of the database would need a key, a last day and a chore that sweeps it; a file on the disk as well. The page
holds it and dies with it. The signature says that this officer has looked at this file, in this mall, not long ago.
"""

from django.conf import settings
from django.core import signing
from django.utils.translation import gettext_lazy as _

from dengar.kit.actors import Actor
from dengar.kit.errors import Refused
from dengar.web.mall.sheets.reading import TooLarge

SALT = "dengar.web.mall.holding"
MOST = 900_000  # characters; a form of more than DATA_UPLOAD_MAX_MEMORY_SIZE would not be read


class TooOld(Refused):
    message = _("This page has been open for too long. Choose the file again.")


def hold(kind: str, text: str, by: Actor) -> str:
    """
    Return a file as a hidden field carries it: compressed, in letters and digits.

    :raises TooLarge: if it does not fit; a text of 1 MB that does not compress, which no list of names is.
    """
    held = signing.dumps([kind, by.mall_id, by.officer_id, text], salt=SALT, compress=True)
    if len(held) > MOST:
        raise TooLarge
    return held


def held(kind: str, packed: str, by: Actor) -> str:
    """
    Return the text of a file that was held.

    :raises TooOld: if it is not one that we gave to this officer for this, or older than a session lasts.
    """
    try:
        *whose, text = signing.loads(packed, salt=SALT, max_age=settings.SESSION_COOKIE_AGE)
    except signing.BadSignature:
        raise TooOld from None
    if whose != [kind, by.mall_id, by.officer_id]:
        raise TooOld
    return str(text)

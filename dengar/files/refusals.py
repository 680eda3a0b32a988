"""Why a file cannot be taken: a sentence each."""

from django.utils.translation import gettext_lazy as _

from dengar.kit.errors import Refused


class Unfit(Refused):
    """A file that is not taken. The others are kept all the same."""

    message = _("This file cannot be taken.")


class Empty(Unfit):
    message = _("This file is empty. Please choose it once more.")


class TooLarge(Unfit):
    message = _("This file is larger than 10 MB. Please make it smaller, or send a part of it.")


class TooMany(Unfit):
    message = _("There is room for 10 files, and they are here already. Please take one away first.")


class TooMuch(Unfit):
    message = _("Together the files would be larger than 40 MB. Please take one away first, or make this one smaller.")


class OtherType(Unfit):
    message = _("This is no photo (JPG, PNG, WebP), no PDF and no sound recording (MP3, M4A, OGG, WAV).")


class Heic(Unfit):
    message = _(
        "This photo is of the sort HEIC, which we cannot open. Please send it as JPG, or a picture of the screen."
    )


class Video(Unfit):
    message = _("This is a video, and we cannot take videos yet. Please send a photo or a sound recording of it.")


class Broken(Unfit):
    message = _("This file cannot be read. Perhaps it was cut off on its way. Please choose it once more.")


class TooManyPixels(Unfit):
    message = _("This picture is too large to be opened. Please send it smaller, or a picture of the screen.")


class TooManyPages(Unfit):
    message = _("This PDF has more than 300 pages. Please send only the pages that matter.")


class Locked(Unfit):
    message = _("This PDF is locked with a password. Please send it without one, or photograph the page.")

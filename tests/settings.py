"""Settings of the tests: a data folder of their own, fresh translations, a quick hasher, plain static files."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

import polib

_folder = tempfile.mkdtemp(prefix="dengar-test-")
_maker = os.getpid()


def _remove() -> None:
    if os.getpid() == _maker:  # not in a forked child
        shutil.rmtree(_folder, ignore_errors=True)


atexit.register(_remove)
os.environ["DENGAR_DATA_DIR"] = _folder
for _name in ("DENGAR_KEYS_DIR", "DENGAR_SECRET_KEY", "DENGAR_ADDRESS", "DENGAR_MAIL_URL", "DENGAR_NOW_SHIFT"):
    os.environ.pop(_name, None)

if "PYTEST_XDIST_WORKER" not in os.environ:  # the process that starts the workers does it for all
    for _po in Path(__file__).parents[1].glob("dengar/**/locale/*/LC_MESSAGES/*.po"):
        _mo = _po.with_suffix(".mo")
        if not _mo.exists() or _mo.stat().st_mtime <= _po.stat().st_mtime:
            polib.pofile(str(_po)).save_as_mofile(str(_mo))

from dengar.config.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
ALLOWED_HOSTS = ["*"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

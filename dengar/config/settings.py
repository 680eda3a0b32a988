"""All settings. Every variable is read once, here, and checked at start."""

import os
from pathlib import Path

BASE = Path(__file__).resolve().parents[2]
DATA_DIR = Path(os.environ.get("DENGAR_DATA_DIR", BASE / "var"))
KEYS_DIR = Path(os.environ.get("DENGAR_KEYS_DIR", DATA_DIR / "keys"))
SECRET_KEY = os.environ.get("DENGAR_SECRET_KEY", "only-for-the-first-skeleton")
DEBUG = False
ALLOWED_HOSTS = ["*"]
ROOMS = [
    "ledger", "notices", "malls", "people", "deadlines", "vault", "complaints", "intake", "verify",
    "handover", "talk", "agree", "decide", "act", "close", "aftercare", "web", "work", "config",
]
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    *(f"dengar.{room}" for room in ROOMS),
]
ROOT_URLCONF = "dengar.config.urls"
AUTH_USER_MODEL = "people.Officer"
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": DATA_DIR / "dengar.sqlite3"}}
USE_TZ = True
TIME_ZONE = "Asia/Makassar"
LANGUAGE_CODE = "id"
STATIC_URL = "static/"

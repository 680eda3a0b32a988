"""All settings. What comes from outside is read and checked in environment.py."""

import os
from typing import Any

from csp.constants import NONCE, NONE, SELF

from dengar.config import environment
from dengar.config.logs import LOGGING as LOGGING
from dengar.kit import folders

ENV = environment.read(os.environ)

DATA_DIR = ENV.data_dir
KEYS_DIR = ENV.keys_dir
CONTENT_DIR = folders.CONTENT
ANSWERS_DIR = DATA_DIR / "answers"  # a mall's own ready texts, if it made some
METHOD_DIR = DATA_DIR / "method"  # a mall's own guide of the conversation, if it made one
ADDRESS = ENV.address  # for links in messages; without a slash at the end
SECRET_KEY = ENV.secret_key
DEBUG = False
ALLOWED_HOSTS = ENV.hosts

# --- rooms -------------------------------------------------------------------------------------------------
GROUND = ["ledger", "notices", "malls", "people", "deadlines", "vault", "files"]
JOURNEY = ["complaints", "figures", "intake", "verify", "talk", "agree", "decide", "act", "close", "aftercare"]
JOURNEY += ["search", "publish"]
DOORS = ["kit", "citizen", "desk", "public", "mall"]
ROOMS = [*GROUND, *JOURNEY, "web", "work", "config"]
INSTALLED_APPS = [
    *(f"dengar.{room}" for room in ROOMS),
    *(f"dengar.web.{door}" for door in DOORS),  # each with its templates, static files, tags and words
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
]
MIDDLEWARE = [
    "dengar.web.requests.RequestLog",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "dengar.web.middleware.Language",
    "dengar.web.middleware.Size",
    "dengar.web.middleware.Place",
    "dengar.web.middleware.Refusals",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "dengar.config.urls"
WSGI_APPLICATION = "dengar.config.wsgi.application"
SILENCED_SYSTEM_CHECKS: list[str] = []

# --- data --------------------------------------------------------------------------------------------------
DATABASES = {"default": ENV.database}
CACHES = {  # counts tries for all workers alike; made by people/migrations/0002
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000  # bytes of one form without files; beyond it 413
DATA_UPLOAD_MAX_NUMBER_FIELDS = 400
BODY_MAX = 60_000_000  # bytes of a whole request, with files; beyond it 413
BODY_READ_OFF = 200_000_000  # bytes up to which a body that is too large is read off before the answer; beyond it not
FILE_UPLOAD_HANDLERS = ["dengar.web.uploads.InMemory"]

# --- pages -------------------------------------------------------------------------------------------------
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
STATIC_URL = "/static/"
STATIC_ROOT = folders.STATIC
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# --- words and time ----------------------------------------------------------------------------------------
LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Indonesia"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "bahasa"
LANGUAGE_COOKIE_SAMESITE = "Lax"
USE_TZ = True
TIME_ZONE = "Asia/Makassar"

# --- people ------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "people.Officer"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "/masuk/"
LOGIN_REDIRECT_URL = "/meja/"
LOGOUT_REDIRECT_URL = "/"
PASSWORD_RESET_TIMEOUT = 3600  # seconds that a link from "forgotten" is good for
ACCOUNT_ADAPTER = "dengar.web.desk.signing.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_EMAIL_VERIFICATION = "none"  # the invitation's link has proved the address
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # nobody is written to who has no account here
# Tries for each account; for each address far more, since behind a proxy everyone may seem to have the same one.
ACCOUNT_RATE_LIMITS = {"login": "300/m/ip", "login_failed": "100/5m/ip,5/5m/key", "reset_password": "60/m/ip,5/m/key"}
MFA_ADAPTER = "dengar.web.desk.signing.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Dengar"
MFA_TOTP_TOLERANCE = 1  # the code just passed is still taken
SESSION_COOKIE_AGE = 4 * 3600  # seconds
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_NAME = "dengar"
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = ENV.is_https
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_AGE = None  # goes with the browser's session

# --- what a browser may do ---------------------------------------------------------------------------------
SECURE_HSTS_SECONDS = 31_536_000 if ENV.is_https else 0
SECURE_SSL_REDIRECT = False  # Caddy or nginx does it; the worker and /sehat speak plain HTTP on this machine
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENV.is_https else None
SECURE_REFERRER_POLICY = "same-origin"  # nothing leaves; "no-referrer" would break the check of a form's origin
CSRF_TRUSTED_ORIGINS = [ENV.address]
CSRF_FAILURE_VIEW = "dengar.web.errors.form_expired"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
    }
}

# --- messages ----------------------------------------------------------------------------------------------
DEFAULT_FROM_EMAIL = SERVER_EMAIL = ENV.mail.sender
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend" if ENV.mail.host else "dengar.work.console.NeutralBackend"
EMAIL_HOST = ENV.mail.host
EMAIL_PORT = ENV.mail.port
EMAIL_HOST_USER = ENV.mail.user
EMAIL_HOST_PASSWORD = ENV.mail.password
EMAIL_USE_SSL = ENV.mail.implicit_tls
EMAIL_USE_TLS = bool(ENV.mail.user) and not ENV.mail.implicit_tls  # never a password in the open
EMAIL_TIMEOUT = 20  # seconds
EMAIL_SUBJECT_PREFIX = ""

# --- what the house says about itself ----------------------------------------------------------------------
METRICS_TOKEN = ENV.metrics_token
BACKUP_MADE = "backup-made"  # in the data folder; touched by `dengar backup`
HEARTBEAT = DATA_DIR / "worker-seen"  # touched by every round of `dengar work`
DEFAULT_EXCEPTION_REPORTER_FILTER = "dengar.config.logs.NothingPersonal"
LOGGING_CONFIG = "dengar.config.logs.configure"

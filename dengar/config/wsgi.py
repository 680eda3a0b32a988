"""What the server runs: granian --interface wsgi dengar.config.wsgi:application"""

import os
import sys

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from granian.utils.proxies import wrap_wsgi_with_proxy_headers

from dengar.config.environment import Unfit

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dengar.config.settings")
os.umask(0o077)  # what we write is for us alone
try:
    application = get_wsgi_application()
except Unfit as problem:
    sys.stderr.write(f"dengar: {problem}\n")
    sys.exit(1)
if settings.ENV.is_https:
    # Behind the proxy on this machine: without this, all people would share one counter of tries.
    application = wrap_wsgi_with_proxy_headers(application, trusted_hosts="127.0.0.1")

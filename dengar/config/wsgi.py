"""What the server runs: granian --interface wsgi dengar.config.wsgi:application"""

import os
import sys

from django.core.wsgi import get_wsgi_application

from dengar.config.environment import Unfit

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dengar.config.settings")
try:
    application = get_wsgi_application()
except Unfit as problem:
    sys.stderr.write(f"dengar: {problem}\n")
    sys.exit(1)

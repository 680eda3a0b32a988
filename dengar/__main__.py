import sys

from dengar.config.cli import main

sys.exit(main())

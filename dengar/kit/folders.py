"""
Where what comes with Dengar lies: beside the package in a checkout, inside it when a wheel brought it (setup.py).

Only what is read. What is written lies in the data folder (config/environment.py).
"""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1]
IS_WHEEL = (PACKAGE / "content").is_dir()
_PLACE = PACKAGE if IS_WHEEL else PACKAGE.parent
CONTENT = _PLACE / "content"  # words that people edit: method, policies, answers, receipt words
STATIC = _PLACE / "staticfiles"  # gathered and compressed: by script/setup, or by the making of the wheel

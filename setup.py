"""
What a wheel holds beside the code, so that whoever installs it needs no further step.

content/ and deploy/ as they are, the translations compiled, the static files gathered and compressed.
dengar/kit/folders.py finds them there. Everything else about the project stands in pyproject.toml.
"""

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

ROOT = Path(__file__).resolve().parent
BESIDE = ("content", "deploy")


def compile_words(target: Path) -> None:
    import polib

    for po in sorted((ROOT / "dengar").rglob("*.po")):
        place = target / po.relative_to(ROOT / "dengar").with_suffix(".mo")
        place.parent.mkdir(parents=True, exist_ok=True)
        polib.pofile(str(po)).save_as_mofile(str(place))


def gather_static(target: Path) -> None:
    """With the file names and the compression of the settings, which would ask for all libraries and a data folder."""
    import django
    from django.conf import settings
    from django.core.management import call_command

    settings.configure(
        INSTALLED_APPS=["django.contrib.staticfiles"],
        STATIC_URL="/static/",
        STATIC_ROOT=target,
        STATICFILES_DIRS=sorted((ROOT / "dengar" / "web").glob("*/static")),
        STORAGES={"staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}},
    )
    django.setup()
    call_command("collectstatic", interactive=False, verbosity=0)


class Build(build_py):
    def run(self) -> None:
        if not self.editable_mode:
            shutil.rmtree(self.build_lib, ignore_errors=True)  # what an older version left would go along
        super().run()
        if not self.editable_mode:
            self.add_what_lies_beside()

    def add_what_lies_beside(self) -> None:
        target = Path(self.build_lib).resolve() / "dengar"
        for name in BESIDE:
            shutil.copytree(ROOT / name, target / name, dirs_exist_ok=True)
        compile_words(target)
        gather_static(target / "staticfiles")


setup(cmdclass={"build_py": Build})

"""The product's own sources, parsed once."""

import ast
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Source:
    path: Path

    def __str__(self) -> str:
        return self.path.relative_to(ROOT).as_posix()

    @property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @property
    def tree(self) -> ast.Module:
        return _parse(self.path)

    @property
    def room(self) -> str:
        """The room that it stands in: "agree" for dengar/agree/operations.py."""
        return self.path.relative_to(ROOT / "dengar").parts[0]

    @property
    def is_command(self) -> bool:
        return "management" in self.path.parts


@cache
def _parse(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def sources() -> list[Source]:
    """Return every Python file of dengar/ but migrations, which say what was and are not changed again."""
    found = (path for path in (ROOT / "dengar").rglob("*.py") if "migrations" not in path.parts)
    return [Source(path) for path in sorted(found) if path.stat().st_size]


def migrations() -> list[Source]:
    found = (path for path in (ROOT / "dengar").rglob("migrations/[0-9]*.py"))
    return [Source(path) for path in sorted(found)]


def templates() -> list[Path]:
    """Return every template of dengar/."""
    return sorted((ROOT / "dengar").rglob("templates/**/*.html"))


def mails() -> list[Path]:
    """Return every plain-text template of dengar/."""
    return sorted((ROOT / "dengar").rglob("templates/**/*.txt"))


def imported(tree: ast.Module) -> set[str]:
    """Return what a module imports, anywhere in it: "django.http" and "django.http.HttpRequest"."""
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def called(tree: ast.Module) -> set[str]:
    """Return the last word of what a module calls or names: "read_person" for vault.operations.read_person."""
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            names.add(node.attr)
        elif isinstance(node, ast.Name):
            names.add(node.id)
    return names

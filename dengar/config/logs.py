"""
Logs: one JSON line per happening, on standard error, without personal data.

No query string, no body, no address of a client, no user agent, no path with a number in it (the
route's pattern instead), and no words of an exception unless its kind cannot carry what a person
wrote: a database's complaint about a row repeats the row.
"""

import logging
import logging.config
import traceback
from collections.abc import ItemsView, Iterator
from typing import Any

import structlog
from django.db import OperationalError
from django.views.debug import SafeExceptionReporterFilter
from structlog.typing import EventDict, WrappedLogger

SAFE_WORDS = (OperationalError, OSError, ImportError, AttributeError, NameError, TypeError)
SHARED: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"without_paths": {"()": "dengar.config.logs.WithoutPaths"}},
    "formatters": {"json": {"()": "dengar.config.logs.json_lines"}},
    "handlers": {"lines": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["lines"], "level": "INFO"},
    "loggers": {
        "django.request": {"filters": ["without_paths"]},
        "django.security": {"filters": ["without_paths"]},
        "django.server": {"level": "CRITICAL"},
        "PIL": {"level": "CRITICAL"},  # these three would quote what is in a person's file
        "mutagen": {"level": "CRITICAL"},
        "pikepdf": {"level": "CRITICAL"},
        "psycopg.pool": {"level": "CRITICAL"},  # cli.py says it once, in a sentence
    },
}


class WithoutPaths(logging.Filter):
    """Keep failures with their trace, drop the rest (web.requests says it), and never the path."""

    def filter(self, record: logging.LogRecord) -> bool:
        if not record.exc_info:
            return False
        record.msg, record.args = "request failed", ()
        record.request_id = getattr(getattr(record, "request", None), "request_id", "")
        return True


class NothingPersonal(SafeExceptionReporterFilter):
    """Reports of errors hold no settings, no form fields and no local variables."""

    def is_active(self, request: object) -> bool:
        return True

    def get_safe_settings(self) -> dict[str, Any]:
        return {}

    def get_post_parameters(self, request: Any) -> dict[str, Any]:
        return {}

    def get_traceback_frame_variables(self, request: Any, tb_frame: Any) -> ItemsView[str, Any]:
        return dict[str, Any]().items()


def trace(logger: WrappedLogger, name: str, event: EventDict) -> EventDict:
    """Replace `exc_info` by the exception's kind and where it rose; its words only when they are safe."""
    info = event.pop("exc_info", None)
    if not info:
        return event
    error = info[1] if isinstance(info, tuple) else info
    if not isinstance(error, BaseException):
        return event
    event["error"] = type(error).__qualname__
    event["trace"] = [f"{f.filename}:{f.lineno} {f.name}" for f in traceback.extract_tb(error.__traceback__)][-12:]
    if causes := [type(cause).__qualname__ for cause in _causes(error)]:
        event["causes"] = causes
    if isinstance(error, SAFE_WORDS):
        event["words"] = str(error)
    return event


def _causes(error: BaseException) -> Iterator[BaseException]:
    while (cause := error.__cause__ or error.__context__) is not None:
        yield cause
        error = cause


def _request_id(logger: WrappedLogger, name: str, event: EventDict) -> EventDict:
    record = event.get("_record")
    if isinstance(record, logging.LogRecord) and hasattr(record, "request_id"):
        event["request_id"] = record.request_id
    return event


def json_lines() -> structlog.stdlib.ProcessorFormatter:
    """Return the formatter of every line, whether structlog or the standard library's logging wrote it."""
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[*SHARED, structlog.stdlib.PositionalArgumentsFormatter(), _request_id],
        processors=[
            trace,
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
    )


def configure(config: dict[str, Any]) -> None:
    """Set up logging, and let structlog write through it. Django calls this with LOGGING."""
    structlog.configure(
        processors=[*SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    logging.config.dictConfig(config)

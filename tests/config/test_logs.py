"""What the log says about a request and a failure, and what it must not say."""

import io
import json
import logging

import pytest
import structlog
from django.db import IntegrityError, OperationalError

from dengar.config.logs import LOGGING, WithoutPaths, configure, trace

SECRET = "Sari Wulandari, 0812-3456-7890"


@pytest.fixture
def lines():
    """What the log holds, line by line, when it is set up as in the field."""
    handlers, level = logging.root.handlers[:], logging.root.level
    filters = {name: logging.getLogger(name).filters[:] for name in ("django.request", "django.security")}
    configure(LOGGING)
    stream = io.StringIO()
    [ours] = logging.root.handlers
    ours.setStream(stream)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    logging.root.handlers[:] = handlers
    logging.root.setLevel(level)
    for name, before in filters.items():
        logging.getLogger(name).filters[:] = before


def failure(error):
    try:
        raise error
    except type(error) as caught:
        return trace(None, "", {"event": "failed", "exc_info": caught})


def test_a_failure_shows_its_kind_and_place_but_not_its_words():
    event = failure(IntegrityError(f"DETAIL: Failing row contains ({SECRET})"))
    assert event["error"] == "IntegrityError"
    assert any("test_logs.py" in frame for frame in event["trace"])
    assert SECRET not in json.dumps(event)


def test_a_database_that_does_not_answer_may_say_why():
    assert failure(OperationalError("connection refused"))["words"] == "connection refused"


def test_what_caused_a_failure_is_named_too():
    try:
        try:
            raise ValueError(SECRET)
        except ValueError as cause:
            raise RuntimeError("outer") from cause
    except RuntimeError as caught:
        event = trace(None, "", {"event": "failed", "exc_info": caught})
    assert event["causes"] == ["ValueError"]
    assert SECRET not in json.dumps(event)


def test_the_path_and_query_of_a_failed_request_are_not_logged(lines):
    logging.getLogger("django.request").warning("Not Found: %s", "/pantau/7K2M-94R7?nama=Sari")
    try:
        raise KeyError(SECRET)
    except KeyError:
        logging.getLogger("django.request").error("Internal Server Error: %s", "/pantau/7K2M-94R7", exc_info=True)
    [line] = lines()
    assert line["event"] == "request failed"
    assert "7K2M" not in json.dumps(line)
    assert SECRET not in json.dumps(line)


def test_a_line_of_ours_is_one_json_object(lines):
    structlog.get_logger("dengar.requests").info("request", route="lapor/<step>/", status=200)
    logging.getLogger("dengar.work").warning("chore %s failed again", "deliver")
    first, second = lines()
    assert (first["logger"], first["route"], first["level"]) == ("dengar.requests", "lapor/<step>/", "info")
    assert second["event"] == "chore deliver failed again"


def test_the_filter_keeps_failures_only():
    quiet = logging.LogRecord("django.request", logging.WARNING, "", 1, "Not Found: %s", ("/x",), None)
    assert WithoutPaths().filter(quiet) is False


@pytest.mark.django_db
def test_a_request_is_one_line_without_path_query_or_client(client, lines):
    client.get("/bantuan/?nama=Sari", headers={"user-agent": "Perangkat-Sari"}, REMOTE_ADDR="203.0.113.7")
    [line] = [line for line in lines() if line["logger"] == "dengar.requests"]
    assert (line["route"], line["status"], line["method"]) == ("bantuan/", 200, "GET")
    assert len(line["request_id"]) == 8
    text = json.dumps(line)
    assert "Sari" not in text
    assert "203.0.113.7" not in text

"""The bare handler: the statements of a file in one transaction, by psycopg on Granian, and a page of 6 kB."""

import json
import os
import re
import threading
from pathlib import Path

import psycopg

VARIABLE = re.compile(r"(?<!:):([nc])\b")
WORK = {
    method: [VARIABLE.sub(r"%(\1)s", sql.replace("%", "%%")) for sql in statements]
    for method, statements in json.loads(Path(os.environ["BARE_SQL"]).read_text()).items()
}
PAGE = b"x" * 6_000
HERE = threading.local()


def app(environ, start_response):
    if WORK and not hasattr(HERE, "server"):
        HERE.server = psycopg.connect(os.environ["BARE_DATABASE"], autocommit=True)
    if WORK:
        known = {"c": int(environ["PATH_INFO"].strip("/") or 0)}
        with HERE.server.transaction():
            for sql in WORK[environ["REQUEST_METHOD"]]:
                cursor = HERE.server.execute(sql, known)
                if sql.endswith((" AS n", " AS c")):
                    known[sql[-1]] = cursor.fetchone()[0]
                elif cursor.description:
                    cursor.fetchall()
    start_response("200 OK", [("Content-Type", "text/html"), ("Content-Length", str(len(PAGE)))])
    return [PAGE]

"""
Fill a PostgreSQL house with reports by the hundred thousand: copies of one that was filed through the pages.

One in a hundred is open, the others are settled; received over three years, spread over all officers who handle.
"""

import psycopg

from bench._limits import conninfo

OPEN = 100  # one of so many is open
MINUTES = 3 * 365 * 24 * 60


class Fill:
    def __init__(self, url: str, complaint: int) -> None:
        self.server = psycopg.connect(conninfo(url), autocommit=True)
        self.complaint, self.filled = complaint, 0
        self.server.execute("SET synchronous_commit TO off")

    def up_to(self, count: int) -> None:
        """Copy until there are `count` reports more than at first."""
        since, until = self.filled + 1, count
        g = f"generate_series({since}, {until}) g"
        mine = f"(SELECT * FROM complaints_complaint WHERE id = {self.complaint}) t"
        box, subject = "md5('b' || g)::uuid", "md5('s' || g)"
        is_open = f"g % {OPEN} = 0"
        back = f"((g::bigint * 7919) % {MINUTES}) * interval '1 minute'"
        # An open report came within the last two weeks.
        back = f"CASE WHEN {is_open} THEN ((g::bigint * 7919) % 20160) * interval '1 minute' ELSE {back} END"
        columns = {
            "box_id": box,
            "number": "lpad(g::text, 9, '0')",
            "subject": subject,
            "received_at": f"t.received_at - {back}",
            "state": f"CASE WHEN {is_open} THEN t.state ELSE 'closed_confirmed' END",
            "state_since": f"t.received_at - {back}",
            "due_at": f"CASE WHEN {is_open} THEN t.due_at - {back} ELSE '9999-12-31 00:00:00+00' END",
            "closed_at": f"CASE WHEN {is_open} THEN NULL ELSE t.received_at - {back} + interval '20 days' END",
            "handler_id": "(SELECT array_agg(DISTINCT officer_id) FROM people_membership WHERE role = 'handler')"
            "[1 + g % (SELECT count(DISTINCT officer_id) FROM people_membership WHERE role = 'handler')]",
        }
        self._copy("vault_box", f"(SELECT * FROM vault_box WHERE id = (SELECT box_id FROM {mine})) t, {g}", id=box)
        self._copy("complaints_complaint", f"{mine}, {g}", **columns)
        made = f"complaints_complaint c JOIN {g} ON c.number = lpad(g::text, 9, '0') AND {is_open}"
        clocks = f"(SELECT * FROM complaints_clock WHERE complaint_id = {self.complaint} AND stopped_at IS NULL) t"
        moments = {"complaint_id": "c.id", "started_at": "c.received_at", "due_at": "c.due_at"}
        self._copy("complaints_clock", f"{clocks}, {made}", **moments)
        self._copy(
            "ledger_entry",
            f"(SELECT * FROM ledger_entry WHERE subject = (SELECT subject FROM {mine}) LIMIT 1) t, {g}",
            subject=subject,
        )
        self.filled = until
        self.server.execute("ANALYZE")

    def _copy(self, table: str, rows: str, **new: str) -> None:
        asked = "SELECT column_name FROM information_schema.columns WHERE table_name = %s ORDER BY ordinal_position"
        names = [name for (name,) in self.server.execute(asked, [table]).fetchall() if name != "id" or "id" in new]
        listed = ", ".join(f'"{name}"' for name in names)
        values = ", ".join(new.get(name, f't."{name}"') for name in names)
        self.server.execute(f"INSERT INTO {table} ({listed}) SELECT {values} FROM {rows}")

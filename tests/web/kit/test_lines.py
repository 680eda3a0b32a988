from datetime import UTC, date, datetime, timedelta

from dengar.web.kit.lines import Cell, days_between, urgency, weeks

NOW = datetime(2026, 11, 23, 15, 30, tzinfo=UTC)  # 23.30 in Banjarbaru


def test_days_are_counted_in_the_malls_time():
    assert days_between(NOW, NOW + timedelta(hours=1)) == 1  # past midnight there


def test_a_term_presses_more_and_more():
    steps = [timedelta(days=3), timedelta(days=1), timedelta(seconds=-1)]
    assert [urgency(NOW + step, NOW) for step in steps] == ["calm", "soon", "late"]


def test_a_calendar_shows_whole_weeks_from_monday():
    shown = weeks([Cell(date(2026, 11, 19), "from"), Cell(date(2026, 12, 9), "due")])
    assert [len(week) for week in shown] == [7, 7, 7, 7]
    assert shown[0][0].day == date(2026, 11, 16)
    assert shown[0][3].kind == "from"
    assert shown[3][2].kind == "due"


def test_no_days_no_calendar():
    assert weeks([]) == []

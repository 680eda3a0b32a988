from datetime import UTC, datetime, timedelta

from dengar.web.kit.lines import days_between, urgency

NOW = datetime(2026, 11, 23, 15, 30, tzinfo=UTC)  # 23.30 in Banjarbaru


def test_days_are_counted_in_the_malls_time():
    assert days_between(NOW, NOW + timedelta(hours=1)) == 1  # past midnight there


def test_a_term_presses_more_and_more():
    steps = [timedelta(days=3), timedelta(days=1), timedelta(seconds=-1)]
    assert [urgency(NOW + step, NOW) for step in steps] == ["calm", "soon", "late"]

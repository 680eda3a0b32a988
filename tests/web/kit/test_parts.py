"""Every part stands in the gallery, says what it is for, and holds no logic of its own."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.template import Context, Template
from django.template.loader import get_template, render_to_string
from django.urls import reverse
from django.utils import translation

from dengar.web.kit import lines
from dengar.web.kit.gallery import TEMPLATES, parts
from dengar.web.kit.icons import ICONS
from dengar.web.kit.templatetags.kit import register

NOW = datetime(2026, 11, 23, 2, 15, tzinfo=UTC)  # 10.15 in Banjarbaru
pytestmark = pytest.mark.django_db


def show(source: str, **shown: object) -> str:
    return Template("{% load kit %}" + source).render(Context(shown))


@pytest.fixture
def page(client) -> str:
    return client.get(reverse("gallery")).content.decode()


@pytest.mark.parametrize("name", parts())
def test_every_part_stands_in_the_gallery(page, name):
    assert f'<h2 id="{name}">' in page
    get_template(f"kit/specimens/{name}.html")


@pytest.mark.parametrize("name", parts())
def test_every_part_opens_with_what_it_is_for(name):
    source = (TEMPLATES / "kit" / "parts" / f"{name}.html").read_text()
    assert re.match(r"({% load [\w ]+ %})?{% comment %}.{20,}?{% endcomment %}", source), name


@pytest.mark.parametrize("name", ICONS)
def test_every_icon_stands_in_the_gallery(page, name):
    assert re.search(rf'<path d="{re.escape(ICONS[name])}"/></svg>\s+{name}</li>', page)


def test_every_tag_that_draws_is_a_part():
    values = {"mall_here", "door_to"}  # these only answer
    assert set(register.tags) - values - {"desk_nav", "foot"} <= set(parts())


def test_no_page_of_the_kit_carries_a_style_or_a_script(page):
    assert not re.search(r"<script|<style|\sstyle=|\son\w+=", page)


def test_a_term_is_said_in_words():
    said = {}
    with translation.override("en"):
        for days in (-3, 0, 1, 9):
            shown = show("{% deadline due now %}", due=NOW + timedelta(days=days, hours=1), now=NOW)
            said[days] = re.sub(r"<[^>]+>", "", shown).strip()
    assert said[-3].endswith("3 days late")
    assert said[0].endswith("today")
    assert said[1].endswith("tomorrow")
    assert said[9].endswith("9 days left")


def test_a_term_that_is_late_never_says_so_by_colour_alone():
    shown = show("{% deadline due now %}", due=NOW - timedelta(hours=1), now=NOW)
    assert 'data-urgency="late"' in shown
    assert "terlambat" in shown


@pytest.mark.parametrize(
    ("language", "said"),
    [("id", "Senin, 23 November, 10.15 WITA"), ("en", "Monday, 23 November, 10:15 WITA")],
)
def test_a_moment_is_said_in_the_malls_time(language, said):
    with translation.override(language):
        said_now = show("{{ at|moment }}", at=NOW).replace(" 2026", "")
    assert said_now == said


def test_a_day_of_another_year_has_its_year():
    with translation.override("id"):
        assert show("{{ at|day }}", at=date(2031, 1, 6)) == "Senin, 6 Januari 2031"


def test_what_a_person_typed_never_becomes_markup():
    said = [lines.Said(NOW, "<b>x</b>", text="<script>1</script>")]
    shown = show("{% talk said %}{% summary facts %}", said=said, facts=[lines.Fact("a", "<img>")])
    assert "<script>" not in shown
    assert "<b>x</b>" not in shown
    assert "<img>" not in shown


def test_a_choice_that_a_form_does_not_offer_is_a_mistake_of_the_page(page):
    from dengar.web.kit.gallery import SpecimenForm

    with pytest.raises(Exception, match="offers no 'fax'"):
        show('{% choice form.way "fax" %}', form=SpecimenForm())


def test_the_page_of_a_failure_needs_no_database(django_db_blocker):
    with django_db_blocker.block():
        shown = render_to_string("kit/errors/500.html", {"number": "3F9A71C0", "mall": None})
    assert "R-3F9A71C0" in shown

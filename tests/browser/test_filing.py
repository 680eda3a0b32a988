"""A trip through filing on a small phone without script; and what back, reload and double taps do to it."""

import pytest
from playwright.sync_api import Error

from dengar.complaints.models import Complaint
from dengar.intake import queries
from dengar.vault.models import Person
from tests.browser import filing
from tests.browser.pages import front_door

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def page(open_page):
    front_door()
    return open_page("about:blank")


def words(page):
    return page.locator(".keys li").all_inner_texts()


def test_from_the_counter_s_address_to_the_receipt(page):
    filing.receipt(page)
    complaint = Complaint.objects.get()
    assert page.locator(".number").inner_text() == complaint.number
    assert len(words(page)) == 5
    assert queries.told(complaint).story == filing.STORY
    assert str(complaint.service) == "Akta kelahiran"
    assert Person.objects.count() == 1


def back(page):
    """Press "back" once the page has arrived; the browser refuses while it is still changing pages."""
    for _attempt in range(5):
        page.wait_for_load_state()
        try:
            page.go_back()
            return
        except Error as refusal:
            if "Not attached" not in str(refusal):
                raise
            page.wait_for_timeout(200)
    raise AssertionError("the browser never went back")


def test_back_and_reload_neither_lose_nor_double_anything(page):
    filing.check(page)
    back(page)
    assert page.locator("#id_phone").input_value() == "0812 0000 4321"
    for _page in ("wish", "files", "story"):
        back(page)
    assert page.locator("#id_story").input_value() == filing.STORY
    page.goto("/lapor/periksa/")
    page.get_by_role("button", name="Kirim aduan").dblclick()
    page.wait_for_url("**/tanda-terima/")
    given = words(page)
    page.reload()
    assert words(page) == given
    back(page)
    page.wait_for_load_state()
    assert page.url.endswith("/tanda-terima/")
    assert words(page) == given
    assert Complaint.objects.count() == 1


def test_without_a_name_nothing_is_kept_of_the_person(page):
    filing.without_name(page)
    page.get_by_role("button", name="Lanjut tanpa nama").click()
    page.locator("#id_story").fill(filing.STORY)
    filing.go_on(page)
    page.get_by_role("button", name="Kirim aduan").click()
    page.wait_for_url("**/tanda-terima/")
    assert not Person.objects.exists()
    assert Complaint.objects.get().mode == "anonymous"


def test_the_phone_is_left_with_nothing_but_two_cookies(page):
    filing.receipt(page)
    kept = {cookie["name"]: cookie for cookie in page.context.cookies()}
    assert set(kept) <= {"konsep", "csrftoken"}
    assert kept["konsep"]["path"] == "/lapor/"
    assert kept["konsep"]["httpOnly"]

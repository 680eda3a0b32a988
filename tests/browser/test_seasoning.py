"""What script adds at the desk: the same form, the same address, only without a new page."""

import pytest

from tests.browser.conftest import DESK
from tests.browser.working import at_desk
from tests.carry import to_examining
from tests.cast import make_cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("script", [True, False])
def test_one_more_point_keeps_what_was_typed_with_and_without_script(open_page, script):
    cast = make_cast()
    to_examining(cast)
    page = open_page("/", size=DESK, script=script)
    at_desk(page, cast, "putuskan")
    page.locator("textarea").first.fill("Berkas lengkap sejak Agustus.")
    boxes = page.locator("main form section").count()
    documents = []
    page.on("request", lambda request: documents.append(request.resource_type))
    page.locator("button[value=add]").click()
    page.locator("main form section").nth(boxes).wait_for()
    assert page.locator("textarea").first.input_value() == "Berkas lengkap sejak Agustus."
    assert ("document" in documents) is not script, "with script the page stays, without it a new one comes"
    assert page.url.endswith("/putuskan/")

"""An officer's own account: the letter of the morning, for those whose daily work complaints are."""

import pytest


def test_the_letter_of_the_morning_is_turned_off_and_on_again(cast, desk_of):
    rina, officer = desk_of("rina"), cast.officers["rina"]
    for wanted, next_one in (("no", "Kirim setiap hari kerja"), ("yes", "Jangan kirim lagi")):
        assert rina.post("/akun/ringkasan/", {"wanted": wanted}, follow=True).status_code == 200
        officer.refresh_from_db()
        assert officer.daily_summary is (wanted == "yes")
        assert next_one in rina.get("/akun/").text


@pytest.mark.parametrize("name", ["hendra", "budi", "siti"])
def test_whose_mailbox_gets_none_is_not_asked(cast, desk_of, name):
    assert "Surat pagi" not in desk_of(name).get("/akun/").text

import stat

import pytest

from dengar.config.environment import Unfit, read


def test_an_empty_environment_is_enough(tmp_path):
    env = read({"DENGAR_DATA_DIR": str(tmp_path)})
    assert env.address == "http://127.0.0.1:8000"
    assert env.database["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert env.keys_dir == tmp_path / "keys"
    assert not env.mail.host


def test_the_secret_key_is_made_once_and_for_us_alone(tmp_path):
    first, second = (read({"DENGAR_DATA_DIR": str(tmp_path)}).secret_key for _ in range(2))
    assert first == second
    assert stat.S_IMODE((tmp_path / "secret-key").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["secret-key"]


def test_a_secret_key_that_was_emptied_is_not_used(tmp_path):
    (tmp_path / "secret-key").write_text("")
    with pytest.raises(Unfit, match="too short"):
        read({"DENGAR_DATA_DIR": str(tmp_path)})


def test_postgresql_comes_with_a_pool(tmp_path):
    env = read({"DENGAR_DATA_DIR": str(tmp_path), "DATABASE_URL": "postgres://a:b@db:5433/dengar"})
    assert env.database["PORT"] == 5433
    assert env.database["OPTIONS"]["pool"]["max_size"] == 16


def test_an_https_address_names_the_host(tmp_path):
    env = read({"DENGAR_DATA_DIR": str(tmp_path), "DENGAR_ADDRESS": "https://dengar.example.go.id/"})
    assert env.is_https
    assert env.address == "https://dengar.example.go.id"
    assert "dengar.example.go.id" in env.hosts


def test_mail_leaves_by_the_server_that_is_named(tmp_path):
    url = "smtps://mpp%40kota:rahasia%2F1@mail.example.go.id"
    mail = read({"DENGAR_DATA_DIR": str(tmp_path), "DENGAR_MAIL_URL": url}).mail
    assert (mail.host, mail.port, mail.user, mail.password) == ("mail.example.go.id", 465, "mpp@kota", "rahasia/1")


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("DENGAR_DATADIR", "/x", "Unknown variable DENGAR_DATADIR"),
        ("PORT", "eighty", "PORT must be a whole number"),
        ("PORT", "70000", "PORT must lie between 1 and 65535"),
        ("DENGAR_WORKERS", "2", "needs PostgreSQL"),
        ("DENGAR_NOW_SHIFT", "soon", "DENGAR_NOW_SHIFT must be a whole number"),
        ("DATABASE_URL", "mysql://a@b/c", "must be a postgres:// address"),
        ("DATABASE_URL", "nonsense", "DATABASE_URL"),
        ("DATABASE_URL", "postgres://a@b:port/c", "DATABASE_URL cannot be read"),
        ("DENGAR_ADDRESS", "dengar.example.go.id", "DENGAR_ADDRESS must look like"),
        ("DENGAR_MAIL_URL", "http://mail", "DENGAR_MAIL_URL must look like"),
        ("DENGAR_MAIL_URL", "smtp://mail:x", "its port is not a number"),
    ],
)
def test_what_cannot_be_right_is_refused_with_a_sentence(tmp_path, name, value, sentence):
    with pytest.raises(Unfit, match=sentence):
        read({"DENGAR_DATA_DIR": str(tmp_path), name: value})


def test_a_data_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(Unfit, match="DENGAR_DATA_DIR: the folder .* cannot be written"):
        read({"DENGAR_DATA_DIR": str(tmp_path / "file" / "data")})

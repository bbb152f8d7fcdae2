"""Static files are kept for ever by addresses that change with their content."""

from flask.testing import FlaskClient

from web.middleware.static_files import program_fingerprint, static_url


def test_an_address_names_the_content(client: FlaskClient) -> None:
    with client.application.test_request_context():
        address = static_url("style.css")
    with client.get(address) as kept:
        assert kept.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    for other in ("", "?v=", "?v=000000000000"):
        with client.get(f"/static/style.css{other}") as plain:
            assert "immutable" not in plain.headers.get("Cache-Control", "")
    with client.get("/static/style.css") as plain:
        assert "immutable" not in plain.headers.get("Cache-Control", "")


def test_the_fingerprint_of_the_program_is_stable() -> None:
    assert program_fingerprint() == program_fingerprint()
    assert len(program_fingerprint()) == 12

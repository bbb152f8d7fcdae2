"""CORS: other origins read only where they are named."""

from dataclasses import replace

from index.settings import Settings
from web.app import create_app


def test_other_origins_read_only_where_they_are_named(seed_settings: Settings) -> None:
    asked = {"Origin": "https://desk.example"}
    closed = create_app(seed_settings).test_client().get("/api/v1/search?q=मोदी", headers=asked)
    assert "Access-Control-Allow-Origin" not in closed.headers
    named = create_app(
        replace(seed_settings, cors_origins="https://desk.example https://b.example")
    ).test_client()
    response = named.get("/api/v1/search?q=मोदी", headers=asked)
    assert response.headers["Access-Control-Allow-Origin"] == "https://desk.example"
    assert "Origin" in response.headers["Vary"]
    assert "Access-Control-Allow-Credentials" not in response.headers
    other = named.get("/api/v1/search?q=मोदी", headers={"Origin": "https://evil.example"})
    assert "Access-Control-Allow-Origin" not in other.headers
    assert "Access-Control-Allow-Origin" not in named.get("/search?q=मोदी", headers=asked).headers
    preflight = named.options("/api/v1/search", headers={**asked, "Access-Control-Request-Method": "POST"})
    assert preflight.headers["Access-Control-Allow-Origin"] == "https://desk.example"

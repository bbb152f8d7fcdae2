"""Parameters: what may stand once is refused twice."""

import pytest
from flask.testing import FlaskClient


@pytest.mark.parametrize("name", ["q", "page", "size", "sort", "since", "stems", "cursor"])
def test_what_may_stand_once_is_refused_twice_by_the_endpoint(client: FlaskClient, name: str) -> None:
    response = client.get(f"/api/v1/search?q=मोदी&{name}=1&{name}=2")
    assert response.status_code == 400
    assert "only once" in response.get_json(force=True)["detail"]

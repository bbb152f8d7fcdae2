"""The OpenAPI document is what the endpoint really does: schemathesis asks a running server."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from index.settings import Settings
from tests.conftest import ROOT, Server, start_server
from web.api.openapi import openapi_document

CASES = 8
"""Requests made up for each operation; `make torture` is for more."""


def test_every_route_for_programs_is_in_the_document(client: FlaskClient) -> None:
    document = client.get("/api/v1/openapi.json").get_json()
    assert document["openapi"] == "3.1.0"
    told = set(document["paths"])
    routes = {
        re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule)
        for rule in client.application.url_map.iter_rules()
        if rule.endpoint.startswith(("api.", "exports."))
    }
    assert routes - {"/api/v1/openapi.json"} == told


def test_the_examples_of_the_document_run(client: FlaskClient) -> None:
    document = openapi_document(Settings())
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            told = {
                each["name"]: each["example"] for each in operation.get("parameters", []) if "example" in each
            }
            if method == "get" and "{id}" not in path:
                assert client.get(path, query_string=told).status_code == 200, path
    body = document["paths"]["/api/v1/search"]["post"]["requestBody"]["content"]["application/json"][
        "example"
    ]
    assert client.post("/api/v1/search", json=body).status_code == 200


@pytest.fixture(scope="module")
def asked_server(seed_settings: Settings) -> Iterator[Server]:
    yield from start_server(seed_settings.index)


def test_the_server_keeps_what_the_document_promises(asked_server: Server, tmp_path: Path) -> None:
    command = [
        sys.executable, "-m", "schemathesis.cli", "--config-file", str(ROOT / "tests" / "web" / "schemathesis.toml"), "run", f"{asked_server.address}/api/v1/openapi.json",
        "--phases", "examples,coverage,fuzzing", "--max-examples", str(CASES), "--seed", "1", "--no-color",
        "--checks", "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance,negative_data_rejection",
    ]  # fmt: skip
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, f"{done.stdout[-6000:]}\n{done.stderr[-2000:]}"

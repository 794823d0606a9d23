"""The service against requests made from its own OpenAPI document (schemathesis), and against bytes of any kind.

Few cases here; docs/operations.md tells how to run as many as one likes, and benchmarks/fuzz.py goes on for hours.
"""

import json

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import content_type_conformance, response_schema_conformance, status_code_conformance

from ipofacts.service.openapi import written

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
FEW = settings(max_examples=8, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
ANSWERED = {200, 400, 404, 405, 413, 415, 422}


@schemathesis.serializer("application/x-ndjson")
def lines(context, value):
    return value if isinstance(value, bytes) else str(value).encode("utf-8", "surrogatepass")


SCHEMA = schemathesis.openapi.from_dict(json.loads(written())).exclude(path="/v1/rules/reload")
OPERATIONS = [found.ok() for found in SCHEMA.get_all_operations()]


@pytest.fixture(scope="module")
def fuzzed(serve):
    return serve(max_body_bytes=50_000, max_batch_bytes=100_000, body_timeout=20)


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.label)
def test_requests_of_every_kind_are_answered_as_described(fuzzed, operation):
    @FEW
    @given(case=operation.as_strategy())
    def ask(case):
        case.call_and_validate(base_url=fuzzed.url, checks=CHECKS)

    ask()


@FEW
@given(body=st.binary(max_size=2_000), path=st.sampled_from(["/v1/extract", "/v1/explain", "/v1/batch"]))
def test_bytes_of_any_kind_are_answered(fuzzed, body, path):
    answer = httpx.post(fuzzed.url + path, content=body, headers={"content-type": "application/json"}, timeout=30)
    assert answer.status_code in ANSWERED
    if answer.status_code != 200:
        assert answer.headers["content-type"] == "application/problem+json"

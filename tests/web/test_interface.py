"""The interface under /api/v1 tried with what its own description allows, and with what it does not."""

from __future__ import annotations

import pytest
import schemathesis
from hypothesis import given, settings
from schemathesis import GenerationMode

_EXAMPLES = 60  # requests of each kind to each operation


@pytest.mark.filterwarnings("ignore::Warning")  # of Schemathesis, on what it is made of
@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
def test_no_request_fails_the_server(site: str, mode: GenerationMode) -> None:
    schema = schemathesis.openapi.from_url(f"{site}/api/v1/openapi.json")
    tried: dict[str, int] = {}
    for found in schema.get_all_operations():
        operation = found.ok()
        if operation.path == "/api/v1/changes":
            continue  # a stream has no end
        if mode is GenerationMode.NEGATIVE and not operation.query:
            continue  # nothing can be asked wrongly

        @settings(max_examples=_EXAMPLES, derandomize=True, database=None, deadline=None)
        @given(case=operation.as_strategy(generation_mode=mode))
        def attempt(case: schemathesis.Case) -> None:
            answer = case.call()
            assert answer.status_code < 500, (case.path, case.query, answer.text[:200])
            case.validate_response(answer, checks=[schemathesis.checks.not_a_server_error])
            tried[case.path] = tried.get(case.path, 0) + 1

        attempt()
    assert len(tried) >= (8 if mode is GenerationMode.POSITIVE else 3)
    assert sum(tried.values()) > 150

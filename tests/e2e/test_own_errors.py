"""`errors` of the config: a status, or what a body says, becomes a class of the API's own."""

from __future__ import annotations

from pathlib import Path

from tests.e2e.test_apis import run
from tests.e2e.test_config_keys import configured, python

ERRORS = """errors:
  message_property: error.message
  union:
    source: '#/components/schemas/ErrorResponse'
    discriminator: error.type
    status_property: error.status
    variants:
      request_too_large: {status_code: 413, name: RequestTooLargeError}
      overloaded_error: {status_code: 529, name: overloaded}
      billing_error: {status_code: 400, name: BillingError}
      rate_limit_error: {status_code: 429, name: RateLimitError}
      invalid_state: {}
client_settings:
"""
PROGRAM = """
import copy, pickle
import anthropic, httpx2
from anthropic._exceptions import OverloadedError

def failed(status, body, headers={}):
    answer = lambda request: httpx2.Response(status, json=body, headers=headers, request=request)
    client = anthropic.Anthropic(
        api_key="k", max_retries=0, http_client=httpx2.Client(transport=httpx2.MockTransport(answer))
    )
    try:
        client.beta.messages.batches.delete("b")
    except anthropic.AnthropicError as error:
        return error

too_large = failed(413, {"error": {"type": "request_too_large", "message": "Too large."}})
print(type(too_large).__name__, too_large.type, too_large.status_code, too_large)
print([type(failed(status, {"a": 1})).__name__ for status in (400, 413, 429, 500, 529)])
print(type(failed(400, {"error": {"type": "billing_error"}})).__mro__[:3])
print(type(failed(503, {"error": {"type": "overloaded_error"}})).__name__)
print(type(failed(500, {"error": {"type": "invalid_state"}})).__mro__[:2])
print(anthropic.OverloadedError is OverloadedError, issubclass(OverloadedError, anthropic.InternalServerError))
print(type(pickle.loads(pickle.dumps(failed(529, {})))), failed(413, "text").type)
print(type(too_large.parsed).__name__)
"""
SAID = """RequestTooLargeError request_too_large 413 Error code: 413 - Too large.
['BillingError', 'RequestTooLargeError', 'RateLimitError', 'InternalServerError', 'OverloadedError']
(<class 'anthropic.BillingError'>, <class 'anthropic.BadRequestError'>, <class 'anthropic.APIStatusError'>)
OverloadedError
(<class 'anthropic.InvalidStateError'>, <class 'anthropic.APIStatusError'>)
True True
<class 'anthropic.OverloadedError'> None
ErrorResponse
"""


GO_TEST = """package anthropic_test

import (
	"testing"

	"github.com/anthropics/anthropic-sdk-go"
)

func TestAnErrorSaysItsType(t *testing.T) {
	for body, want := range map[string]string{
		`{"error": {"type": "overloaded_error"}}`: "overloaded_error",
		`{"error": {"type": 1}}`: "", `{"error": []}`: "", `{}`: "",
	} {
		failure := &anthropic.Error{}
		if err := failure.UnmarshalJSON([]byte(body)); err != nil || failure.Type() != want {
			t.Errorf("%s: got %q, %v", body, failure.Type(), err)
		}
	}
	if (&anthropic.Error{}).Type() != "" {
		t.Error("an error without a body has a type")
	}
}
"""


def test_an_error_of_the_config_has_its_class(tmp_path: Path) -> None:
    model = "      anthropic_beta: AnthropicBeta\n"
    project = configured(
        tmp_path, ("client_settings:\n", ERRORS), (model, f"{model}      error_response: ErrorResponse\n")
    )
    project.run("generate", "--target", "python")
    assert python(project, "-c", PROGRAM) == SAID
    modules = ("src/anthropic/_error_classes.py", "src/anthropic/_exceptions.py", "src/anthropic/__init__.py")
    assert "no issues" in python(project, "-m", "mypy", "--strict", *modules)
    assert "passed" in python(project, "-m", "pytest", "-q", "tests")
    readme = (project.folder / "generated" / "python" / "README.md").read_text("utf-8")
    assert "| `OverloadedError` |" in readme


def test_an_error_of_go_says_its_type(tmp_path: Path) -> None:
    project = configured(tmp_path, ("client_settings:\n", ERRORS))
    project.run("generate", "--target", "go")
    folder = project.folder / "generated" / "go"
    (folder / "own_errors_test.go").write_text(GO_TEST, encoding="utf-8")
    run(["go", "test", "."], folder)


def test_an_error_that_has_the_name_of_another_is_reported(tmp_path: Path) -> None:
    project = configured(tmp_path, ("client_settings:\n", ERRORS.replace("invalid_state", "api_error")))
    said = project.run("generate", "--target", "python", status=1)
    assert "an error comes out as APIError, which is another's name" in said
    assert "sdk.yml:" in said

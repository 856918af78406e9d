"""Extending to a second endpoint: the spec and the config are edited, the generator and the templates are not."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from tests.support.project import Project, copied
from tests.support.server import serving

CANCEL = """\
  /v1/messages/batches/{message_batch_id}/cancel?beta=true:
    post:
      operationId: beta_message_batches_cancel
      summary: Cancel a Message Batch
      description: Batches may be canceled any time before processing ends.
      parameters:
        - name: message_batch_id
          in: path
          required: true
          description: ID of the Message Batch.
          schema:
            type: string
        - $ref: "#/components/parameters/AnthropicBeta"
        - $ref: "#/components/parameters/AnthropicVersion"
      responses:
        "200":
          description: The batch, being canceled.
          content:
            application/json:
              schema:
                $ref: "#/components/schemas/BetaMessageBatch"

components:
  securitySchemes:
"""
SCHEMA = """\
    BetaMessageBatch:
      type: object
      required: [id, type, processing_status, request_counts, created_at, cancel_initiated_at, results_url]
      properties:
        id:
          type: string
          description: Unique object identifier.
          examples: [msgbatch_013Zva2CMHLNnXjNJJKqJ2EF]
        type:
          type: string
          const: message_batch
        processing_status:
          type: string
          description: Processing status of the Message Batch.
          enum: [in_progress, canceling, ended]
        request_counts:
          type: object
          description: Tallies of requests by their status.
          required: [processing, succeeded]
          properties:
            processing:
              type: integer
            succeeded:
              type: integer
        created_at:
          type: string
          format: date-time
        cancel_initiated_at:
          anyOf:
            - type: string
              format: date-time
            - type: "null"
        results_url:
          type: [string, "null"]
        labels:
          type: object
          additionalProperties:
            type: string

    ErrorResponse:
"""
ANSWER = (
    '{"id": "msgbatch_1", "type": "message_batch", "processing_status": "canceling", '
    '"request_counts": {"processing": 100, "succeeded": 50}, "created_at": "2024-08-20T18:37:24.100435Z", '
    '"cancel_initiated_at": null, "results_url": null, "labels": {"team": "a"}, "new_field": [1]}'
)
PYTHON = """
from datetime import datetime
from anthropic import Anthropic
from anthropic.types.beta.messages import BetaMessageBatch

batch = Anthropic(api_key="k").beta.messages.batches.cancel("msgbatch_1", betas=["files-api-2025-04-14"])
assert isinstance(batch, BetaMessageBatch)
assert batch.created_at == datetime.fromisoformat("2024-08-20T18:37:24.100435+00:00")
assert batch.cancel_initiated_at is None
assert batch.request_counts.processing == 100
assert batch.labels == {"team": "a"}
assert batch.to_dict()["new_field"] == [1]
print(batch.processing_status)
"""
GO = """
package main

import (
	"context"
	"fmt"

	"github.com/anthropics/anthropic-sdk-go"
)

func main() {
	client := anthropic.NewClient()
	params := anthropic.BetaMessageBatchCancelParams{
		Betas: []anthropic.AnthropicBeta{anthropic.AnthropicBetaFilesAPI2025_04_14},
	}
	batch, err := client.Beta.Messages.Batches.Cancel(context.TODO(), "msgbatch_1", params)
	if err != nil {
		panic(err.Error())
	}
	if batch.RequestCounts.Processing != 100 || batch.CreatedAt.Year() != 2024 || batch.Labels["team"] != "a" {
		panic(batch.RawJSON())
	}
	if batch.JSON.CancelInitiatedAt.Valid() || batch.JSON.ExtraFields["new_field"].Raw() != "[1]" {
		panic(batch.RawJSON())
	}
	if batch.ProcessingStatus != anthropic.BetaMessageBatchProcessingStatusCanceling {
		panic(batch.ProcessingStatus)
	}
	fmt.Println(batch.ProcessingStatus)
}
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = copied(tmp_path_factory.mktemp("second"))
    project.edit("openapi.yaml", "components:\n  securitySchemes:\n", CANCEL)
    project.edit("openapi.yaml", "    ErrorResponse:\n", SCHEMA)
    delete = "              delete: delete /v1/messages/batches/{message_batch_id}?beta=true\n"
    cancel = "              cancel: post /v1/messages/batches/{message_batch_id}/cancel?beta=true\n"
    project.edit("sdk.yml", delete, delete + cancel)
    model = "              beta_deleted_message_batch: BetaDeletedMessageBatch\n"
    project.edit("sdk.yml", model, model + "              beta_message_batch: BetaMessageBatch\n")
    project.run("generate")
    return project


def run(command: list[str], folder: Path, **environment: str) -> str:
    env = {**os.environ, **environment}
    result = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


def test_every_operation_is_carried_exactly(project: Project) -> None:
    assert "2 operations: 2 exact, 0 loosened, 0 left out" in project.run("coverage")


def test_the_new_method_works_in_python(project: Project) -> None:
    source = str(project.folder / "generated" / "python" / "src")
    with serving(ANSWER) as server:
        said = run([sys.executable, "-c", PYTHON], project.folder, PYTHONPATH=source, ANTHROPIC_BASE_URL=server.url)
    assert said == "canceling\n"
    ((method, target, headers, _),) = server.requests
    assert (method, target) == ("POST", "/v1/messages/batches/msgbatch_1/cancel?beta=true")
    assert ("anthropic-beta", "files-api-2025-04-14,message-batches-2024-09-24") in headers


def test_the_new_method_works_in_go(project: Project, tmp_path: Path) -> None:
    module = "github.com/anthropics/anthropic-sdk-go"
    sdk = project.folder / "generated" / "go"
    (tmp_path / "main.go").write_text(textwrap.dedent(GO))
    (tmp_path / "go.mod").write_text(
        f"module program\n\ngo 1.24\n\nrequire {module} v0.0.0\n\nreplace {module} => {sdk}\n"
    )
    with serving(ANSWER) as server:
        environment = {
            "ANTHROPIC_BASE_URL": server.url,
            "GOPROXY": "off",
            "GOFLAGS": "-mod=mod",
            "ANTHROPIC_API_KEY": "k",
        }
        assert run(["go", "run", "."], tmp_path, **environment) == "canceling\n"
    ((method, target, headers, _),) = server.requests
    assert (method, target) == ("POST", "/v1/messages/batches/msgbatch_1/cancel?beta=true")
    betas = [value for name, value in headers if name == "anthropic-beta"]
    assert betas == ["message-batches-2024-09-24", "files-api-2025-04-14"]


def test_its_generated_python_tests_pass_and_its_types_hold(project: Project) -> None:
    folder = project.folder / "generated" / "python"
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests", "--ignore=tests/runtime"]
    assert " passed" in run(command, folder, PYTHONPATH="src")
    types = [sys.executable, "-m", "mypy", "--strict", "src/anthropic"]
    assert "no issues found" in run(types, folder)


def test_its_generated_go_tests_pass(project: Project) -> None:
    folder = project.folder / "generated" / "go"
    run(["go", "vet", "./..."], folder, GOPROXY="off")
    assert "ok" in run(["go", "test", "-vet=off", "."], folder, GOPROXY="off")


def test_its_reference_pages_are_there(project: Project) -> None:
    for language, page in (("python", "cancel.md"), ("go", "cancel.md")):
        text = (project.folder / "generated/reference" / language / "beta/messages/batches" / page).read_text(
            encoding="utf-8"
        )
        assert "# Cancel a Message Batch" in text
        assert "/v1/messages/batches/{message_batch_id}/cancel" in text
        assert "Tallies of requests by their status." in text

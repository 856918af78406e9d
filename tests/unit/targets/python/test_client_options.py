"""The options of a client, as the config lists them, work in the SDK that is made."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.lowering import lowered
from tests.unit.targets.python.rendering import made, run

SPEC = """
openapi: 3.1.0
info: {title: Acme, version: '1'}
paths:
  /things/{id}:
    get:
      parameters:
        - {name: id, in: path, required: true, schema: {type: string}}
        - {name: Idempotency-Key, in: header, schema: {type: string}}
      responses: {'204': {description: d}}
  /things:
    post:
      parameters: [{name: Idempotency-Key, in: header, schema: {type: string}}]
      requestBody: {content: {application/json: {schema: {type: object, properties: {name: {type: string}}}}}}
      responses: {'204': {description: d}}
  /public:
    post:
      security: []
      requestBody:
        content: {application/json: {schema: {type: object, properties: {idempotency_key: {type: string}}}}}
      responses: {'204': {description: d}}
components:
  securitySchemes:
    Bearer: {type: http, scheme: bearer}
    Basic: {type: http, scheme: basic}
    Key: {type: apiKey, in: header, name: X-Key}
security: [{Bearer: []}, {Basic: []}, {Key: []}]
"""

CONFIG = """
client_settings:
  default_env_prefix: ACME
  default_headers: {acme-version: '2024-01-01'}
  default_timeout: PT90S
  default_retries: {max_retries: 4, initial_delay_seconds: 1, max_delay_seconds: 20}
  idempotency: {header: Idempotency-Key}
  opts:
    api_key: {type: string, read_env: ACME_API_KEY, nullable: true, auth: {security_scheme: Bearer}}
    username: {type: string, nullable: true, auth: {security_scheme: Basic, role: username}}
    password: {type: string, nullable: true, auth: {security_scheme: Basic, role: password}}
    key: {type: string, nullable: true, auth: {security_scheme: Key}}
    org_id: {type: string, read_env: ACME_ORG_ID}
    branch: {type: string, nullable: true, send_in_header: X-Acme-Branch}
    edition: {type: string, nullable: true, send_as_query_param: v}
    region: {type: string, default: us, read_env: ACME_REGION}
    debug: {type: boolean, default: false}
    most: {type: integer, nullable: true, read_env: ACME_MOST}
resources:
  things: {methods: {retrieve: 'get /things/{id}', create: post /things, publish: post /public}}
"""

ENVIRONMENTS = "{production: https://api.example.com/v1, sandbox: https://sandbox.example.com/v1}"

START = """
import inspect, os
import pytest
from acme import Acme, AcmeError, AsyncAcme
from acme._base_client import FinalRequestOptions
from acme._http import httpx
from acme._types import Omit

sent = []

def answer(request):
    sent.append(request)
    return httpx.Response(500 if request.url.path.endswith("/things") and len(sent) == 1 else 204)

def client(**options):
    return Acme(**{"org_id": "o", "api_key": "k", **options})

def built(made, **options):
    return made._build_request(FinalRequestOptions(method="get", url="/foo", **options))

http = httpx.Client(transport=httpx.MockTransport(answer))
"""

PROGRAMS = {
    "an option that is needed and missing is an error of the client": """
with pytest.raises(AcmeError) as raised:
    Acme(api_key="k")
assert str(raised.value) == (
    "The org_id client option must be set either by passing org_id to the client "
    "or by setting the ACME_ORG_ID environment variable"
)
os.environ["ACME_ORG_ID"] = "from the environment"
assert Acme(api_key="k").org_id == AsyncAcme(api_key="k").org_id == "from the environment"
""",
    "defaults come after the environment": """
assert (client().region, client().debug, client().most) == ("us", False, None)
os.environ.update(ACME_REGION="eu", ACME_MOST="3")
assert (client().region, client().most, client(region="asia").region) == ("eu", 3, "asia")
assert (client().max_retries, client().timeout) == (4, httpx.Timeout(90, connect=5))
copied = client(region="asia", most=5).copy(org_id="p")
assert (copied.region, copied.most, copied.org_id) == ("asia", 5, "p")
""",
    "options are sent in headers and in the query": """
request = built(client(branch="b", edition="2"))
assert (request.headers["X-Acme-Branch"], request.headers["acme-version"]) == ("b", "2024-01-01")
assert dict(request.url.params) == {"v": "2"}
assert "X-Acme-Branch" not in built(client()).headers
""",
    "each credential does, and to give none is an error unless it is on purpose": """
assert built(client()).headers["Authorization"] == "Bearer k"
assert built(client(api_key=None, username="u", password="p")).headers["Authorization"] == "Basic dTpw"
keyed = built(client(api_key=None, key="s")).headers
assert (keyed["X-Key"], keyed.get("Authorization")) == ("s", None)
with pytest.raises(TypeError, match="Could not resolve authentication method. Expected either api_key or username"):
    built(client(api_key=None))
assert built(client(api_key=None), headers={"Authorization": Omit()}).headers.get("Authorization") is None
""",
    "an environment and a variable exclude each other, unless the URL is None": """
assert client().base_url == "https://api.example.com/v1/"
assert client(environment="sandbox").copy().base_url == "https://sandbox.example.com/v1/"
assert client().copy(environment="sandbox").base_url == "https://sandbox.example.com/v1/"
os.environ["ACME_BASE_URL"] = "http://localhost:5000/from/env"
assert client().base_url == "http://localhost:5000/from/env/"
with pytest.raises(ValueError, match="you must pass base_url=None"):
    client(environment="production")
assert client(base_url=None, environment="production").base_url == "https://api.example.com/v1/"
""",
    "a call has one key, which the caller may say": """
acme = client(http_client=http)
acme._calculate_retry_timeout = lambda *_, **__: 0
acme.things.create(name="x")
acme.things.create(name="x")
acme.things.create(name="x", idempotency_key="mine")
keys = [request.headers["Idempotency-Key"] for request in sent]
assert keys[0] == keys[1] != keys[2] and keys[3] == "mine"
assert keys[0].startswith("stainless-python-retry-")
assert list(inspect.signature(acme.things.create).parameters)[-2:] == ["timeout", "idempotency_key"]
acme.things.retrieve("a")
assert "Idempotency-Key" not in sent[-1].headers
assert "idempotency_key" not in inspect.signature(acme.things.retrieve).parameters
acme.things.publish(idempotency_key="of the body")
assert b"of the body" in sent[-1].content and sent[-1].headers["Idempotency-Key"] != "of the body"
assert "Authorization" not in sent[-1].headers
""",
}


@pytest.fixture(scope="module")
def sdk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(lowered(SPEC, CONFIG, environments=ENVIRONMENTS).api, tmp_path_factory.mktemp("acme"))


@pytest.mark.parametrize("claim", PROGRAMS)
def test_in_the_sdk(sdk: Path, claim: str) -> None:
    done = run(sdk, "-c", START + PROGRAMS[claim])
    assert done.returncode == 0, done.stderr

"""What the Python SDK says about itself to the reference."""

from __future__ import annotations

from bessemer.targets.python.plan import Python
from bessemer.targets.target import Entry, Link, MethodPage, Span
from tests.support.seed_api import BETAS, seed_api
from tests.unit.targets.python.shop_api import shop_api

LISTED = 'Literal["message-batches-2024-09-24", "prompt-caching-2024-07-31", "computer-use-2024-10-22", 16 more]'


def label(entry: Entry) -> str:
    return "".join(span.text for span in entry.label)


def page(name: str) -> MethodPage:
    return next(item for item in Python().pages(shop_api()).methods if item.path[-1] == name)


def test_the_sample_is_the_program_of_the_seed() -> None:
    [seed] = Python().pages(seed_api()).methods
    assert seed.sample == (
        "import os\n"
        "from anthropic import Anthropic\n"
        "\n"
        "client = Anthropic(\n"
        '    api_key=os.environ.get("ANTHROPIC_API_KEY"),  # This is the default and can be omitted\n'
        ")\n"
        "beta_deleted_message_batch = client.beta.messages.batches.delete(\n"
        '    message_batch_id="message_batch_id",\n'
        ")\n"
        "print(beta_deleted_message_batch.id)\n"
    )


def test_the_signature_links_the_model() -> None:
    [seed] = Python().pages(seed_api()).methods
    assert seed.signature == (
        Span("beta.messages.batches.delete(str message_batch_id, BatchDeleteParams **kwargs) -> "),
        Span("BetaDeletedMessageBatch", Link("beta", "beta_deleted_message_batch")),
    )
    assert seed.url_path == "/v1/messages/batches/{message_batch_id}?beta=true"


def test_parameters_show_the_values_they_take() -> None:
    [seed] = Python().pages(seed_api()).methods
    identifier, betas = seed.parameters
    assert label(identifier) == "message_batch_id: str"
    assert label(betas) == "betas: Optional[List[AnthropicBetaParam]]"
    assert betas.label[1] == Span("AnthropicBetaParam", Link("beta", "anthropic_beta"))
    assert [label(item) for item in betas.choices] == ["UnionMember0 = str", f"UnionMember1 = {LISTED}"]
    assert [label(item) for item in betas.choices[1].choices] == [f'"{beta}"' for beta in BETAS]


def test_returns_show_the_fields() -> None:
    [seed] = Python().pages(seed_api()).methods
    [model] = seed.returns
    assert label(model) == "class BetaDeletedMessageBatch: …"
    assert [label(item) for item in model.entries] == ["id: str", 'type: Literal["message_batch_deleted"]']
    assert [label(item) for item in model.entries[1].choices] == ['"message_batch_deleted"']


def test_a_model_inside_itself_is_not_opened_again() -> None:
    [node] = page("retrieve").returns
    assert [(label(item), item.entries) for item in node.entries] == [
        ("name: str", ()),
        ("children: Optional[List[Node]]", ()),
    ]


def test_nothing_is_shown_for_an_empty_result() -> None:
    closing = page("close")
    assert closing.returns == ()
    assert closing.sample.endswith('client.orders.close(\n    order_id="order_id",\n)\n')

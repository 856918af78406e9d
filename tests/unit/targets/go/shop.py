"""A small API with every construct that the Go target knows, as documents write it."""

from __future__ import annotations

from bessemer.ir.api import Api
from tests.support.lowering import lowered

SPEC = """
openapi: 3.1.0
info: {title: Shop API, version: '1'}
servers: [{url: https://shop.example.com}]
paths:
  /orders:
    post:
      requestBody:
        required: true
        content: {application/json: {schema: {$ref: '#/components/schemas/NewOrder'}}}
      responses: {'200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Order'}}}}}
    get:
      parameters:
        - {name: limit, in: query, schema: {type: integer}}
        - {name: 'created_at[gte]', in: query, schema: {type: string, format: date-time}}
        - {name: states, in: query, schema: {type: array, items: {type: string, enum: [open, done]}}}
        - {name: filter, in: query, schema: {type: object, properties: {min: {type: integer}, name: {type: string}}}}
      responses:
        '200':
          description: d
          content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Order'}}}}
  /shops/{shop_id}/orders/{order_id}:
    get:
      parameters:
        - {name: shop_id, in: path, required: true, schema: {type: string}}
        - {name: order_id, in: path, required: true, schema: {type: integer}, example: 7}
      responses: {'200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Order'}}}}}
    delete:
      parameters:
        - {name: shop_id, in: path, required: true, schema: {type: string}}
        - {name: order_id, in: path, required: true, schema: {type: string}}
      responses: {'204': {description: gone}}
  /orders/{order_id}/cancel:
    post:
      description: "Cancel it.\\n\\n*/ package evil // +build ignore"
      deprecated: true
      parameters: [{name: order_id, in: path, required: true, schema: {type: string}}]
      responses:
        '200':
          description: d
          content:
            application/json:
              schema:
                type: object
                required: [id, canceled_at, counts]
                properties:
                  id: {type: string}
                  canceled_at: {anyOf: [{type: string, format: date-time}, {type: 'null'}]}
                  counts: {type: object, required: [done], properties: {done: {type: integer}, open: {type: integer}}}
  /orders/{order_id}/receipt:
    get:
      parameters: [{name: order_id, in: path, required: true, schema: {type: string}}]
      responses: {'200': {description: d, content: {application/pdf: {schema: {type: string, format: binary}}}}}
  /orders/{order_id}/text:
    get:
      parameters: [{name: order_id, in: path, required: true, schema: {type: string}}]
      responses: {'200': {description: d, content: {text/plain: {schema: {type: string}}}}}
  /tags:
    put:
      requestBody:
        required: true
        content: {application/json: {schema: {type: array, items: {type: object, properties: {name: {type: string}}}}}}
      responses:
        '200':
          description: d
          content: {application/json: {schema: {type: object, additionalProperties: {type: integer}}}}
components:
  schemas:
    NewOrder:
      type: object
      required: [items, note, type, payment, taxed]
      properties:
        type: {const: order}
        taxed: {const: true}
        version: {const: 2}
        note: {type: string, description: 'What to write on it.'}
        count: {type: integer}
        express: {type: boolean}
        weight: {type: [number, 'null']}
        deliver_on: {type: string, format: date}
        deliver_at: {type: string, format: date-time}
        state: {$ref: '#/components/schemas/State'}
        kind: {type: string, enum: [plain, gift]}
        address: {type: object, required: [street], properties: {street: {type: string}, zip: {type: string}}}
        items: {type: array, items: {type: object, required: [sku], properties: {sku: {type: string}}}}
        labels: {type: object, additionalProperties: {type: string}}
        anything: {}
        payment: {$ref: '#/components/schemas/Payment'}
        text: {anyOf: [{type: string}, {type: array, items: {type: string}}]}
        'odd "name", `here`': {type: string}
    Payment:
      oneOf: [{$ref: '#/components/schemas/Card'}, {$ref: '#/components/schemas/Invoice'}]
      discriminator:
        propertyName: kind
        mapping: {card: '#/components/schemas/Card', bill: '#/components/schemas/Invoice'}
    Card:
      type: object
      required: [kind, number]
      properties: {kind: {const: card}, number: {type: string}, valid: {type: integer}}
    Invoice:
      type: object
      required: [kind]
      properties: {kind: {const: bill}, days: {type: integer}, valid: {type: boolean}}
    State: {type: string, enum: [open, done]}
    Order:
      type: object
      required: [type, id, state, payment]
      properties:
        id: {type: string}
        type: {const: order}
        state: {$ref: '#/components/schemas/State'}
        payment: {$ref: '#/components/schemas/Payment'}
        parent: {$ref: '#/components/schemas/Order'}
        parts: {type: array, items: {$ref: '#/components/schemas/Order'}}
        score: {type: number}
        text: {anyOf: [{type: string}, {type: array, items: {type: string}}]}
"""
CONFIG = """
query_settings: {array_format: brackets}
client_settings:
  opts:
    api_key: {type: string, read_env: SHOP_KEY, auth: {security_scheme: Key}}
    tries: {type: integer, read_env: SHOP_TRIES, nullable: true, send_in_header: X-Tries}
security_schemes: {Key: {type: http, scheme: bearer}}
security: [{Key: []}]
settings: {license: MIT}
resources:
  $shared:
    models: {card: Card, state: State}
  orders:
    models: {order: Order, payment: Payment, invoice: Invoice}
    methods:
      create: post /orders
      list: get /orders
      cancel: post /orders/{order_id}/cancel
      receipt: get /orders/{order_id}/receipt
      text: get /orders/{order_id}/text
    subresources:
      shops:
        methods:
          retrieve: get /shops/{shop_id}/orders/{order_id}
          delete: delete /shops/{shop_id}/orders/{order_id}
  tags:
    methods: {replace: put /tags}
"""


def shop_api(spec: str = SPEC, config: str = CONFIG) -> Api:
    return lowered(spec, config).api

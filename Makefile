# Every task. `make help` lists them.
.DEFAULT_GOAL := help
SHELL := /bin/bash
VENV := .venv
BIN := $(CURDIR)/$(VENV)/bin
STAMP := $(VENV)/.installed
TEMPLATES := $(VENV)/share/uri-template-test/uritemplate-4.2.0.tar.gz
SUITE := $(VENV)/share/json-schema-test-suite/jsonschema-4.26.0.tar.gz
# tests in as many processes as there are processors; four at most, as each starts compilers and checkers of its own
PYTEST := $(BIN)/python -m pytest --quiet --numprocesses auto --maxprocesses 4 --dist worksteal
# where the machine has no Go, the environment has one (see $(STAMP))
export PATH := $(BIN):$(PATH)

# several tasks at once, where make can keep what each of them says together
ABREAST := $(MAKE) --no-print-directory --jobs 2 $(if $(filter output-sync,$(.FEATURES)),--output-sync=target)

.PHONY: help setup generate test check lint lint-python lint-go types types-generator types-sdk drift unit cases \
  sdk-python sdk-go bench corpus faults oracle oracle-go clean

help: ## list the tasks
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

setup: $(STAMP) $(TEMPLATES) $(SUITE) ## make the environment in .venv

$(STAMP): pyproject.toml
	python3 -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@command -v go >/dev/null || $(BIN)/python -m pip install --quiet --disable-pip-version-check '.[go]'
	@touch $(STAMP)

# the examples of RFC 6570 lie in the source of uritemplate; the tests read them there
$(TEMPLATES): | $(STAMP)
	@$(BIN)/python -m pip download --quiet --disable-pip-version-check --no-deps --no-binary uritemplate \
	  --dest $(dir $(TEMPLATES)) uritemplate==4.2.0

# the JSON-Schema-Test-Suite lies in the source of jsonschema; the tests read it there
$(SUITE): | $(STAMP)
	@$(BIN)/python -m pip download --quiet --disable-pip-version-check --no-deps --no-binary jsonschema \
	  --dest $(dir $(SUITE)) jsonschema==4.26.0

generate: $(STAMP) ## regenerate generated/ from spec/
	$(BIN)/bessemer generate

drift: $(STAMP) ## fail if generated/ is not what spec/ gives
	$(BIN)/bessemer check

lint: lint-python lint-go ## formatting and lint of the generator, the runtimes and the generated code

lint-python: $(STAMP)
	$(BIN)/black --quiet --check generator tests
	$(BIN)/ruff check --quiet generator tests
	$(BIN)/black --quiet --check --line-length 100 templates/python generated/python
	cd templates/python && $(BIN)/ruff check --quiet .
	cd generated/python && $(BIN)/ruff check --quiet .

lint-go: $(STAMP)
	@GOFMT=$$($(BIN)/python -c 'from bessemer.emit.format import gofmt; print(gofmt())'); \
	  unformatted=$$("$$GOFMT" -l templates/go generated/go); \
	  if [ -n "$$unformatted" ]; then echo "gofmt would change:"; echo "$$unformatted"; exit 1; fi
	cd templates/go && go vet ./...
	cd generated/go && go vet ./...

types: types-generator types-sdk ## mypy --strict and pyright on the generator and on the generated package

types-generator: $(STAMP)
	$(BIN)/mypy
	$(BIN)/pyright

types-sdk: $(STAMP)
	cd generated/python && $(BIN)/mypy --strict src/anthropic && $(BIN)/pyright --pythonpath $(BIN)/python src/anthropic

unit: $(STAMP) $(TEMPLATES) $(SUITE) ## the generator's own tests
	$(PYTEST) tests

cases: $(STAMP) ## write the expected output of every case anew: read the difference
	BESSEMER_REWRITE_CASES=1 $(BIN)/python -m pytest --quiet tests/cases

sdk-python: $(STAMP) ## the tests of the Python runtime and of the generated Python SDK
	cd templates/python && $(PYTEST) tests/runtime
	cd generated/python && PYTHONPATH=src $(PYTEST) tests

sdk-go: $(STAMP) ## the tests of the Go runtime and of the generated Go SDK
	cd templates/go && go test ./...
	cd generated/go && go test ./...

check: test ## all that CI runs

test: $(STAMP) ## everything that must pass
	@$(ABREAST) drift lint types
	@$(MAKE) --no-print-directory unit sdk-python sdk-go

bench: $(STAMP) ## compare with the peers, side by side in one run
	test -d $(VENV)-peers || python3 -m venv $(VENV)-peers
	$(VENV)-peers/bin/python -m pip install --quiet --disable-pip-version-check anthropic pyreqwest openapi-python-client==0.29.1 datamodel-code-generator==0.89.0
	$(BIN)/python -m tests.bench.run $(VENV)-peers

corpus: $(STAMP) ## generate from every document of a corpus (BESSEMER_CORPUS) and check what comes out
	$(BIN)/python -m tests.corpus.run

faults: $(STAMP) ## break the network in thousands of ways under the generated SDKs, and print what they made of it
	$(BIN)/python -m tests.faults.run

oracle-go: $(STAMP) ## hold the Go module of BESSEMER_PUBLISHED/anthropic against the published one (needs the module)
	$(BIN)/python -m tests.oracle.go_module "$${BESSEMER_PUBLISHED:-../shared}/anthropic"

oracle: $(STAMP) ## run the tests that come with the SDKs against a mock server that knows the document alone (needs npx)
	$(BIN)/python -m tests.oracle.run

clean: ## remove the environment and caches
	rm -rf $(VENV) $(VENV)-peers .corpus .mypy_cache .pytest_cache .ruff_cache

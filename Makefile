# What people need: make serve, make test, make lint. The first of them sets up .venv, once.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed

.PHONY: serve setup scale test coverage lint eval bench guard openapi lock clean

serve: $(INSTALLED)
	$(BIN)/ipofacts serve

setup: $(INSTALLED)

# Spark and Ray, half a gigabyte: without them their tests are skipped.
scale: $(INSTALLED)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-build-isolation -r requirements/scale.txt

# Neighbours run in one process as long as both have work, so they share what they set up.
test: $(INSTALLED)
	$(BIN)/pytest -n 2 --dist worksteal

# Half as long again as the tests alone.
coverage: $(INSTALLED)
	$(BIN)/pytest -n 2 --dist worksteal --cov --cov-report=term

lint: $(INSTALLED)
	$(BIN)/ruff check app tests benchmarks
	$(BIN)/ruff format --check app tests benchmarks
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/ipofacts rules check

eval: $(INSTALLED)
	$(BIN)/ipofacts eval samples/golden --known samples/known_failures.json

bench: $(INSTALLED)
	$(BIN)/python benchmarks/speed.py
	$(BIN)/python benchmarks/rule_cost.py
	$(BIN)/python benchmarks/start.py
	$(BIN)/python benchmarks/grow.py
	$(BIN)/python benchmarks/memory.py

# Fails where reading has become twice as slow beside jieba.
guard: $(INSTALLED)
	$(BIN)/python benchmarks/guard.py

# docs/openapi.json, which a test holds against the service.
openapi: $(INSTALLED)
	$(BIN)/python -m ipofacts.service.openapi > docs/openapi.json

# jieba comes as source: its build tools are locked too, so that nothing is fetched without a hash.
$(INSTALLED): pyproject.toml requirements/build.txt requirements/dev.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/build.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-build-isolation -r requirements/dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

# Needs uv; nothing else does.
COMPILE := uv pip compile --quiet --universal --python-version 3.11 --no-strip-extras --generate-hashes --no-emit-index-url --custom-compile-command "make lock"
lock:
	$(COMPILE) requirements/build.in -o requirements/build.txt
	$(COMPILE) pyproject.toml -o requirements/runtime.txt
	$(COMPILE) pyproject.toml --extra dev -o requirements/dev.txt
	$(COMPILE) pyproject.toml --extra spark --extra ray --constraint requirements/dev.txt -o requirements/scale.txt

clean:
	rm -rf $(VENV) build dist .coverage .coverage.* .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find app tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +

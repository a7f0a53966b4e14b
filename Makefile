# Two commands do everything: `make run` and `make test`.
PYTHON ?= python3
HOME_DIR ?= data
VENV := .venv
BIN := $(VENV)/bin
SAMPLE := $(HOME_DIR)/raw/sample

.PHONY: run test check bench docs clean

run: $(VENV)/.installed $(SAMPLE)/SYNTHETIC.json
	$(BIN)/python -m etl run --home $(HOME_DIR) --input $(SAMPLE) --json >/dev/null
	$(BIN)/python -m etl show --home $(HOME_DIR)

test: $(VENV)/.installed-dev $(VENV)/.installed-spark
	$(BIN)/python -m pytest

check: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(VENV)/.installed-dev
	$(BIN)/python -m bench

docs: $(VENV)/.installed
	$(BIN)/python -m etl.dictionary

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache

$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Cần Python 3.11 trở lên; đặt PYTHON=đường/dẫn/python3.11"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	@touch $@

$(VENV)/.installed: $(VENV)/.made requirements.txt
	$(BIN)/python -m pip install --quiet -r requirements.txt
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.made requirements.txt requirements-dev.txt
	$(BIN)/python -m pip install --quiet -r requirements-dev.txt
	@touch $@

# Spark is tested where there is a Java to run it; its test says why it is skipped elsewhere.
$(VENV)/.installed-spark: $(VENV)/.made requirements.txt requirements-spark.txt
	@if command -v java >/dev/null; then \
		$(BIN)/python -m pip install --quiet -r requirements-spark.txt; \
	else echo "Không có Java: bỏ qua pyspark."; fi
	@touch $@

$(SAMPLE)/SYNTHETIC.json: | $(VENV)/.installed
	$(BIN)/python -m etl sample --home $(HOME_DIR) --creators 60 --videos 6000 --seed 7

# Two commands do everything: `make run` and `make test`.
PYTHON ?= python3
HOME_DIR ?= data
VENV := .venv
BIN := $(VENV)/bin
SAMPLE := $(HOME_DIR)/raw/sample

.PHONY: run data test check bench docs clean system-packages

# Ends with the dashboard open in a browser; Ctrl-C stops it.
run: data
	DATA_HOME=$(HOME_DIR) HOST=$${HOST:-127.0.0.1} OPEN_BROWSER=1 $(BIN)/python -m dash_app

# Published figures that are not the sample stay: real and made-up ones are never mixed.
data: $(VENV)/.installed $(SAMPLE)/SYNTHETIC.json
	$(BIN)/python -m etl run --home $(HOME_DIR) --input $(SAMPLE) --json >/dev/null
	$(BIN)/python -m etl show --home $(HOME_DIR)

test: $(VENV)/.installed-dev $(VENV)/.installed-spark system-packages
	$(BIN)/python -m pytest -n auto --dist loadfile

# A browser, FFmpeg and a Redis server are installed where that may be done; elsewhere their tests are
# skipped and say why.
system-packages:
	@if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		for need in chromium ffmpeg redis-server; do \
			command -v $$need >/dev/null || missing="$$missing $$need"; \
		done; \
		if [ -n "$$missing" ]; then \
			apt-get update -qq && DEBIAN_FRONTEND=noninteractive \
				apt-get install -y -qq --no-install-recommends $$missing fonts-noto-core >/dev/null \
				|| echo "Không cài được:$$missing; kiểm thử cần chúng sẽ được bỏ qua."; \
		fi; \
	fi

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

$(VENV)/.installed-dev: $(VENV)/.made requirements.txt requirements-dev.txt requirements-legacy.txt requirements-collect.txt
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

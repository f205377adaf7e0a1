# make report · make test · make lab · make bench · make lock: each sets up what it needs in .venv
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
DATA ?= data

.PHONY: report test types suite lab bench lock setup readme picture clean
.DELETE_ON_ERROR:
# Without compiled modules every process imports its libraries in twice the time.
unexport PYTHONDONTWRITEBYTECODE

report: $(READY)
	$(BIN)/python -m analysis report --figures figures

test: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(MAKE) --no-print-directory -j2 types suite

types:
	$(BIN)/mypy

suite:
	$(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder

lab: $(READY)
	$(BIN)/jupyter lab --notebook-dir=notebooks

bench: $(READY)
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-build-isolation -e '.[bench]'
	$(BIN)/python -m benchmarks $(DATA)

setup: $(READY)

readme: $(READY)
	$(BIN)/python -m benchmarks.readme

# The reading room as a picture, figures/reading_room.png, and the pictures of docs/; needs Chromium and `make report`.
picture:
	chromium --headless --no-sandbox --hide-scrollbars --window-size=1160,1180 --screenshot=figures/reading_room.png "file://$(CURDIR)/reports/room/article-000.html"
	$(BIN)/python -m benchmarks.pictures

$(READY): requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("Python 3.11 or newer is needed; found " + sys.version.split()[0] + ". Name another with: make PYTHON=python3.12")'
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements.lock
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e .
	touch $@

lock:
	test -x $(BIN)/uv || { $(PYTHON) -m venv .venv && $(BIN)/python -m pip install --quiet uv; }
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate --extra dev --extra import --extra cluster -o requirements.lock pyproject.toml

clean:
	rm -rf .venv reports

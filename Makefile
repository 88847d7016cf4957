# Everything this project does, on a machine with Python (3.11 or later) and make.
PYTHON ?= python3
V := .venv/bin
RUN := $(V)/python
PIP := $(RUN) -m pip --disable-pip-version-check install --quiet

.PHONY: demo test fuzz check format lint types layers lint-data manifest docs-test gate learn bench bench-ingest bench-events bench-web chaos bench-geo compiled gazetteer gazetteer-check audit clean lock

demo: .venv/run.stamp  ## read the demo reports, print claims and contradictions, write an HTML page, keep them for marsad serve
	$(V)/marsad read demo/reports.jsonl --brief
	$(V)/marsad read demo/reports.jsonl --format html --out demo/claims.html
	$(V)/marsad ingest demo/reports.jsonl --store demo/marsad.db
	@echo "The page with the reports and their claims lies in $(CURDIR)/demo/claims.html"
	@echo "Map, timeline and accounts side by side in a browser: $(V)/marsad serve --store demo/marsad.db"

test: .venv/dev.stamp  ## run the tests
	$(V)/pytest

check: .venv/dev.stamp format lint types layers lint-data test docs-test gate  ## all that CI runs

format: .venv/dev.stamp
	$(V)/ruff format --check src tests tools

lint: .venv/dev.stamp
	$(V)/ruff check src tests tools

types: .venv/dev.stamp
	$(V)/mypy

layers: .venv/dev.stamp
	$(V)/lint-imports

lint-data: .venv/dev.stamp  ## every table of src/marsad/data, row by row
	$(RUN) tools/lint_data.py

manifest: .venv/dev.stamp  ## source, licence, date and sha256 of every data file, after a change of one
	$(RUN) tools/manifest.py

docs-test: .venv/dev.stamp  ## every command and option is documented, every example runs
	$(V)/pytest tests/docs

gate: .venv/dev.stamp  ## precision, recall, F1 on the project's gold may not fall
	$(RUN) tools/gate.py $(GATE)

fuzz: .venv/dev.stamp  ## read thousands of made and broken texts that no run has tried before
	MARSAD_EXAMPLES=$(or $(EXAMPLES),3000) $(V)/pytest tests/test_properties.py

export-docs: .venv/dev.stamp  ## the tables of fields and rules in docs/export.md, after a change of an exporter
	$(RUN) tools/export_docs.py

golden: .venv/dev.stamp  ## what each exporter makes of the demo corpus; look at what changed before you commit it
	$(RUN) tools/golden_exports.py

bench-export: .venv/dev.stamp  ## events a second into each format, memory
	$(RUN) tools/bench_export.py $(BENCH)

bench-web: .venv/dev.stamp  ## milliseconds a page for many readers of 100,000 made events
	$(RUN) tools/bench_web.py $(BENCH)

learn: .venv/dev.stamp  ## fit the confidence anew: make learn GOLD=folder with train (annotated reports) and gsr (judged sentences)
	$(RUN) tools/fit_confidence.py $(GOLD)/train tests/gold/sentences tests/gold/demo tests/gold/reports --judged $(GOLD)/gsr --corpus tests/corpus/ar
	$(RUN) tools/manifest.py

bench: .venv/dev.stamp  ## reports and sentences a second, load time, memory
	$(RUN) tools/bench.py

bench-ingest: .venv/dev.stamp  ## reports a second into a store, memory, search, copies
	$(RUN) tools/bench_ingest.py $(BENCH)

bench-events: .venv/dev.stamp  ## a million made claims into events, 10,000 reports more, memory
	$(RUN) tools/bench_events.py $(BENCH)

chaos: .venv/dev.stamp  ## 20 kills while 2,000 reports come in; the database restarted, the disk full
	$(RUN) tools/chaos.py $(CHAOS)

bench-geo: .venv/dev.stamp  ## figures of the geocoder on the shared tables, speed, load time, memory of imports
	$(RUN) tools/bench_geo.py

compiled: .venv/dev.stamp  ## optional: a wheel for this machine whose reader is compiled to C, compared and measured
	$(RUN) tools/compiled.py

gazetteer: .venv/gazetteer/run.stamp  ## rebuild the tables of places from packages and overlay, byte for byte
	.venv/gazetteer/bin/python tools/gazetteer/build.py
	$(RUN) tools/manifest.py

gazetteer-check: .venv/dev.stamp .venv/gazetteer/run.stamp  ## the tables are those that build.py writes; the overlay against measuring tables
	.venv/gazetteer/bin/python tools/gazetteer/build.py --check
	$(RUN) tools/gazetteer/check.py --all

.venv/gazetteer/run.stamp: .venv/run.stamp tools/gazetteer/requirements.txt
	$(PYTHON) -m venv .venv/gazetteer
	.venv/gazetteer/bin/python -m pip --disable-pip-version-check install --quiet --no-deps --require-hashes -r tools/gazetteer/requirements.txt
	@touch $@

lock: .venv/dev.stamp  ## renew the lock files
	$(PIP) uv
	$(V)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes -o requirements.lock
	$(V)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --all-extras --group dev -o requirements-dev.lock

.venv/pyvenv.cfg:
	$(PYTHON) -m venv .venv

.venv/run.stamp: .venv/pyvenv.cfg requirements.lock pyproject.toml
	$(PIP) --require-hashes -r requirements.lock
	$(PIP) --no-deps -e .
	@touch $@

.venv/dev.stamp: .venv/run.stamp requirements-dev.lock
	$(PIP) --require-hashes -r requirements-dev.lock
	@touch $@

audit: .venv/audit/run.stamp  ## ask an advisory database on the web whether a known fault lies in a pinned dependency
	.venv/audit/bin/pip-audit --strict --disable-pip --require-hashes -r requirements.lock
	.venv/audit/bin/pip-audit --strict --disable-pip --require-hashes -r requirements-dev.lock

.venv/audit/run.stamp: .venv/run.stamp
	$(PYTHON) -m venv .venv/audit
	.venv/audit/bin/python -m pip --disable-pip-version-check install --quiet pip-audit
	@touch $@

clean:
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis demo/claims.html demo/marsad.db* demo/marsad.originals

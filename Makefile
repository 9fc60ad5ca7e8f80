# Everything a newcomer needs: `make run` shows the lobby on a simulated day, `make test` passes the tests.
# Both set up what they need first: Python 3.11 or newer with venv is all that must be there.

PYTHON ?= python3
BIN := .venv/bin

.PHONY: run test soak check lock bench pictures frames console-fonts schema texts clean

run: .venv/ready
	@$(BIN)/kiosk demo $(ARGS)

# Formatting, lint, types, then the tests with small counts on every core; one that hangs fails alone, with the line where
# it does. In one process, for a debugger: make test ARGS="-n0 --pdb".
test: check
	@$(BIN)/pytest -q -n auto --dist worksteal -m "not soak" -o faulthandler_timeout=240 -o faulthandler_exit_on_timeout=true $(ARGS)

check: .venv/ready
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy

# The thousands: races, kills and long runs, with other examples each time. So does make test, if asked to:
# make test ARGS=--hypothesis-profile=soak
soak: .venv/ready
	@$(BIN)/pytest -q -m soak --hypothesis-profile=soak $(ARGS)

# Each figure of the design beside its yardstick, measured in the same run.
bench: .venv/ready
	@for script in bench/*.py; do echo "== $$script"; $(BIN)/python "$$script" || exit 1; done

# The pictures of README and docs.
pictures: .venv/ready
	@$(BIN)/python docs/pictures.py

# The texts of the program, after one was added, changed or taken away; says which have no English yet.
texts: .venv/ready
	@PYTHONPATH=tests $(BIN)/python tests/texts.py

# The schema that editors read, after a change of the model of SOPs.
schema: .venv/ready
	@$(BIN)/kiosk sop schema > .schema.json && mv .schema.json sops/sop.schema.json

# The frames that the lobby's tests compare with: renew them, then read the difference.
frames: .venv/ready
	@KIOSK_RENEW_FRAMES=1 $(BIN)/pytest -q tests/ui/lobby/test_frames.py

# The characters of Debian's console fonts, which our screens keep to (needs: console-setup-linux).
console-fonts: .venv/ready
	@$(BIN)/python tests/ui/console_fonts.py

# Renew the locks after a change of pyproject.toml.
lock: .venv/ready
	@$(BIN)/uv pip compile -q --no-header --universal --generate-hashes --no-annotate pyproject.toml -o deploy/lock/run.txt
	@$(BIN)/uv pip compile -q --no-header --universal --generate-hashes --no-annotate pyproject.toml --group dev \
		--extra printer -o deploy/lock/dev.txt

.venv/ready: deploy/lock/dev.txt pyproject.toml
	@echo "Menyiapkan lingkungan ... / setting up ..."
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed" if sys.version_info < (3, 11) else 0)'
	@$(PYTHON) -m venv .venv
	@$(BIN)/pip install -qq --disable-pip-version-check --require-hashes -r deploy/lock/dev.txt
	@$(BIN)/pip install -qq --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

clean:
	@rm -rf .venv dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis

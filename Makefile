# Short forms of `python3 run.py …`; on a machine without make, use that.
.DEFAULT_GOAL := help
PYTHON ?= python3

help: ## this list
	@grep -E '^[a-z]+: *##' $(MAKEFILE_LIST) | sed 's/: *## */\t/'
serve: ## build and read the handbook at an address it prints; one language: make serve LOCALE=fr
	@$(PYTHON) run.py serve
site: ## build the handbook into site/
	@$(PYTHON) run.py site
check: ## tell what is to be mended in pages and data, without building
	@$(PYTHON) run.py check
test: ## run every test, as CI does
	@$(PYTHON) run.py test
packs: ## make the files to read without network into dist/: EPUB, PDF, HTML, ZIM, zips for a USB stick
	@$(PYTHON) run.py packs
exports: ## write the training modules for learning platforms into dist/training/
	@$(PYTHON) run.py exports
bench: ## measure time, memory and weight against a baseline
	@$(PYTHON) run.py bench

export LOCALE
.PHONY: help serve site check test packs exports bench

# Two commands do everything on a fresh machine: «make run» and «make test».
PYTHON ?= python3
PORT ?= 8501
BIN := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help run test lint format data bench captures lock clean prepare-run prepare-test

help: ## Dire ce que fait chaque commande
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## / : /'

run: prepare-run ## Préparer l'environnement, construire les statistiques, ouvrir l'application
	@$(BIN)/python -m data.ensure
	@$(BIN)/streamlit run app.py --server.port $(PORT)

test: lint ## Tout vérifier : style, types, architecture, unités, données, application, navigateur
	@$(BIN)/python -m pytest -n auto --dist loadgroup

lint: prepare-test ## Style, types et sens des dépendances
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo

format: prepare-test ## Mettre le code en forme
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

data: prepare-run ## Reconstruire les statistiques
	@$(BIN)/python -m data build

bench: prepare-test ## Mesurer les cartes, les imports, la grille et la recherche, côte à côte avec le moyen ordinaire
	@$(BIN)/python -m tests.bench
	@$(BIN)/python -m tests.bench.board
	@$(BIN)/python -m tests.bench.search

captures: prepare-test ## Photographier chaque page à 1400 et 390 px (dossier captures/)
	@$(BIN)/python -m tests.captures

lock: prepare-test ## Récrire les fichiers de dépendances verrouillées
	@$(BIN)/python -m uv pip compile -q --universal --generate-hashes --no-header --python-version 3.11 pyproject.toml -o requirements.txt
	@$(BIN)/python -m uv pip compile -q --universal --generate-hashes --no-header --python-version 3.11 --group dev -c requirements.txt pyproject.toml -o requirements-dev.txt
	@echo uv | $(BIN)/python -m uv pip compile -q --universal --generate-hashes --no-header --python-version 3.11 - -o requirements-uv.txt

clean: ## Effacer l'environnement et les fichiers construits (jamais ce que les personnes ont écrit)
	@rm -rf .venv data/built captures

prepare-run:
	@$(PYTHON) .ci/prepare.py run

prepare-test:
	@$(PYTHON) .ci/prepare.py test

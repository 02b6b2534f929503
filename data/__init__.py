"""Where figures come from: bundled sources, catalogue, schemas, build, queries.

`python -m data build` reads `data/sources/` and `data/catalogue/`, checks everything,
and swaps a new DuckDB file in. At run time the file is only ever read.
"""

"""What people take away: frozen view models in, bytes of a document out.

Renderers import `indicators` and the view models of `diagnostic` only: no Streamlit, no
DuckDB, no SQLAlchemy. `exports.assembly` alone reads the statistics and the statements.
A document prints the same text as the page, because both print the same view model.
"""

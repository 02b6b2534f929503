"""What a figure means: catalogue, estimates, comparison, classes, wording.

Pure functions and frozen objects. Nothing here reads a file, a database or the
network, and nothing here knows Streamlit or Folium (kept by import-linter).
"""

"""The obvious page on the same server, with the same routes."""

from streamlit.starlette import App

from pages._server.routes import ROUTES

app = App("obvious_page.py", routes=ROUTES)

"""The obvious page on the same server, with the same routes and d3 for its legend."""

from starlette.routing import Mount
from starlette.staticfiles import StaticFiles
from streamlit.starlette import App
from xstatic.pkg import d3

from pages._server.routes import ROUTES

app = App("obvious_page.py", routes=[*ROUTES, Mount("/fond/d3", StaticFiles(directory=d3.BASE_DIR))])

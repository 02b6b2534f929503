"""Entry point: `streamlit run app.py`. The ASGI application and nothing else."""

from streamlit.starlette import App

from pages._server.errors import report_script_error
from pages._server.headers import MIDDLEWARE
from pages._server.lifespan import lifespan
from pages._server.routes import ROUTES

app = App(
    "pages/_router.py",
    routes=ROUTES,
    middleware=MIDDLEWARE,
    lifespan=lifespan,
    on_script_error=report_script_error,
)

"""What the server adds around Streamlit: headers, language, errors without a traceback."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from pages._server.headers import content_security_policy, in_french


def test_the_browser_may_only_talk_to_our_host() -> None:
    policy = content_security_policy("127.0.0.1:8501")
    assert "connect-src 'self' ws://127.0.0.1:8501 wss://127.0.0.1:8501;" in policy
    assert "img-src 'self' data: blob:;" in policy
    assert "http" not in policy
    assert "*" not in policy


def test_a_strange_host_header_never_reaches_the_policy() -> None:
    assert "evil" not in content_security_policy("evil; script-src *")


def test_a_tile_server_is_let_in_only_when_it_is_switched_on() -> None:
    policy = content_security_policy("localhost", "https://{s}.tuiles.example/{z}/{x}/{y}.png")
    assert "img-src 'self' data: blob: https://*.tuiles.example" in policy


def test_pages_say_that_they_are_french() -> None:
    page = in_french(b'<html lang="en"><title>Streamlit</title>')
    assert page == b'<html lang="fr-BE"><title>Diagnostic de quartier</title>'


def test_an_unexpected_error_is_an_apology_not_a_traceback() -> None:
    def page() -> None:
        from pages._server.errors import report_script_error

        report_script_error(ZeroDivisionError("secret interne"))

    app = AppTest.from_function(page).run()
    assert "inattendue" in app.error[0].value
    assert "secret" not in app.error[0].value
    assert not app.exception

"""National register numbers, telephone numbers and e-mail addresses: what they are and are not."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diagnostic.privacy.findings import Kind
from diagnostic.privacy.national_number import is_national_number
from diagnostic.privacy.search import find_personal_data


def kinds(text: str) -> list[Kind]:
    return [finding.kind for finding in find_personal_data(text)]


SEPARATORS = st.sampled_from(["", " ", ".", "-", "/", "\u00a0", "\u202f", " - ", "\u2013", "_", ":"])


@st.composite
def national_digits(draw: st.DrawFn) -> str:
    """Eleven digits by the rule: date, serial, 97 less the remainder, a 2 in front from 2000."""
    born = draw(st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)))
    month = born.month + draw(st.sampled_from([0, 20, 40]))
    nine = f"{born.year % 100:02}{month:02}{born.day:02}{draw(st.integers(1, 998)):03}"
    prefix = "2" if born.year >= 2000 else ""
    return f"{nine}{97 - int(prefix + nine) % 97:02}"


@settings(max_examples=100, deadline=None)
@given(
    national_digits(), st.lists(SEPARATORS, min_size=10, max_size=10), st.sampled_from(["", "n° ", "3 ", "x"])
)
def test_a_national_number_is_found_whatever_stands_between_its_digits(
    digits: str, separators: list[str], before: str
) -> None:
    written = digits[0] + "".join(s + d for s, d in zip(separators, digits[1:], strict=True))
    found = find_personal_data(f"{before}{written}, dit-elle")
    assert Kind.NATIONAL_NUMBER in [finding.kind for finding in found]
    assert any(written in finding.text for finding in found)


@settings(max_examples=100, deadline=None)
@given(national_digits(), st.integers(1, 99))
def test_wrong_check_digits_make_no_national_number(digits: str, off: int) -> None:
    nine, check = digits[:9], int(digits[9:])
    both = {97 - int(nine) % 97, 97 - int("2" + nine) % 97}
    other = (check + off) % 100
    if other not in both:
        assert not is_national_number(f"{nine}{other:02}")


@pytest.mark.parametrize(
    ("digits", "is_one"),
    [
        ("85073003328", True),  # 30 July 1985; both are the examples of python-stdnum (be.nn)
        ("85073003329", False),
        ("00012556777", True),  # 25 January 2000
        ("00012556778", False),
        ("85133003328", False),  # month 13
        ("8507300332", False),
    ],
)
def test_golden_national_numbers(digits: str, is_one: bool) -> None:
    assert is_national_number(digits) is is_one


def test_a_birth_from_2000_takes_a_two_in_front() -> None:
    nine = "100315001"
    assert is_national_number(f"{nine}{97 - int('2' + nine) % 97:02}")


PHONES = [
    "02 123 45 67", "02/123.45.67", "(02) 123 45 67", "021234567", "0470/12.34.56", "0470 12 34 56", "0470123456",
    "0485-12-34-56", "0456 12 34 56", "081 12 34 56", "04 123 45 67", "0800 12 345", "+32 470 12 34 56",
    "+32470123456", "0032 470 12 34 56", "0032 2 123 45 67", "+32 (0)2 123 45 67", "+32 2 123 45 67",
    "+33 6 12 34 56 78", "+212 612 345 678", "0033 6 12 34 56 78", "02\u00a0123\u00a045\u00a067", "02\u2011123\u201145\u201167",
]  # fmt: skip


@pytest.mark.parametrize("number", PHONES)
def test_telephone_numbers_are_found_whole(number: str) -> None:
    (finding,) = find_personal_data(f"On peut l'appeler au {number}, le matin.")
    assert finding.kind is Kind.PHONE
    assert finding.text == number


FIGURES = [
    "2019-2024", "de 2010 à 2024", "12 345,6", "1\u202f208\u202f542 habitant·es", "1 208 542", "+12 345 ménages", "+3,2 %",
    "21004A01-", "21004A01- et 21004A02-", "1000 Bruxelles", "B-1070", "03/05/2021 10 personnes", "01.06.2021 9 familles",
    "01/06/2021 – 20/06/2021", "de 08 h 30 à 12 h", "0,5 point", "0.123456789", "16 038 € imposables", "2053 ménages sur 6162",
    "21004 21005 21009", "BE 0456.789.012", "TVA BE0456.789.012", "TF 107", "lignes 51, 81 et 82", "04000",
    "0 12 345 678", "20210816", "+123 456 789 €", "2 053 769 4 492 17 12", "p. 02-03",
]  # fmt: skip


@pytest.mark.parametrize("figure", FIGURES)
def test_years_amounts_codes_and_dates_are_no_numbers_of_persons(figure: str) -> None:
    assert kinds(f"Selon le rapport : {figure}.") == []


MAILS = [
    "a.b@example.be",
    "prenom.nom+x@mail.example.org",
    "info@example.brussels",
    "nom (at) example.be",
    "n@example.co.uk",
]


@pytest.mark.parametrize("mail", MAILS)
def test_mail_addresses_are_found_whole_without_the_full_stop(mail: str) -> None:
    (finding,) = find_personal_data(f"Écrire à {mail}.")
    assert (finding.kind, finding.text) == (Kind.EMAIL, mail)


@pytest.mark.parametrize(
    "text", ["12 € @ 3", "@quartier", "https://www.example.be/@50.8,4.3", "habitant@", "a @ b", "(at)"]
)
def test_a_lone_at_sign_is_no_mail_address(text: str) -> None:
    assert kinds(text) == []

"""Amounts of money and rates per hour: exact, with their currency."""

import re
from collections.abc import Mapping
from decimal import Decimal

from pmledger.kinds.faults import fault
from pmledger.kinds.scalars import LARGEST, plain
from pmledger.kinds.values import Money, Rate

# ISO 4217, the list of active codes for money that people are paid in (no metals, bonds or test codes).
CURRENCIES = frozenset(
    [
        "AED",
        "AFN",
        "ALL",
        "AMD",
        "ANG",
        "AOA",
        "ARS",
        "AUD",
        "AWG",
        "AZN",
        "BAM",
        "BBD",
        "BDT",
        "BGN",
        "BHD",
        "BIF",
        "BMD",
        "BND",
        "BOB",
        "BRL",
        "BSD",
        "BTN",
        "BWP",
        "BYN",
        "BZD",
        "CAD",
        "CDF",
        "CHF",
        "CLF",
        "CLP",
        "CNY",
        "COP",
        "CRC",
        "CUP",
        "CVE",
        "CZK",
        "DJF",
        "DKK",
        "DOP",
        "DZD",
        "EGP",
        "ERN",
        "ETB",
        "EUR",
        "FJD",
        "FKP",
        "GBP",
        "GEL",
        "GHS",
        "GIP",
        "GMD",
        "GNF",
        "GTQ",
        "GYD",
        "HKD",
        "HNL",
        "HRK",
        "HTG",
        "HUF",
        "IDR",
        "ILS",
        "INR",
        "IQD",
        "IRR",
        "ISK",
        "JMD",
        "JOD",
        "JPY",
        "KES",
        "KGS",
        "KHR",
        "KMF",
        "KPW",
        "KRW",
        "KWD",
        "KYD",
        "KZT",
        "LAK",
        "LBP",
        "LKR",
        "LRD",
        "LSL",
        "LYD",
        "MAD",
        "MDL",
        "MGA",
        "MKD",
        "MMK",
        "MNT",
        "MOP",
        "MRU",
        "MUR",
        "MVR",
        "MWK",
        "MXN",
        "MYR",
        "MZN",
        "NAD",
        "NGN",
        "NIO",
        "NOK",
        "NPR",
        "NZD",
        "OMR",
        "PAB",
        "PEN",
        "PGK",
        "PHP",
        "PKR",
        "PLN",
        "PYG",
        "QAR",
        "RON",
        "RSD",
        "RUB",
        "RWF",
        "SAR",
        "SBD",
        "SCR",
        "SDG",
        "SEK",
        "SGD",
        "SHP",
        "SLE",
        "SOS",
        "SRD",
        "SSP",
        "STN",
        "SVC",
        "SYP",
        "SZL",
        "THB",
        "TJS",
        "TMT",
        "TND",
        "TOP",
        "TRY",
        "TTD",
        "TWD",
        "TZS",
        "UAH",
        "UGX",
        "USD",
        "UYU",
        "UZS",
        "VED",
        "VES",
        "VND",
        "VUV",
        "WST",
        "XAF",
        "XCD",
        "XCG",
        "XOF",
        "XPF",
        "YER",
        "ZAR",
        "ZMW",
        "ZWG",
    ]
)

AMOUNT_FIRST = re.compile(r"([+-]?[0-9]{1,20}(?:\.[0-9]{1,12})?)(?: ?([A-Za-z]{3}))?")
CURRENCY_FIRST = re.compile(r"([A-Za-z]{3}) ?([+-]?[0-9]{1,20}(?:\.[0-9]{1,12})?)")
WITH_COMMA = re.compile(r"[A-Za-z ]{0,4}[+-]?[0-9][0-9.]*,[0-9.,]*[A-Za-z ]{0,4}")


def parse_currency(given: object) -> str:
    """A currency's three capital letters by ISO 4217."""
    text = plain(given)
    if len(text) != 3 or not text.isascii() or not text.isupper():
        raise fault("currency_form", text)
    if text not in CURRENCIES:
        raise fault("currency_unknown", text)
    return text


def parse_money(given: object, currency: str | None) -> Money:
    """`12500 EUR`, `EUR 12500`, {amount, currency}, or a bare number in the given currency."""
    amount, code = amount_of(given, "money_form", currency)
    return Money(amount, code)


def parse_rate(given: object, currency: str | None) -> Rate:
    """Money for one hour, with or without `/h` behind it."""
    text = given.strip().removesuffix("/h").rstrip() if isinstance(given, str) else given
    amount, code = amount_of(text, "rate_form", currency)
    return Rate(amount, code)


def amount_of(given: object, code: str, currency: str | None) -> tuple[Decimal, str]:
    """Exact amount and currency of what was written; `code` is the fault if it is neither form."""
    text = joined(given, code) if isinstance(given, Mapping) else plain(given)
    if found := AMOUNT_FIRST.fullmatch(text):
        number, written = found[1], found[2]
    elif found := CURRENCY_FIRST.fullmatch(text):
        number, written = found[2], found[1]
    else:
        raise fault("money_comma" if len(text) < 60 and WITH_COMMA.fullmatch(text) else code, text)
    if written is None and currency is None:
        raise fault("currency_missing", text)
    amount = Decimal(number) + 0
    if abs(amount) > LARGEST:
        raise fault("money_range", text, maximum=LARGEST)
    return amount, currency if written is None else parse_currency(written)  # type: ignore[return-value]


def joined(given: Mapping[object, object], code: str) -> str:
    """{amount, currency} as one text; any other part is a fault."""
    if not given.keys() <= {"amount", "currency"} or given.get("amount") is None:
        raise fault(code, given)
    written = given.get("currency")
    return plain(given["amount"]) if written is None else f"{plain(given['amount'])} {plain(written)}"

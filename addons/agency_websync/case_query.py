"""What a customer asks of the case list: sort, filters, search. Whatever stands in an address is
read here once; what does not exist is left out, and the list says so."""

from dataclasses import dataclass
from datetime import date, timedelta

from odoo.fields import Domain

SORTS = {
    "modality": ("modality_id", "number", "id"),
    "number": ("number", "id"),
    "country": ("country_id", "number", "id"),
    "name": ("name", "id"),
    "expiry": ("expiry_date", "number", "id"),
    "classes": ("classes", "number", "id"),
    "state": ("state", "number", "id"),
}
PERIODS = ("expired", "days30", "days90", "year")
STEPS = (20, 80)
SEARCHED = (
    *("number", "name", "classes", "reference_1", "reference_2", "reference_3", "key"),
    *("client_name", "intermediary_name"),
)
LONGEST_TEXT = 80
LONGEST_NUMBER = 9


@dataclass(frozen=True)
class CaseQuery:
    """One view of the list. The defaults are the whole list, what expires first on top."""

    sort: str = "expiry"
    order: str = "asc"
    modality: int = 0
    country: int = 0
    case_class: str = ""
    period: str = ""
    date_from: date | None = None
    date_to: date | None = None
    number: str = ""
    search: str = ""
    step: int = STEPS[0]

    def args(self, **changes):
        """Return the arguments of an address that shows this view, with changes."""
        # A page asks for dozens of addresses: the defaults stand on the class, ready to compare.
        values = {**vars(self), **changes}
        return {name: value for name, value in values.items() if value != getattr(CaseQuery, name)}

    def filter_count(self):
        """Return how many filters narrow the list; the search is not one of them."""
        values = (self.modality, self.country, self.case_class, self.period, self.number)
        return sum(map(bool, (*values, self.date_from or self.date_to)))

    def is_narrowed(self):
        return bool(self.search or self.filter_count())

    def domain(self, today, readable):
        """Return the condition on the copies of one registration.

        :param today: the day where the customer is
        :param readable: names of the fields that the customer may read
        """
        parts = [Domain.TRUE]
        if self.modality:
            parts.append(Domain("modality_id", "=", self.modality))
        if self.country:
            parts.append(Domain("country_id", "=", self.country))
        if self.case_class:
            parts.append(_has_class(self.case_class))
        if self.number:
            parts.append(Domain("number", "ilike", self.number))
        if self.search:
            names = [name for name in SEARCHED if name in readable]
            parts.append(Domain.OR(Domain(name, "ilike", self.search) for name in names))
        first, last = self._days(today)
        if first:
            parts.append(Domain("expiry_date", ">=", first))
        if last:
            parts.append(Domain("expiry_date", "<=", last))
        return Domain.AND(parts)

    def sql_order(self):
        """Return the order for the ORM; what has no value comes last either way."""
        ending = " desc nulls last" if self.order == "desc" else ""
        return ", ".join(f"{name}{ending}" for name in SORTS[self.sort])

    def _days(self, today):
        """Return the first and the last day of expiry that the list shows."""
        periods = {
            "expired": (None, today - timedelta(days=1)),
            "days30": (today, today + timedelta(days=30)),
            "days90": (today, today + timedelta(days=90)),
            "year": (today.replace(month=1, day=1), today.replace(month=12, day=31)),
        }
        return periods.get(self.period, (self.date_from, self.date_to))


def read_query(params, choices):
    """Return the view that the arguments of an address ask for, and whether some made no sense.

    :param params: arguments as they came
    :param choices: the modalities, countries and classes to choose from, as collections
    """
    values, strange = {}, False
    readers = {
        "sort": lambda text: text if text in SORTS else None,
        "order": lambda text: text if text in ("asc", "desc") else None,
        "modality": lambda text: _one_of(_number(text), choices["modality"]),
        "country": lambda text: _one_of(_number(text), choices["country"]),
        "case_class": lambda text: _one_of(text, choices["case_class"]),
        "period": lambda text: text if text in PERIODS else None,
        "date_from": _day,
        "date_to": _day,
        "number": lambda text: text[:LONGEST_TEXT],
        "search": lambda text: text[:LONGEST_TEXT],
        "step": lambda text: _one_of(_number(text), STEPS),
    }
    for name, read in readers.items():
        text = str(params.get(name) or "").replace("\x00", "").strip()
        value = read(text) if text else None
        if value is not None:
            values[name] = value
        strange |= bool(text) and value is None
    if values.keys() & {"date_from", "date_to"}:
        # Days that somebody chose say more than a period.
        values.pop("period", None)
    return CaseQuery(**values), strange


def read_ids(text, most):
    """Return the record ids in a text such as `4,8,15`; what is no id is left out."""
    ids = (_number(part) for part in str(text or "").split(",")[:most])
    return [record_id for record_id in ids if record_id]


def _has_class(code):
    """Return the condition that a code stands in the list `35, 41`, as a whole."""
    plain = code.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    patterns = (f"{plain}, %", f"%, {plain}", f"%, {plain}, %")
    return Domain("classes", "=", code) | Domain.OR(
        Domain("classes", "=like", pattern) for pattern in patterns
    )


def _number(text):
    plain = text.strip()
    is_number = plain.isascii() and plain.isdigit() and len(plain) <= LONGEST_NUMBER
    return int(plain) if is_number else None


def _day(text):
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _one_of(value, choices):
    return value if value in choices else None

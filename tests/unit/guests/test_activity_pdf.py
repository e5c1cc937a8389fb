"""The activity report as a file."""

import io

from pypdf import PdfReader

from tests.unit.guests.pure import load

activity_pdf = load("activity_pdf")
REPORT = {
    "title": "Activity report",
    "company": "Harbour & Homes",
    "address": ["Quay 1", "4000 Porto"],
    "guest": "Olga <Owner>",
    "period": "1 Jan – 31 Jan",
    "lang": "en-US",
    "printed": "Made on 1 Feb",
    "labels": {"chart": "Actions per month"},
    "figures": [{"label": "Actions", "count": 3}],
    "chart": [{"label": "Jan", "title": "January", "count": 3, "share": 100}],
    "sections": [
        {"title": "What was done", "rows": [{"when": "1 Jan", "text": "Call", "detail": "House"}]}
    ],
    "nothing": False,
}


def text_of(report, **options):
    pages = PdfReader(io.BytesIO(activity_pdf.render(report, **options))).pages
    return len(pages), " ".join(" ".join(page.extract_text() for page in pages).split())


def test_period_figures_chart_and_list_are_there():
    pages, text = text_of(REPORT)
    assert pages == 1
    for part in ("Harbour & Homes", "Olga <Owner>", "31 Jan", "Actions", "Call", "House", "3"):
        assert part in text


def test_a_long_list_goes_on_with_page_numbers():
    rows = [{"when": f"{day}", "text": "Call", "detail": ""} for day in range(300)]
    pages, text = text_of({**REPORT, "sections": [{"title": "Done", "rows": rows}]})
    assert pages > 3
    assert "299" in text


def test_nothing_happened_is_said():
    _pages, text = text_of({**REPORT, "sections": [], "nothing": "There was nothing to report."})
    assert "nothing to report" in text
    assert "Actions per month" not in text


def test_a_broken_logo_and_missing_fonts_do_no_harm():
    fonts = activity_pdf.register_fonts("/nowhere.ttf", "/nowhere.ttf")
    _pages, text = text_of(REPORT, fonts=fonts, logo=b"no picture")
    assert "Harbour & Homes" in text

from odoo.tests import BaseCase

from ..guest_page import leads_on, mark

BAND = '<div class="band">Preview</div>'
PAGE = """<!DOCTYPE html><html><head><title>x</title></head><body>
<a id="a" href="/my/actions?page=2">more</a> <a id="b" href="/odoo">office</a>
<a id="c" href="/my/properties/7">house</a> <a id="d" href="/mystery">no</a>
<img src="/web/image/agency.property.media/3/file"/> <div data-url="/my/news"></div>
<p style="background: url('/web/image/5')">x</p>
<form id="e" method="post" action="/my/send"><button type="submit">Send</button></form>
<form id="f" action="/my/actions"><button>Search</button></form>
</body></html>"""


class TestGuestPage(BaseCase):
    def _marked(self, page=PAGE):
        return mark(page, "/p/1", BAND, self._explain)

    def _explain(self, entries):
        known = {("agency.property", 7): "Olga owns it", ("x.y", 3): "Olga < all"}
        return {entry: known[entry] for entry in entries if entry in known}

    def test_links_stay_inside_the_preview(self):
        page = self._marked()
        for address in ("/my/actions?page=2", "/web/image/agency.property.media/3/file"):
            self.assertIn(f'"/p/1{address}"', page)
        self.assertIn('data-url="/p/1/my/news"', page)
        self.assertIn("url('/p/1/web/image/5')", page)
        self.assertIn('href="/odoo"', page)
        self.assertIn('href="/mystery"', page)

    def test_forms_cannot_be_sent_but_searching_works(self):
        page = self._marked()
        self.assertNotIn("/my/send", page)
        self.assertIn(
            '<button type="submit" disabled="disabled"',
            page.replace("disabled>", 'disabled="disabled">'),
        )
        self.assertIn('action="/p/1/my/actions"', page)
        self.assertIn("<button>Search", page)

    def test_a_link_to_a_property_tells_why(self):
        self.assertIn('title="Olga owns it"', self._marked())

    def test_an_entry_tells_why(self):
        place = '<details data-entry="{}"><summary>Why?</summary></details>'
        page = self._marked(f"<ul><li>{place.format('x.y,3')}</li></ul>")
        self.assertIn("<summary>Why?</summary><p>Olga &lt; all</p></details>", page)
        self.assertEqual(self._marked(f"<b>x</b>{place.format('x.y,4')} y"), "<b>x</b> y")

    def test_a_part_of_a_page_gets_no_band(self):
        part = mark('<a href="/my">x</a>', "/p/1", BAND, dict.fromkeys)
        self.assertEqual(part, '<a href="/p/1/my">x</a>')
        self.assertEqual(
            mark("a &lt; b <i>c</i> d", "/p/1", BAND, dict.fromkeys), "a &lt; b <i>c</i> d"
        )
        self.assertEqual(self._marked().count('class="band"'), 1)

    def test_what_leads_on(self):
        for path in ("/my", "/my?x=1", "/my/x", "/web/image/5"):
            self.assertTrue(leads_on(path), path)
        for path in ("", "/", "/mystery", "/web/content/5", "https://a.example/my", "//my/x"):
            self.assertFalse(leads_on(path), path)

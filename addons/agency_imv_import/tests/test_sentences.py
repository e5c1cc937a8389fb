import re
from unittest.mock import patch

from odoo.tools import mute_logger
from odoo.tools.translate import code_translations

from ..openimmo import errors
from ..sentences import SENTENCES, say
from .common import ImportCase
from .deliveries import archive, document, listing

GERMAN = {
    "The delivery holds no listing.": "Die Lieferung enthält kein Angebot.",
    "%(name)s: %(sentence)s": "%(name)s – %(sentence)s",
    errors.NoIdentity.template: "Das Angebot in Zeile %(line)s hat keine Nummer.",
    errors.REMARKS["value_cut"]: "%(path)s wurde bei %(nonsense)s Zeichen gekürzt.",
    "Listings: %s.": "Angebote: %s.",
}


class TestSentences(ImportCase):
    def german(self):
        """Let the company speak German, as far as it goes."""
        self.env["res.lang"]._activate_lang("de_DE")
        self.source.company_id.partner_id.lang = "de_DE"
        original = code_translations.get_python_translations

        def translations(module, lang):
            if (module, lang) == ("agency_imv_import", "de_DE"):
                return GERMAN
            return original(module, lang)

        self.enterContext(patch.object(code_translations, "get_python_translations", translations))

    def test_every_sentence_of_the_reader_is_here_word_by_word(self):
        here = {code: self.env._(sentence) for code, sentence in SENTENCES.items()}
        self.assertEqual(here, errors.SENTENCES)
        for code, text in here.items():
            names = set(re.findall(r"%\((\w+)\)s", text))
            self.assertEqual(text.count("%"), text.count("%("), code)
            self.assertEqual(names, set(re.findall(r"%\((\w+)\)s", errors.SENTENCES[code])), code)

    def test_messages_are_in_the_language_of_the_company(self):
        self.german()
        delivery = self.import_listings(listing("1"), listing(""))
        message = delivery.listing_ids.filtered(lambda line: line.action == "failed").message
        self.assertRegex(message, r"^Das Angebot in Zeile \d+ hat keine Nummer\.$")
        self.assertIn("Angebote: ", delivery.message)

    def test_refused_deliveries_and_documents_are_too(self):
        self.german()
        self.assertEqual(self.import_listings().message, "Die Lieferung enthält kein Angebot.")
        content = archive(document(listing("1")), second__xml=document())
        delivery = self.deliver(content, "two.zip")
        self.assertEqual(
            delivery.listing_ids[-1].message, "second.xml – Die Lieferung enthält kein Angebot."
        )

    @mute_logger("odoo.tools.translate")
    def test_translation_that_does_not_fit_is_passed_over(self):
        self.german()
        remark = errors.Remark("value_cut", path="a/b", limit=10)
        said = say(self.env(context={"lang": "de_DE"}), remark)
        self.assertEqual(said, "a/b is longer than 10 characters and was cut.")

    def test_code_stays_known(self):
        self.german()
        said = say(self.env(context={"lang": "de_DE"}), errors.NoListings().sentence)
        self.assertEqual(
            (said, said.code), (GERMAN[errors.NoListings.template], "nothing_no_listings")
        )

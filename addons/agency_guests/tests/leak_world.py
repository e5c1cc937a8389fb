"""Guests of twelve kinds, and what each of them should find: set up by hand, not by the rules."""

import base64
import io

from PIL import Image

from . import leak_table as table
from .leak_parts import parts
from .leak_walker import Walker
from .levels_common import SECRET, SECTIONS, LevelsCase

MIXED = {"listings": "high", "actions": "low", "appointments": "low"}
ALONE = {"appointments": "high", "documents": "low", "mandates": "low"}
RELATED = ("agency.publication", "agency.interaction", "calendar.event")
OWNERS_ONLY = ("agency.mandate", "agency.mandate.promise")
TEXTS = ("char", "text", "html")
PASSWORD = "Regenbogen-7"


def picture(number):
    """Return a picture that no other number gives."""
    output = io.BytesIO()
    color = (number * 37 % 256, number * 91 % 256, number % 256)
    Image.new("RGB", (700, 500), color).save(output, "PNG")
    return base64.b64encode(output.getvalue())


class LeakWorld(LevelsCase):
    """Three houses full of secrets in two agencies, and a guest of each kind."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._populate()

    @classmethod
    def _populate(cls):
        cls.parts = parts(cls.env)
        cls.nobody = cls.env["res.partner"].create({"name": "Nora Nobody"})
        for number, house in enumerate(cls.records, 1):
            cls._fill_house(house, number)
        people = cls.olga | cls.otto | cls.anna | cls.adam
        for partner in people:
            partner.image_1920 = picture(partner.id)
        cls.profiles = cls._profiles()
        cls.guests = {
            name: cls._guest(name.replace(" ", "."), clients, levels, company)
            for name, (clients, levels, _owned, _wanted, company) in cls.profiles.items()
        }
        for name, guest in cls.guests.items():
            guest.message_post(
                body=f"LETTER to {name}",
                subtype_xmlid="mail.mt_comment",
                message_type="comment",
                attachments=[("letter.txt", f"FILE of {name}")],
            )
        for part in cls.parts:
            part.populate(cls)
        cls.env.flush_all()

    @classmethod
    def _profiles(cls):
        """Return by name: clients, levels, own as owner, own as applicant, company."""
        mixed, alone = dict(MIXED), dict(ALONE)
        codes = [*SECTIONS, *(code for part in cls.parts for code in part.CODES)]
        high, low = dict.fromkeys(codes, "high"), dict.fromkeys(codes, "low")
        no_people = {**high, "contacts": "low"}
        return {
            "owner high": (cls.olga, high, ["Harbour"], [], cls.company),
            "other owner": (cls.otto, high, ["Castle"], [], cls.company),
            "owner low": (cls.olga, low, ["Harbour"], [], cls.company),
            "applicant high": (cls.anna, no_people, [], ["Harbour"], cls.company),
            "other applicant": (cls.adam, no_people, [], ["Castle"], cls.company),
            "applicant low": (cls.anna, low, [], ["Harbour"], cls.company),
            "both high": (cls.olga | cls.adam, high, ["Harbour"], ["Castle"], cls.company),
            "both mixed": (cls.olga | cls.adam, mixed, ["Harbour"], ["Castle"], cls.company),
            "owner alone": (cls.olga, alone, ["Harbour"], [], cls.company),
            "owner none": (cls.olga, {}, ["Harbour"], [], cls.company),
            "neither high": (cls.nobody, high, [], [], cls.company),
            "abroad high": (cls.olga, high, ["Abroad"], [], cls.foreign),
        }

    @classmethod
    def _fill_house(cls, house, number):
        """Write the name of the house into its secrets; add pictures and an internal letter."""
        made = cls.records[house]
        for records in made.values():
            for field in records._fields.values():
                if field.type in TEXTS and field.store and not field.related:
                    for record in records:
                        if SECRET in (record[field.name] or ""):
                            named = record[field.name].replace(SECRET, f"{SECRET} {house}")
                            record[field.name] = named
        made["agency.property.media"] |= cls.env["agency.property.media"].create(
            [
                {
                    **{"property_id": made["agency.property"].id, "kind": "picture"},
                    **{"is_public": public, "name": f"{house} {public}", "filename": "a.png"},
                    "file": picture(10 * number + public),
                }
                for public in (True, False)
            ]
        )
        for model in ("agency.property", "agency.mandate"):
            made[model].message_post(
                body=f"{SECRET} {house} chatter",
                subtype_xmlid="mail.mt_comment",
                attachments=[("enclosure.txt", f"{SECRET} {house} enclosure")],
            )

    @classmethod
    def _walker(cls, name):
        levels, owned, wanted = cls.profiles[name][1:4]
        env = cls._as(cls.guests[name])
        people = cls._hidden_people(name)

        def forbidden(model, level):
            if model in table.ACCOUNT:
                return ()
            strangers = cls._hidden_texts(name)
            return strangers if level > 1 else [SECRET, "777001", *people, *strangers]

        return Walker(env, levels, cls._expected(name), forbidden)

    @classmethod
    def _hidden_texts(cls, name):
        """Return what a guest may find nowhere, whatever the level of a model."""
        others = [text for part in cls.parts for text in part.hidden(cls, name)]
        return [*cls._hidden_houses(name), *others]

    @classmethod
    def _hidden_houses(cls, name):
        """Return what stands in the records of houses that are none of a guest's business."""
        owned, wanted = cls.profiles[name][2:4]
        houses = sorted(set(cls.records) - {*owned, *wanted})
        return [text for house in houses for text in (f"{house} house", f"{SECRET} {house}")]

    @classmethod
    def _hidden_people(cls, name):
        others = (cls.olga | cls.otto | cls.anna | cls.adam) - cls.profiles[name][0]
        return [*others.mapped("name"), *others.mapped("email")]

    @classmethod
    def _expected(cls, name):
        """Return the ids that a guest should find, per model."""
        _clients, levels, owned, wanted, company = cls.profiles[name]
        user, channels = cls.guests[name].user_id, cls.env["agency.channel"]
        expected = {
            "res.users": user.ids,
            "res.partner": user.partner_id.ids,
            "res.company": company.ids,
            "agency.channel": channels.search([("company_id", "in", (False, company.id))]).ids,
            "agency.property.media": cls._expected_media(levels, {*owned, *wanted}),
        }
        houses = [cls.records[house] for house in {*owned, *wanted}]
        for model in ("agency.property", "agency.interest", *RELATED):
            expected[model] = [i for made in houses for i in made[model].ids]
        for model in ("agency.property.party", *OWNERS_ONLY):
            expected[model] = [i for house in owned for i in cls.records[house][model].ids]
        for model in ("agency.request", "agency.request.place"):
            expected[model] = [i for house in wanted for i in cls.records[house][model].ids]
        for model in ("agency.property.kind", "agency.property.feature"):
            expected[model] = cls.env[model].search([]).ids
        for part in cls.parts:
            expected |= part.expected(cls, name)
        return expected

    @classmethod
    def _expected_media(cls, levels, houses):
        rank = {
            kind: table.RANK[levels.get(section, "none")]
            for kind, section in (("picture", "listings"), ("document", "documents"))
        }
        return [
            media.id
            for house in houses
            for media in cls.records[house]["agency.property.media"]
            if rank[media.kind] > (0 if media.is_public else 1)
        ]

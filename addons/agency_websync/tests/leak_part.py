"""Case files in the leak proof: who follows whose cases, and what nobody may see of them."""

from dataclasses import dataclass

from odoo import Command

from odoo.addons.agency_guests.tests.leak_world import picture
from odoo.addons.agency_guests.tests.levels_common import SECRET

CODES = ("cases",)
SECTIONS = {
    "agency.web.access": (CODES, {"name", "role", "last_sync"}, set()),
    "agency.web.case": (
        CODES,
        {
            *("access_id", "number", "name", "modality_id", "country_id", "state", "classes"),
            *("filing_date", "expiry_date", "picture_checksum", "version", "changed_at"),
        },
        {
            *("reference_1", "reference_2", "reference_3", "key"),
            *("client_name", "intermediary_name", "entries"),
        },
    ),
    "agency.case.modality": (CODES, {"name", "color", "sequence"}, set()),
    "agency.web.message": (
        CODES,
        set(),
        {
            *("web_case_id", "direction", "date", "author_name", "body"),
            *("read_by_client_at", "read_by_office_at"),
        },
    ),
}
LINKS = {
    "web_case_id": "agency.web.case",
    "access_id": "agency.web.access",
    "modality_id": "agency.case.modality",
}
# Stands in what never leaves the office.
OFFICE = "BACKROOM"
REFERENCES = ("reference_1", "reference_2", "reference_3", "key")


@dataclass(frozen=True)
class Registration:
    """One row of the world: who follows which case, what is ticked, and whose accounts use it."""

    person: str
    role: str
    case: str
    ticks: tuple[str, ...]
    profiles: tuple[str, ...]
    # Profiles with the account of the administrator.
    administrators: tuple[str, ...] = ()
    state: str = "live"
    company: str = "company"


# Anna acts for Olga and follows the same case, with other ticks. Nora was withdrawn.
REGISTRATIONS = {
    "Olga": Registration(
        *("olga", "client", "Olga", ("reference_1", "key")),
        ("owner high", "owner low", "owner none", "both mixed"),
    ),
    "Anna": Registration(
        *("anna", "intermediary", "Olga", ("reference_2",)), ("applicant high", "applicant low")
    ),
    "Otto": Registration("otto", "client", "Otto", (), ("other owner",)),
    "Adam": Registration(
        *("adam", "client", "Adam", ("reference_3",), ("other applicant",), ("both high",))
    ),
    "Nora": Registration("nobody", "client", "Nora", (), ("neither high",), state="withdrawn"),
    "Abroad": Registration(
        *("olga", "client", "Abroad", REFERENCES, ("abroad high",)), company="foreign"
    ),
}


def populate(world):
    """Register the clients, give each a case full of secrets, and write to each."""
    env = world.env
    shown, kept_back = env["agency.case.modality"].create(
        [{"name": "Leak sale", "code": "LEAK1"}, {"name": "Leak lease", "code": "LEAK2"}]
    )
    world.cases, world.registrations, world.case_files = {}, {}, {}
    for number, (name, row) in enumerate(REGISTRATIONS.items(), 1):
        if row.role == "client":
            _fill_case(world, name, row, number, (shown, kept_back))
        world.registrations[name] = _register(world, name, row, kept_back)
    env.cr.flush()
    for name, access in world.registrations.items():
        world.case_files[name, "message"] = _write_to(world, name, access)
    env.cr.flush()


def _fill_case(world, name, row, number, modalities):
    """Create a case of a client with an entry on the web and one that is not; and a hidden case."""
    company = getattr(world, row.company)
    env = world.env(context={**world.env.context, "allowed_company_ids": company.ids})
    values = {
        "company_id": company.id,
        "client_id": getattr(world, row.person).id,
        "intermediary_id": world.anna.id if name == "Olga" else False,
        "description": f"{OFFICE} {name} notes",
        **{field: f"{SECRET} {name} {field}" for field in REFERENCES},
    }
    case, _hidden = cases = env["agency.case"].create(
        [
            {**values, "name": f"{name} case", "modality_id": modalities[0].id},
            {**values, "name": f"{OFFICE} {name} case", "modality_id": modalities[1].id},
        ]
    )
    case.image_1920 = picture(100 + number)
    for entry_case, text, released in (
        (case, f"{SECRET} {name} entry", True),
        (case, f"{OFFICE} {name} entry", False),
        (cases[1], f"{OFFICE} {name} hidden entry", True),
    ):
        content = f"%PDF-1.4 {text} file".encode()
        file = env["ir.attachment"].create({"name": "entry.pdf", "raw": content})
        env["agency.case.note"].create(
            {
                **{"case_id": entry_case.id, "name": text, "body": text, "released": released},
                "attachment_ids": [Command.set(file.ids)],
            }
        )
        world.case_files[name, text] = file
    case.message_post(body=f"{OFFICE} {name} log", attachments=[("log.txt", f"{OFFICE} {name}")])
    world.cases[name] = cases


def _register(world, name, row, kept_back):
    guests = world.env["agency.guest"]
    access = world.env["agency.web.access"].create(
        {
            **{"partner_id": getattr(world, row.person).id, "role": row.role},
            **{"company_id": getattr(world, row.company).id, "state": row.state},
            **{f"show_{field}": field in row.ticks for field in REFERENCES},
            **{"administrator_code": f"leak {name}", "administrator_key": f"{OFFICE} {name} key"},
            "excluded_modality_ids": [Command.set(kept_back.ids)],
            "guest_ids": [Command.set(guests.union(*_guests(world, row.profiles)).ids)],
        }
    )
    access.administrator_id.guest_ids = guests.union(*_guests(world, row.administrators))
    return access


def _guests(world, profiles):
    return [world.guests[name] for name in profiles]


def _write_to(world, name, access):
    """Post a message with a file to one registration; return the file."""
    case = world.cases[REGISTRATIONS[name].case][0]
    text = _message(name)
    file = world.env["ir.attachment"].create({"name": "note.txt", "raw": f"{text} file".encode()})
    world.env["agency.web.message"]._post_from_office(case, access, text, file)
    return file


def _message(name):
    return f"{SECRET} word to {name}"


def _followed(world, profile, least="low"):
    """Return the registrations that the account of a profile sees, given the level it has."""
    level = world.profiles[profile][1].get("cases", "none")
    if level == "none" or (least == "high" and level != "high"):
        return {}
    return {
        name: row
        for name, row in REGISTRATIONS.items()
        if row.state == "live" and profile in (*row.profiles, *row.administrators)
    }


def expected(world, profile):
    """Return the ids that a guest should find, per model of the section."""
    if world.profiles[profile][1].get("cases", "none") == "none":
        return {}
    accesses = world.env["agency.web.access"].union(
        *(world.registrations[name] for name in _followed(world, profile))
    )
    messages = world.env["agency.web.message"].search([("access_id", "in", accesses.ids)])
    return {
        "agency.web.access": accesses.ids,
        "agency.web.case": accesses.web_case_ids.ids,
        "agency.case.modality": world.env["agency.case.modality"].search([]).ids,
        "agency.web.message": messages.ids,
    }


def hidden(world, profile):
    """Return the texts that a guest may find nowhere."""
    texts = {f"{name} case" for name in world.cases}
    texts |= {f"{SECRET} {name} {what}" for name in world.cases for what in (*REFERENCES, "entry")}
    texts |= {_message(name) for name in REGISTRATIONS}
    shown = {f"{row.case} case" for row in _followed(world, profile).values()}
    for name, row in _followed(world, profile, "high").items():
        shown |= {f"{SECRET} {row.case} {what}" for what in (*row.ticks, "entry")}
        shown.add(_message(name))
    return [OFFICE, *sorted(texts - shown)]


def records(world):
    """Return the ids of everything about cases, by model."""
    accesses = world.env["agency.web.access"].union(*world.registrations.values())
    cases = world.env["agency.case"].union(*world.cases.values())
    messages = world.env["agency.web.message"].search([("case_id", "in", cases.ids)])
    return {
        "agency.web.access": accesses.ids,
        "agency.web.administrator": accesses.administrator_id.ids,
        "agency.web.case": accesses.web_case_ids.ids,
        "agency.web.message": messages.ids,
        "agency.case": cases.ids,
        "agency.case.note": cases.note_ids.ids,
    }


def addresses(world):
    """Return, by route, each address made of any two ids, with the profiles for whom it opens."""
    pictures, files, letters, feed = [], [], [], []
    for name, access in world.registrations.items():
        for copy in access.web_case_ids:
            start = f"/my/cases/{copy.id}"
            pictures += [
                [f"{start}/{size}/{checksum}", names]
                for size in ("picture", "thumbnail")
                for checksum, names in _checksums(world, name, copy)
            ]
            for (owner, text), file in world.case_files.items():
                reads = _profiles_of(world, name, "high")
                is_entry = text == f"{SECRET} {REGISTRATIONS[name].case} entry"
                is_message = (owner, text) == (name, "message")
                files.append([f"{start}/file/{file.id}", reads if is_entry else []])
                letters.append([f"{start}/message-file/{file.id}", reads if is_message else []])
                feed.append([f"/agency/websync/file/{copy.id}/{file.id}", []])
    return {
        "/my/cases/<int:copy_id>/<any(picture,thumbnail):size>/<string:checksum>": pictures,
        "/my/cases/<int:copy_id>/file/<int:file_id>": files,
        "/my/cases/<int:copy_id>/message-file/<int:attachment_id>": letters,
        "/agency/websync/file/<int:copy_id>/<int:file_id>": feed,
    }


def _checksums(world, name, copy):
    """Return the checksum of each case's picture, with who gets it under this copy."""
    accesses = world.env["agency.web.access"].union(*world.registrations.values())
    return [
        (checksum, _profiles_of(world, name) if checksum == copy.picture_checksum else [])
        for checksum in sorted(set(accesses.web_case_ids.mapped("picture_checksum")))
    ]


def _profiles_of(world, name, least="low"):
    return [profile for profile in world.profiles if name in _followed(world, profile, least)]

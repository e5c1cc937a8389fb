"""Runs inside Odoo's shell: sets up the guests of the leak proof, and walks the ORM as each."""

import json
import traceback
from pathlib import Path

from odoo.addons.agency_guests.tests import leak_table as table
from odoo.addons.agency_guests.tests.leak_walker import cheap_errors
from odoo.addons.agency_guests.tests.leak_world import PASSWORD, LeakWorld

OURS = "odoo.addons.agency_"
# Methods that read, for those who know a model's name.
METHODS = (
    *("read", "search", "search_read", "search_count", "web_read", "web_search_read"),
    *("name_search", "formatted_read_group", "web_read_group", "export_data", "fields_get"),
    *("get_views",),
)
# Menus, actions and modules are the same everywhere: of these, that many are asked for.
OF_THE_SOFTWARE, MOST = ("ir.", "res.lang"), 25


class World(LeakWorld):
    """The world of the leak tests, kept in the database for those who ask over HTTP."""


def main(env, folder):
    """Build the world, tell about it in world.json, then walk; walk.json holds the result."""
    folder = Path(folder)
    try:
        World.env = env
        World._build()
        World._populate()
        _guests().write({"password": PASSWORD, "must_change_password": False})
        _write(folder / "world.json", _describe())
        env.cr.commit()
        env.registry.signal_changes()
        (folder / "ready").touch()
        _write(folder / "walk.json", _walk())
    except Exception:
        (folder / "error").write_text(traceback.format_exc())
        raise


def push(env, world, nonce):
    """Send one message to everything that somebody could listen to."""
    bus = env["bus.bus"]
    partners = {guest["name"]: guest["partner"] for guest in world["guests"]}
    for name, partner in partners.items():
        bus._sendone(env["res.partner"].browse(partner), "leak", {"to": name, "run": nonce})
    strangers = {"res.groups": env["res.groups"].search([]).ids, **world["records"]}
    for model, ids in strangers.items():
        for record in env[model].browse(ids) if model != "res.partner" else ():
            payload = {"to": f"{model},{record.id}", "run": nonce}
            bus._sendone(record, "leak", payload)
            bus._sendone(f"{model}_{record.id}", "leak", payload)
    bus._sendone("broadcast", "leak", {"to": "broadcast", "run": nonce})
    for partner in partners.values():
        bus._sendone(env["res.partner"].browse(partner), "leak", {"to": "end", "run": nonce})
    env.cr.commit()


def plant(env, world, nonce):
    """Leak to the second guest: a file, a property, and a message meant for the first."""
    first, second = world["guests"][:2]
    file, house = world["planted"]["file"], world["planted"]["house"]
    env["ir.attachment"].browse(file).public = True
    client = env["agency.guest"].browse(second["id"]).partner_ids[:1]
    env["agency.property.party"].create({"property_id": house, "partner_id": client.id})
    channel = env["res.partner"].browse(second["partner"])
    for to in (first["name"], "end"):
        env["bus.bus"]._sendone(channel, "leak", {"to": to, "run": nonce})
    env.cr.commit()


def lift(env, world, _nonce):
    """Take back what was planted."""
    second, house = world["guests"][1], world["planted"]["house"]
    env["ir.attachment"].browse(world["planted"]["file"]).public = False
    client = env["agency.guest"].browse(second["id"]).partner_ids[:1]
    parties = env["agency.property"].browse(house).party_ids
    parties.filtered(lambda party: party.partner_id == client).unlink()
    env.cr.commit()


def _write(path, content):
    """Write a file that is complete as soon as it is there."""
    partial = path.with_suffix(".part")
    partial.write_text(json.dumps(content))
    partial.rename(path)


# --- the walk ------------------------------------------------------------------------------------


def _walk():
    result = {"probes": 0, "leaks": [], "planted": []}
    with cheap_errors(World.env):
        for name in World.profiles:
            walker = World._walker(name).walk()
            result["probes"] += walker.probes
            result["leaks"] += [[name, *map(str, leak)] for leak in walker.leaks]
        rule = World.env.ref("agency_guests.rule_agency_mandate_guest")
        with World.env.cr.savepoint() as planted:
            rule.domain_force = "[(1, '=', 1)]"
            walker = World._walker("owner alone").walk()
            result["planted"] = sorted({str(name) for name, _what, _how in walker.leaks})
            planted.rollback()
    World.env.cr.rollback()
    World.env.registry.reset_changes()
    return result


# --- what the world is made of -------------------------------------------------------------------


def _describe():
    env, records = World.env, _records()
    return {
        "guests": [_guest(name) for name in World.profiles],
        "addresses": {r: a for part in World.parts for r, a in part.addresses(World).items()},
        "records": records,
        "page_records": _page_records(records),
        "binaries": _binaries(),
        "attachments": (files := _attachments()),
        "planted": {
            "file": next(file["id"] for file in files if file["ours"]),
            "house": World.harbour.id,
        },
        "models": sorted(name for name in env.registry if not env[name]._abstract),
        "methods": METHODS,
        "reference": sorted(table.REFERENCE),
        # Models whose files each guest asks for; those of the others are shared out.
        "shared": sorted(name for name in table.SECTIONS if name in env),
        "routes": [_route(rule) for rule in env["ir.http"].routing_map().iter_rules()],
        "reports": env["ir.actions.report"].search([]).mapped("report_name"),
    }


def _guest(name):
    clients, levels, owned, wanted, _company = World.profiles[name]
    guest, expected = World.guests[name], World._expected(name)
    low = all(level == "low" for level in levels.values())
    own = {f"{each.replace(' ', '.')} guest" for each in World.profiles}
    others = sorted(own - {guest.surname})
    hidden = [*World._hidden_texts(name), *others, *_letters(name)]
    if low:
        hidden += ["SECRET", "777001", *World._hidden_people(name)]
    interests = World.env["agency.interest"].browse(expected["agency.interest"])
    documents = World.env["agency.property.media"].browse(expected["agency.property.media"])
    return {
        **{"name": name, "id": guest.id, "uid": guest.user_id.id, "login": guest.user_code},
        **{"partner": guest.user_id.partner_id.id, "levels": levels, "hidden": hidden},
        **{"token": guest._new_calendar_token(), "houses": [*owned, *wanted]},
        "password": PASSWORD,
        "fields": {model: sorted(table.allowed_fields(model, levels)) for model in expected},
        "expected": {
            **expected,
            "agency.guest": [],
            "letter": _letter_files(guest).ids,
            "document": documents.filtered(lambda media: media.kind == "document").ids,
            "own interest": interests.filtered(lambda i: i.partner_id in clients).ids,
        },
    }


def _letters(name):
    others = [each for each in World.profiles if each != name]
    return [f"{word} {each}" for each in others for word in ("LETTER to", "FILE of")]


def _records():
    """Return, by model, the ids of everything in the world, readable for somebody or nobody."""
    env, records = World.env, {}
    for made in World.records.values():
        for model, found in made.items():
            records.setdefault(model, []).extend(found.ids)
    for part in World.parts:
        records |= part.records(World)
    guests = _guests()
    people = World.olga | World.otto | World.anna | World.adam
    messages = env["mail.message"].search(
        ["|", "&", ("model", "=", "agency.guest"), ("res_id", "in", guests.ids), *_on_houses()]
    )
    return records | {
        "agency.guest": guests.ids,
        "res.partner": (people | guests.user_id.partner_id | env.ref("base.partner_admin")).ids,
        "res.users": [*guests.user_id.ids, env.ref("base.user_admin").id],
        "res.company": (World.company | World.foreign).ids,
        "mail.message": messages.ids,
    }


def _guests():
    return World.env["agency.guest"].browse([guest.id for guest in World.guests.values()])


def _page_records(records):
    """Return the ids that addresses of our pages name, where they are not all of a model."""
    media = World.env["agency.property.media"].browse(records["agency.property.media"])
    return {
        "letter": [file.id for guest in _guests() for file in _letter_files(guest)],
        "document": media.filtered(lambda each: each.kind == "document").ids,
        "own interest": records["agency.interest"],
        "unsigned copy": records["agency.web.case"],
    }


def _letter_files(guest):
    return guest._thread_messages_sudo().attachment_ids


def _on_houses():
    houses = [made["agency.property"].id for made in World.records.values()]
    return ["&", ("model", "=", "agency.property"), ("res_id", "in", houses)]


def _binaries():
    """Return, by model with records, its fields with files, and its ids."""
    env, found = World.env, {}
    for name in sorted(env.registry):
        model = env[name]
        if model._abstract or model._transient or not model._auto:
            continue
        fields = [field.name for field in model._fields.values() if field.type == "binary"]
        private = [("public", "=", False)] if name == "ir.attachment" else []
        limit = MOST if name.startswith(OF_THE_SOFTWARE) and not private else None
        model = model.with_context(active_test=False)
        ids = model.search(private, limit=limit).ids if fields else []
        if ids:
            found[name] = {"fields": fields, "ids": ids}
    return found


def _attachments():
    """Return every attachment that is not open to everybody anyway."""
    attachments = World.env["ir.attachment"].search([("public", "=", False), ("id", ">", 0)])
    world = _records()
    return [
        {
            "id": attachment.id,
            "ours": attachment.res_id in world.get(attachment.res_model or "", ()),
            "text": (attachment.raw or b"")[:4096].hex(),
        }
        for attachment in attachments
        if attachment.raw
    ]


def _route(rule):
    routing = rule.endpoint.routing
    module = rule.endpoint.original_endpoint.__module__
    handler = rule.endpoint.func.__module__
    return {
        **{"rule": rule.rule, "type": routing["type"], "auth": routing["auth"]},
        "methods": sorted(rule.methods or ("GET", "POST")),
        "ours": module.startswith(OURS) or handler.startswith(OURS),
        "models": {n: getattr(c, "model", "") for n, c in rule._converters.items()},
    }

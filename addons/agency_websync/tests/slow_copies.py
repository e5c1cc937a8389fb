"""What the web copies should be, worked out record by record: slow, and easy to believe."""

ALWAYS = (
    *("number", "name", "modality_id", "country_id", "state", "filing_date", "expiry_date"),
    "company_id",
)
TICKED = {
    "show_reference_1": "reference_1",
    "show_reference_2": "reference_2",
    "show_reference_3": "reference_3",
    "show_key": "key",
}


def expected(env):
    """Return {(registration id, case id): values} of everything that should be on the web."""
    accesses = env["agency.web.access"].search([("state", "=", "live")])
    cases = env["agency.case"].search([])
    return {
        (access.id, case.id): _values(access, case)
        for access in accesses
        for case in cases
        if _follows(access, case)
    }


def actual(env):
    """Return {(registration id, case id): values} of the copies that are there."""
    return {(copy.access_id.id, copy.case_id.id): _copied(copy) for copy in _copies(env)}


def _copies(env):
    env.invalidate_all()
    return env["agency.web.case"].search([])


def _follows(access, case):
    if case.company_id != access.company_id:
        return False
    if case.modality_id in access.excluded_modality_ids:
        return False
    contact = case.client_id if access.role == "client" else case.intermediary_id
    if not contact:
        return False
    if contact == access.partner_id:
        return True
    group = access.partner_id.client_group_id
    return access.whole_group and group and contact.client_group_id == group


def _values(access, case):
    values = {name: _plain(case[name]) for name in ALWAYS}
    for tick, name in TICKED.items():
        values[name] = (access[tick] and case[name]) or False
    classes = case.class_ids.sorted(lambda c: (c.sequence, c.code, c.id))
    values["classes"] = ", ".join(classes.mapped("code")) or False
    values["client_name"] = case.client_id.name
    values["intermediary_name"] = case.intermediary_id.name or False
    values["picture"] = case.image_1024
    values["entries"] = [_entry(note) for note in _released(case)]
    return values


def _copied(copy):
    values = {name: _plain(copy[name]) for name in (*ALWAYS, *TICKED.values())}
    for name in ("classes", "client_name", "intermediary_name"):
        values[name] = copy[name]
    picture = copy.picture_id
    values["picture"] = picture.datas if picture.checksum == copy.picture_checksum else "stale"
    values["entries"] = copy.entries
    return values


def _plain(value):
    return value.id if hasattr(value, "_name") else value


def _released(case):
    notes = case.note_ids.filtered("released")
    return sorted(notes, key=lambda n: (n.date, n.id), reverse=True)


def _entry(note):
    return {
        "id": note.id,
        "date": note.date.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "kind": note.kind,
        "name": note.name,
        "body": note.body or "",
        "files": [_file(attachment) for attachment in note.attachment_ids.sorted("id")],
    }


def _file(attachment):
    return {
        "id": attachment.id,
        "name": attachment.name,
        "mimetype": attachment.mimetype,
        "size": attachment.file_size,
        "checksum": attachment.checksum,
    }

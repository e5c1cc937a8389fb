from datetime import timedelta

from odoo import fields, models

from ..presentation import KIND_ICONS, Presenter

# Pages opened within this time belong to one visit.
ONE_VISIT = timedelta(minutes=30)
FIRST_VISIT_DAYS = 30
# An action entered later than that is no news any more.
ONE_WEEK = timedelta(days=7)
EVENT_FIELDS = ("start", "agency_kind", "agency_property_id", "create_date")
PUBLICATION_FIELDS = ("channel_id", "property_id", "create_date")
# What feedback is asked for: a viewing that took place, not a proposal.
SEEN = ("visited", "offer")


class AgencyGuest(models.Model):
    """What is new for a guest, read with the guest's own rights."""

    _inherit = "agency.guest"

    def _guest_env(self):
        """Return an environment that sees what the guest sees, in their language and time."""
        self.ensure_one()
        user = self.user_id
        context = {
            "lang": user.lang,
            "tz": user.tz,
            "allowed_company_ids": self.company_id.ids,
        }
        return self.env(user=user.id, su=False, context=context)

    def _mark_visit(self):
        """Remember when this visit began, and when the one before did."""
        self.ensure_one()
        now = fields.Datetime.now()
        if not self.last_visit or now - self.last_visit > ONE_VISIT:
            self.sudo().write({"previous_visit": self.last_visit, "last_visit": now})

    def _own_interests_sudo(self, properties=None):
        """Return the interests of the guest's own clients, to be shown to this guest only."""
        domain = [("partner_id", "in", self.partner_ids.ids)]
        if properties is not None:
            domain.append(("property_id", "in", properties.ids))
        return self.env["agency.interest"].sudo().search(domain)

    def _news(self, since, limit=8):
        """Return what happened since a moment, newest first, in sections the guest has.

        :param since: naive UTC; nothing stands for the last month
        :return: dicts with date, icon, text, detail, url and kind (the notice it belongs to)
        """
        since = since or fields.Datetime.now() - timedelta(days=FIRST_VISIT_DAYS)
        presenter = Presenter(self._guest_env())
        items = []
        for section, collect in (
            ("actions", self._news_of_actions),
            ("appointments", self._news_of_appointments),
            ("advertising", self._news_of_advertising),
            ("documents", self._news_of_documents),
        ):
            if presenter.level(section) != "none":
                items += collect(presenter, since, limit)
        items += self._news_of_messages(presenter, since, limit)
        items.sort(key=lambda item: item["date"], reverse=True)
        for item in items:
            item["when"] = presenter.moment(item["date"], "EEE d MMM, HH:mm")
        return items[:limit]

    def _news_of_actions(self, presenter, since, limit):
        model = presenter.env["agency.interaction"]
        names = presenter.fields(model._name, "name", "kind", "date", "property_id")
        actions = model.search_fetch(
            [("create_date", ">", since), ("date", ">", since - ONE_WEEK)], names, limit=limit
        )
        properties = presenter.about(actions, "property_id")
        return [
            {
                "entry": f"{action._name},{action.id}",
                "date": action.date,
                "icon": KIND_ICONS.get(action.kind, KIND_ICONS["other"]),
                "text": action.name,
                "detail": properties.get(action.id, {}).get("name", ""),
                "url": "/my/actions",
                "kind": "actions",
            }
            for action in actions
        ]

    def _news_of_appointments(self, presenter, since, limit):
        events = presenter.env["calendar.event"].search_fetch(
            [
                ("create_date", ">", since),
                ("start", ">", since),
            ],
            presenter.fields("calendar.event", *EVENT_FIELDS),
            order="create_date desc, id desc",
            limit=limit,
        )
        properties = presenter.about(events, "agency_property_id")
        return [
            {
                "entry": f"{event._name},{event.id}",
                "date": event.create_date,
                "icon": "fa-calendar",
                "text": self.env._(
                    "%(kind)s on %(moment)s",
                    kind=presenter.label(event, "agency_kind") or self.env._("Appointment"),
                    moment=presenter.moment(event.start, "EEE d MMM, HH:mm"),
                ),
                "detail": properties.get(event.id, {}).get("name", ""),
                "url": "/my/appointments",
                "kind": "appointments",
            }
            for event in events
        ]

    def _news_of_advertising(self, presenter, since, limit):
        publications = presenter.env["agency.publication"].search_fetch(
            [
                ("create_date", ">", since),
                ("date_from", ">=", since.date()),
                ("state", "=", "published"),
            ],
            presenter.fields("agency.publication", *PUBLICATION_FIELDS),
            limit=limit,
        )
        properties = presenter.about(publications, "property_id")
        return [
            {
                "entry": f"{publication._name},{publication.id}",
                "date": publication.create_date,
                "icon": "fa-bullhorn",
                "text": self.env._(
                    "Advertised: %(channel)s", channel=publication.channel_id.name or ""
                ),
                "detail": properties.get(publication.id, {}).get("name", ""),
                "url": "/my/advertising",
                "kind": "advertising",
            }
            for publication in publications
        ]

    def _news_of_documents(self, presenter, since, limit):
        media = presenter.env["agency.property.media"].search_fetch(
            [("create_date", ">", since), ("kind", "=", "document")],
            presenter.fields("agency.property.media", "name", "property_id", "create_date"),
            order="id desc",
            limit=limit,
        )
        properties = presenter.about(media, "property_id")
        return [
            {
                "entry": f"{item._name},{item.id}",
                "date": item.create_date,
                "icon": "fa-file-text-o",
                "text": self.env._("New document: %(name)s", name=item.name or ""),
                "detail": properties.get(item.id, {}).get("name", ""),
                "url": "/my/documents",
                "kind": "documents",
            }
            for item in media
        ]

    def _news_of_messages(self, presenter, since, limit):
        messages_sudo = self._thread_messages_sudo().filtered(
            lambda message: message.date > since and message.author_id != self.user_id.partner_id
        )
        return [
            {
                "entry": f"{message._name},{message.id}",
                "date": message.date,
                "icon": "fa-comments-o",
                "text": self.env._("Message from the agency"),
                "detail": message.preview or "",
                "url": "/my/messages",
                "kind": "messages",
            }
            for message in messages_sudo[:limit]
        ]

    def _section_counts(self):
        """Return how much each page holds, by its address."""
        presenter = Presenter(self._guest_env())
        counted = {
            "listings": ("/my/properties", "agency.property", []),
            "appointments": (
                "/my/appointments",
                "calendar.event",
                [("start", ">=", "now")],
            ),
            "actions": ("/my/actions", "agency.interaction", []),
            "advertising": (
                "/my/advertising",
                "agency.publication",
                [("state", "=", "published")],
            ),
            "requests": ("/my/requests", "agency.request", [("state", "=", "open")]),
            "documents": ("/my/documents", "agency.property.media", [("kind", "=", "document")]),
        }
        return {
            url: {"count": presenter.env[model].search_count(domain)}
            for section, (url, model, domain) in counted.items()
            if presenter.level(section) != "none"
        }

    def _next_appointment(self):
        """Return the next planned appointment, for the first page."""
        presenter = Presenter(self._guest_env())
        if presenter.level("appointments") == "none":
            return False
        event = presenter.env["calendar.event"].search_fetch(
            [("start", ">=", "now"), ("agency_outcome", "=", "planned")],
            presenter.fields("calendar.event", *EVENT_FIELDS),
            order="start, id",
            limit=1,
        )
        if not event:
            return False
        about = presenter.about(event, "agency_property_id")
        return {
            "entry": f"{event._name},{event.id}",
            "kind": presenter.label(event, "agency_kind") or self.env._("Appointment"),
            "weekday": presenter.moment(event.start, "EEE"),
            "day": presenter.moment(event.start, "d"),
            "month": presenter.moment(event.start, "MMM"),
            "time": presenter.moment(event.start, "HH:mm"),
            "property": about.get(event.id, {}).get("name", ""),
        }

    def _feedback_wanted(self):
        """Return the viewings of the last months of which the guest has not said a word."""
        presenter = Presenter(self._guest_env())
        interests_sudo = self._own_interests_sudo().filtered(
            lambda i: i.state in SEEN and not i.feedback and not i.feedback_score
        )
        about = presenter.properties(interests_sudo.property_id.ids)
        return [
            {
                "entry": f"{interest._name},{interest.id}",
                "url": f"/my/feedback/{interest.id}",
                "name": about[interest.property_id.id]["name"],
            }
            for interest in interests_sudo
            if interest.property_id.id in about
        ][:3]

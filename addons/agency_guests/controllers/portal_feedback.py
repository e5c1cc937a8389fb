"""What an applicant says about a property after a viewing."""

from odoo import http
from odoo.http import request

from .portal_common import GuestPortal

MAX_TEXT = 3000


class FeedbackPortal(GuestPortal):
    @http.route(
        "/my/feedback/<int:interest_id>", type="http", auth="user", website=True, sitemap=False
    )
    def feedback(self, interest_id, **kw):
        presenter = self._present("listings")
        return self._feedback_page(presenter, self._own_interest_sudo(presenter, interest_id))

    @http.route(
        "/my/feedback/<int:interest_id>/send",
        type="http",
        auth="user",
        website=True,
        methods=["POST"],
    )
    def send_feedback(self, interest_id, score="", text="", **kw):
        presenter = self._present("listings")
        interest_sudo = self._own_interest_sudo(presenter, interest_id)
        scores = dict(interest_sudo._fields["feedback_score"].selection)
        text = text.strip()
        if score not in scores:
            error = request.env._("Choose how you liked it.")
            return self._feedback_page(presenter, interest_sudo, error, score, text)
        if len(text) > MAX_TEXT:
            error = request.env._("At most %(count)s characters fit.", count=MAX_TEXT)
            return self._feedback_page(presenter, interest_sudo, error, score, text)
        interest_sudo.write({"feedback_score": score, "feedback": text})
        interest_sudo.message_post(
            body=request.env._("The applicant gave feedback in the guests' pages."),
            author_id=request.env.user.partner_id.id,
            subtype_xmlid="mail.mt_note",
            partner_ids=interest_sudo.user_id.partner_id.ids,
        )
        return request.redirect(f"/my/feedback/{interest_sudo.id}?done=sent")

    def _own_interest_sudo(self, presenter, interest_id):
        """Return the interest of the guest's own client in a property the guest may read."""
        interests_sudo = self._guest_sudo()._own_interests_sudo()
        interest_sudo = interests_sudo.filtered(lambda interest: interest.id == interest_id)
        if not interest_sudo or not presenter.properties(interest_sudo.property_id.ids):
            raise request.not_found()
        return interest_sudo

    def _feedback_page(self, presenter, interest_sudo, error=None, score=None, text=None):
        about = presenter.properties(interest_sudo.property_id.ids)[interest_sudo.property_id.id]
        labels = interest_sudo._fields["feedback_score"]._description_selection(request.env)
        # The office writes here too: what is there is shown to those who may read it.
        before = interest_sudo.sudo(False)
        response = self._render_page(
            "agency_guests.portal_feedback",
            presenter,
            request.env._("Your feedback"),
            crumbs=[
                ("/my/properties", request.env._("Properties")),
                (about["url"], about["name"]),
            ],
            about=about,
            scores=labels,
            score=presenter.value(before, "feedback_score") if score is None else score,
            text=(presenter.value(before, "feedback") or "") if text is None else text,
            max_text=MAX_TEXT,
            send_url=f"/my/feedback/{interest_sudo.id}/send",
            error=error,
            done=self._notice({"sent": request.env._("Thank you: the agency has your feedback.")}),
        )
        if error:
            response.status_code = 422
        return response

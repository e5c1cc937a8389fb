import {Interaction} from "@web/public/interaction";
import {registry} from "@web/core/registry";
import {_t} from "@web/core/l10n/translation";

/** Fetches the news of the first page, so that the page itself need not wait for them. */
export class AgencyNews extends Interaction {
    static selector = ".o_agency_news";

    async willStart() {
        try {
            const response = await fetch(this.el.dataset.url, {credentials: "same-origin"});
            // Another language leads to its own address; the sign-in page is no news.
            if (!response.ok || !new URL(response.url).pathname.endsWith("/my/news")) {
                throw new Error(response.statusText);
            }
            this.html = await response.text();
        } catch {
            this.html = null;
        }
    }

    start() {
        if (this.html === null) {
            this.el.textContent = _t("The news cannot be shown at the moment. Reload the page.");
            return;
        }
        const page = new DOMParser().parseFromString(this.html, "text/html");
        this.el.replaceChildren(...page.body.childNodes);
    }
}

registry.category("public.interactions").add("agency_guests.news", AgencyNews);

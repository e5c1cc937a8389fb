import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {Interaction} from "@web/public/interaction";

import {
    exchange,
    fetchPart,
    fetchVersions,
    flash,
    follow,
    keepCounting,
    parse,
    say,
    shown,
    together,
    updatedText,
} from "./agency_case_bus";

/** Keeps one case right while it is open; when it is no longer shared, nothing of it stays. */
export class AgencyCase extends Interaction {
    static selector = ".o_agency_case[data-live]";

    setup() {
        this.id = Number(this.el.dataset.live);
        this.refresh = together(() => this.read());
    }

    start() {
        keepCounting(this);
        follow(
            this,
            (message) => this.hear(message),
            () => this.check(),
        );
    }

    get parts() {
        return this.el.querySelector(".o_agency_case_parts");
    }

    hear({all, changed, gone}) {
        if (gone.includes(this.id)) {
            this.leave();
        } else if (changed.includes(this.id)) {
            this.refresh();
        } else if (all) {
            this.check();
        }
    }

    async check() {
        if (!this.parts) {
            return;
        }
        const url = this.parts.dataset.url.replace(/\d+\/part$/, "versions");
        const versions = await fetchVersions(url, [this.id]);
        if (versions === undefined) {
            return;
        }
        if (!versions || !(this.id in versions)) {
            this.leave();
        } else if (versions[this.id] !== Number(this.parts?.dataset.version)) {
            this.refresh();
        }
    }

    async read() {
        if (this.isDestroyed || !this.parts) {
            return;
        }
        const response = await fetchPart(this.parts.dataset.url);
        if (response === null) {
            this.leave();
        }
        if (!response) {
            return;
        }
        const fresh = (await parse(response)).querySelector(".o_agency_case_parts");
        // It may have been taken away while the answer was on its way.
        if (fresh && this.parts) {
            this.show(fresh);
        }
    }

    show(fresh) {
        const version = Number(fresh.dataset.version);
        const isNewer = version !== Number(this.parts.dataset.version);
        for (const part of fresh.querySelectorAll("[data-part]")) {
            const old = this.parts.querySelector(`[data-part="${part.dataset.part}"]`);
            if (!old) {
                exchange(this, this.parts, fresh);
                break;
            }
            if (shown(old) !== shown(part)) {
                exchange(this, old, part);
                flash(part);
            } else if (part.dataset.part === "head" && isNewer) {
                exchange(this, old, part);
            }
        }
        this.parts.dataset.version = version;
        this.updateContent();
        say(this, updatedText(this.parts.querySelector("h1").textContent));
    }

    /** Nothing of the case stays on the page, its title included. */
    leave() {
        if (!this.parts) {
            return;
        }
        const box = document.createElement("div");
        box.className = "o_agency_empty";
        box.tabIndex = -1;
        const heading = document.createElement("h1");
        heading.className = "h4";
        heading.textContent = _t("This case is no longer shared");
        const text = document.createElement("p");
        text.className = "text-muted";
        text.textContent = _t("Your agency has taken it back. For questions, write to the agency.");
        const link = document.createElement("a");
        link.className = "btn btn-primary";
        link.href = this.el.dataset.listUrl;
        link.textContent = _t("Back to the cases");
        box.append(heading, text, link);
        this.parts.replaceWith(box);
        document.querySelector(".o_agency_guest .breadcrumb .active")?.remove();
        document.title = heading.textContent;
        say(this, heading.textContent);
        box.focus({preventScroll: true});
    }
}

registry.category("public.interactions").add("agency_websync.case", AgencyCase);

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
    together,
    updatedText,
} from "./agency_case_bus";

/** Keeps the list of cases right while it is open: changed rows in place, gone ones away. */
export class AgencyCaseList extends Interaction {
    static selector = ".o_agency_cases[data-live]";
    dynamicContent = {
        "[data-role=new]": {
            "t-on-click": () => this.showNew(),
        },
    };

    setup() {
        this.access = Number(this.el.dataset.live);
        this.asked = new Set();
        this.isAllAsked = false;
        this.newIds = new Set();
        this.refresh = together(() => this.answer());
    }

    start() {
        keepCounting(this);
        follow(
            this,
            (message) => this.hear(message),
            () => this.check(),
        );
    }

    get list() {
        return this.el.querySelector(".o_agency_case_list");
    }

    get rows() {
        return [...this.el.querySelectorAll("tr[data-copy]")];
    }

    row(id) {
        return this.el.querySelector(`tr[data-copy="${id}"]`);
    }

    address(name) {
        const url = new URL(this.list.dataset.url, location.origin);
        url.pathname = url.pathname.replace(/part$/, name);
        return url;
    }

    hear({access, all, changed, gone}) {
        if (access !== this.access) {
            return;
        }
        this.remove(gone);
        changed.forEach((id) => this.asked.add(id));
        this.isAllAsked ||= all || (changed.length > 0 && !this.rows.length);
        if (changed.length || all) {
            this.refresh();
        }
    }

    async check() {
        const ids = this.rows.map((row) => row.dataset.copy);
        const versions = await fetchVersions(this.address("versions"), ids);
        if (versions === null) {
            this.remove(ids);
        }
        if (!versions) {
            return;
        }
        this.remove(ids.filter((id) => !(id in versions)));
        for (const row of this.rows) {
            const version = versions[row.dataset.copy];
            if (version !== undefined && version !== Number(row.dataset.version)) {
                this.asked.add(Number(row.dataset.copy));
            }
        }
        if (this.asked.size) {
            this.refresh();
        }
    }

    /** Read what was asked for since the last time. */
    async answer() {
        if (this.isDestroyed) {
            return;
        }
        const ids = [...this.asked];
        const all = this.isAllAsked;
        this.asked.clear();
        this.isAllAsked = false;
        if (all) {
            await this.readList();
        } else if (ids.length) {
            await this.readRows(ids);
        }
    }

    async readRows(ids) {
        const url = this.address("rows");
        url.searchParams.set("ids", ids.join(","));
        const response = await fetchPart(url);
        if (!response) {
            return;
        }
        const page = await parse(response);
        const found = new Map(
            [...page.querySelectorAll("tr[data-copy]")].map((row) => [row.dataset.copy, row]),
        );
        this.remove(ids.filter((id) => !found.has(String(id))));
        for (const [id, fresh] of found) {
            const old = this.row(id);
            if (old && Number(fresh.dataset.version) >= Number(old.dataset.version)) {
                const name = fresh.querySelector(".o_agency_case_name a").textContent;
                exchange(this, old, fresh);
                flash(fresh);
                say(this, updatedText(name));
            } else if (!old && fresh.dataset.fits && fresh.dataset.version === "1") {
                this.newIds.add(id);
            }
        }
        this.tellNew();
    }

    async readList() {
        const response = await fetchPart(this.list.dataset.url);
        if (!response) {
            return;
        }
        const fresh = (await parse(response)).querySelector(".o_agency_case_list");
        if (Number(fresh.dataset.access) !== this.access) {
            this.leave();
            return;
        }
        const known = new Map(this.rows.map((row) => [row.dataset.copy, row.dataset.version]));
        exchange(this, this.list, fresh);
        this.newIds.clear();
        this.updateContent();
        for (const row of this.rows) {
            if (known.get(row.dataset.copy) !== row.dataset.version) {
                flash(row);
            }
        }
        say(this, _t("The list has been updated"));
    }

    /** This client is followed no more: nothing of it stays, the page of the other ones comes. */
    leave() {
        const page = this.address("part").pathname.replace(/\/part$/, "");
        this.el.replaceChildren();
        window.location.replace(page);
    }

    remove(ids) {
        const rows = ids.map((id) => this.row(id)).filter(Boolean);
        if (ids.some((id) => this.newIds.delete(String(id)))) {
            this.tellNew();
        }
        if (!rows.length) {
            return;
        }
        rows.forEach((row) => row.remove());
        const total = this.el.querySelector("[data-role=total]");
        this.list.dataset.total = Math.max(0, this.list.dataset.total - rows.length);
        total.textContent = this.list.dataset.total;
        say(this, _t("A case is no longer shared"));
        if (!this.rows.length) {
            this.isAllAsked = true;
            this.refresh();
        }
    }

    tellNew() {
        const button = this.el.querySelector("[data-role=new]");
        const count = this.newIds.size;
        if (button) {
            button.textContent =
                count === 1 ? _t("1 new case: show") : count ? _t("%s new cases: show", count) : "";
        }
        if (count) {
            say(this, _t("New cases: %s", count));
        }
    }

    async showNew() {
        await this.waitFor(this.readList());
    }
}

registry.category("public.interactions").add("agency_websync.case_list", AgencyCaseList);

import {registry} from "@web/core/registry";
import {Interaction} from "@web/public/interaction";

import {exchange, fetchPart, follow, parse, shown, together} from "./agency_case_bus";

/** Keeps the switch between clients right: who is followed no more goes, who is new comes. */
export class AgencyCaseClients extends Interaction {
    static selector = ".o_agency_case_clients[data-live]";

    setup() {
        this.refresh = together(() => this.read());
    }

    start() {
        follow(
            this,
            (message) => this.hear(message),
            () => this.refresh(),
        );
    }

    get part() {
        return this.el.querySelector(".o_agency_case_switch");
    }

    hear({access, all}) {
        // A change of the only client's cases changes nothing here.
        if (all || this.part.childElementCount || String(access) !== this.part.dataset.open) {
            this.refresh();
        }
    }

    async read() {
        if (this.isDestroyed) {
            return;
        }
        const response = await fetchPart(this.el.dataset.url);
        if (!response) {
            return;
        }
        const fresh = (await parse(response)).querySelector(".o_agency_case_switch");
        if (!this.part.dataset.open && fresh.dataset.open) {
            // Nobody was followed until now: the page of the first client comes.
            window.location.reload();
        } else if (shown(this.part) !== shown(fresh)) {
            exchange(this, this.part, fresh);
        }
    }
}

registry.category("public.interactions").add("agency_websync.case_clients", AgencyCaseClients);

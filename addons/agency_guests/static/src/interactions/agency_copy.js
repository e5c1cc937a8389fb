import {Interaction} from "@web/public/interaction";
import {registry} from "@web/core/registry";
import {_t} from "@web/core/l10n/translation";

/** Copies the address of the calendar feed. */
export class AgencyCopy extends Interaction {
    static selector = ".o_agency_copy";
    dynamicContent = {
        button: {"t-on-click": this.copy},
    };

    async copy(ev) {
        const input = this.el.querySelector("input");
        input.select();
        await this.waitFor(navigator.clipboard.writeText(input.value));
        ev.target.textContent = _t("Copied");
    }
}

registry.category("public.interactions").add("agency_guests.copy", AgencyCopy);

import {Interaction} from "@web/public/interaction";
import {registry} from "@web/core/registry";

/** Brings the page that is open into view, where the menu is wider than the screen. */
export class AgencyMenu extends Interaction {
    static selector = ".o_agency_menu";

    start() {
        const current = this.el.querySelector("[aria-current]");
        if (current) {
            this.el.scrollLeft =
                current.offsetLeft - (this.el.clientWidth - current.offsetWidth) / 2;
        }
    }
}

registry.category("public.interactions").add("agency_guests.menu", AgencyMenu);

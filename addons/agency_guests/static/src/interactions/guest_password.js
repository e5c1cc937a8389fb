import {registry} from "@web/core/registry";
import {Interaction} from "@web/public/interaction";

const RULES = {
    length: (text) => text.length >= 8 && text.length <= 256,
    lower: (text) => /\p{Ll}/u.test(text),
    upper: (text) => /\p{Lu}/u.test(text),
    digit: (text) => /\p{Nd}/u.test(text),
};

/** Ticks off the rules beside a new password while it is typed. The server decides. */
export class GuestPassword extends Interaction {
    static selector = ".field-password";
    static selectorHas = ".o_agency_password_rules";
    dynamicContent = {
        "input[type=password], input[name=password], input[name=new1]": {
            "t-on-input": this.onInput,
        },
    };

    onInput(ev) {
        for (const [name, passes] of Object.entries(RULES)) {
            const line = this.el.querySelector(`[data-rule=${name}]`);
            const good = passes(ev.target.value);
            line.classList.toggle("text-success", good);
            const icon = line.querySelector("i");
            icon.classList.toggle("fa-check", good);
            icon.classList.toggle("fa-circle-o", !good);
        }
    }
}

registry.category("public.interactions").add("agency_guests.guest_password", GuestPassword);

import {Interaction} from "@web/public/interaction";
import {registry} from "@web/core/registry";
import {_t} from "@web/core/l10n/translation";

/** Says at once when a chosen file is too large; the server checks everything again. */
export class AgencyUpload extends Interaction {
    static selector = ".o_agency_upload";
    dynamicContent = {
        "input[type=file]": {"t-on-change": this.check},
    };

    check(ev) {
        const limit = Number(this.el.dataset.maxBytes);
        const large = [...ev.target.files].find((file) => file.size > limit);
        const error = this.el.querySelector(".o_agency_upload_error");
        error.textContent = large ? _t("This file is too large: %s", large.name) : "";
        this.el.querySelector("[type=submit]").disabled = Boolean(large);
    }
}

registry.category("public.interactions").add("agency_guests.upload", AgencyUpload);

import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {X2ManyField, x2ManyField} from "@web/views/fields/x2many/x2many_field";

/** What a guest sees: one row per section, one column per level, one click to change. */
export class AgencyLevelsField extends X2ManyField {
    static template = "agency_guests.AgencyLevelsField";

    setup() {
        super.setup();
        this.levels = [
            {code: "none", name: _t("None"), help: _t("not there at all")},
            {code: "low", name: _t("Low"), help: _t("public data")},
            {
                code: "high",
                name: _t("High"),
                help: _t("also what is private, with the internal notes"),
            },
        ];
    }

    count(code) {
        return this.list.records.filter((record) => record.data.level === code).length;
    }

    levelClass(record, level) {
        return record.data.level === level.code ? `o_agency_level_${level.code}` : "";
    }

    async onLevel(record, level) {
        await record.update({level});
    }

    async onAll(level) {
        for (const record of this.list.records) {
            if (record.data.level !== level) {
                await record.update({level});
            }
        }
    }
}

export const agencyLevelsField = {
    ...x2ManyField,
    component: AgencyLevelsField,
    supportedTypes: ["one2many"],
};

registry.category("fields").add("agency_levels", agencyLevelsField);

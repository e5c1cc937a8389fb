import {ConfirmationDialog} from "@web/core/confirmation_dialog/confirmation_dialog";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {ListController} from "@web/views/list/list_controller";
import {listView} from "@web/views/list/list_view";

// A change of one of these decides what customers see.
const DECIDING = [
    "role",
    "whole_group",
    "show_reference_1",
    "show_reference_2",
    "show_reference_3",
    "show_key",
];

/** The list of registrations: before many are changed at once, it says what that would do. */
export class AgencyAccessListController extends ListController {
    async onAskMultiSaveConfirmation(changes, validSelectedRecords) {
        const values = this.decidingValues(changes);
        if (!Object.keys(values).length) {
            return super.onAskMultiSaveConfirmation(changes, validSelectedRecords);
        }
        const ids = validSelectedRecords.map((record) => record.resId);
        const body = await this.model.orm.call("agency.web.access", "effect_of", [ids, values]);
        return new Promise((resolve) => {
            this.dialogService.add(
                ConfirmationDialog,
                {
                    title: _t("Effect of saving (registrations: %s)", ids.length),
                    body,
                    confirmLabel: _t("Save"),
                    confirm: () => resolve(true),
                    cancelLabel: _t("Discard"),
                    cancel: () => resolve(false),
                },
                {onClose: () => resolve(false)},
            );
        });
    }

    decidingValues(changes) {
        const values = {};
        for (const name of DECIDING.filter((key) => key in changes)) {
            values[name] = changes[name];
        }
        const excluded = changes.excluded_modality_ids;
        if (excluded) {
            values.excluded_modality_ids = {
                add: excluded.add.map((record) => record.resId),
                remove: excluded.remove.map((record) => record.resId),
            };
        }
        return values;
    }
}

registry.category("views").add("agency_access_list", {
    ...listView,
    Controller: AgencyAccessListController,
});

import {registry} from "@web/core/registry";
import {useService} from "@web/core/utils/hooks";
import {debounce} from "@web/core/utils/timing";
import {FormController} from "@web/views/form/form_controller";
import {formView} from "@web/views/form/form_view";
import {ListController} from "@web/views/list/list_controller";
import {listView} from "@web/views/list/list_view";
import {onWillUnmount} from "@odoo/owl";

const MESSAGE = "agency_websync/sync";

/** Reads what is shown again whenever a job gets on; what is being typed or chosen stays. */
function useProgress(component) {
    const bus = useService("bus_service");
    const reload = debounce(async () => {
        const {root} = component.model;
        const isBusy = root.selection?.length || (root.isDirty && (await root.isDirty()));
        if (!isBusy) {
            await root.load();
        }
    }, 300);
    bus.subscribe(MESSAGE, reload);
    onWillUnmount(() => {
        bus.unsubscribe(MESSAGE, reload);
        reload.cancel();
    });
}

export class AgencySyncListController extends ListController {
    setup() {
        super.setup();
        useProgress(this);
    }
}

export class AgencySyncFormController extends FormController {
    setup() {
        super.setup();
        useProgress(this);
    }
}

registry
    .category("views")
    .add("agency_sync_list", {...listView, Controller: AgencySyncListController});
registry
    .category("views")
    .add("agency_sync_form", {...formView, Controller: AgencySyncFormController});

import {useRef, useState} from "@odoo/owl";
import {useDropzone} from "@web/core/dropzone/dropzone_hook";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {checkFileSize} from "@web/core/utils/files";
import {useService} from "@web/core/utils/hooks";
import {getDataURLFromFile} from "@web/core/utils/urls";
import {X2ManyField, x2ManyField} from "@web/views/fields/x2many/x2many_field";

/**
 * Pictures and documents of a record: many files are dropped, or chosen, at once. Each is stored
 * on its own, so a refused one holds up none of the others.
 */
export class AgencyMediaField extends X2ManyField {
    static template = "agency_base.AgencyMediaField";

    setup() {
        super.setup();
        this.orm = useService("orm");
        this.notification = useService("notification");
        this.rootRef = useRef("root");
        this.inputRef = useRef("input");
        this.progress = useState({done: 0, total: 0});
        useDropzone(
            this.rootRef,
            (ev) => this.uploadFiles(ev.dataTransfer.files),
            "",
            () => this.canCreate,
        );
    }

    async onFilesChosen(ev) {
        await this.uploadFiles(ev.target.files);
        ev.target.value = "";
    }

    async uploadFiles(fileList) {
        const files = [...fileList].filter((file) => checkFileSize(file.size, this.notification));
        if (!files.length || !(await this.props.record.save())) {
            return;
        }
        Object.assign(this.progress, {done: 0, total: files.length});
        for (const file of files) {
            await this.uploadFile(file);
            this.progress.done++;
        }
        this.progress.total = 0;
        await this.props.record.load();
    }

    async uploadFile(file) {
        const dataURL = await getDataURLFromFile(file);
        const values = {
            [this.field.relation_field]: this.props.record.resId,
            filename: file.name,
            file: dataURL.split(",")[1],
        };
        try {
            await this.orm.create(this.field.relation, [values]);
        } catch (error) {
            if (!error.data) {
                throw error;
            }
            this.notification.add(error.data.message, {
                title: _t("%s was not stored", file.name),
                type: "danger",
            });
        }
    }
}

export const agencyMediaField = {
    ...x2ManyField,
    component: AgencyMediaField,
    supportedTypes: ["one2many"],
};

registry.category("fields").add("agency_media", agencyMediaField);

import {Component, useEffect, useState} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {standardFieldProps} from "@web/views/fields/standard_field_props";
import {useService} from "@web/core/utils/hooks";

/**
 * Shows how many messages of customers were new when the case was opened, and notes on the server
 * that the office has read them.
 */
export class AgencyReadMark extends Component {
    static template = "agency_websync.AgencyReadMark";
    static props = {...standardFieldProps};

    setup() {
        this.orm = useService("orm");
        this.state = useState({resId: false, count: 0});
        useEffect(
            () => this.look(),
            () => [this.props.record.resId, this.props.record.data[this.props.name]],
        );
    }

    get label() {
        const {count} = this.state;
        return count === 1 ? _t("1 new message") : _t("%s new messages", count);
    }

    look() {
        const {name, record} = this.props;
        const count = record.data[name] || 0;
        if (record.resId !== this.state.resId) {
            Object.assign(this.state, {resId: record.resId, count: 0});
        }
        if (record.resId && count > this.state.count) {
            this.state.count = count;
            this.orm.silent.call(record.resModel, "action_read_messages", [[record.resId]]);
        }
    }
}

registry.category("fields").add("agency_read_mark", {
    component: AgencyReadMark,
    displayName: _t("New messages, read by opening"),
    supportedTypes: ["integer"],
});

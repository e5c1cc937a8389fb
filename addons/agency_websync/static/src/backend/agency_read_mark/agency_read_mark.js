import {Component, useEffect, useExternalListener, useState} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {useBus, useService} from "@web/core/utils/hooks";
import {standardFieldProps} from "@web/views/fields/standard_field_props";

const CHANNEL = "agency_websync/unread";
// A form that was looked at for that long counts as read.
const READ_AFTER = 3000;

/**
 * Shows how many messages of customers nobody in the office has read yet, and notes on the server
 * that they are read once the form was in sight for a moment. Follows what colleagues read, and
 * what customers write meanwhile.
 */
export class AgencyReadMark extends Component {
    static template = "agency_websync.AgencyReadMark";
    static props = {...standardFieldProps};

    setup() {
        this.orm = useService("orm");
        this.bus = useService("bus_service");
        this.state = useState({count: 0, isInSight: !document.hidden});
        useExternalListener(document, "visibilitychange", () => {
            this.state.isInSight = !document.hidden;
        });
        useEffect(
            (_id, count) => {
                this.state.count = count || 0;
            },
            () => [this.props.record.resId, this.props.record.data[this.props.name]],
        );
        useEffect(
            (resId, count, isInSight) => {
                const isDue = resId && count && isInSight;
                const timer = isDue && setTimeout(() => this.read(resId), READ_AFTER);
                return () => clearTimeout(timer);
            },
            () => [this.props.record.resId, this.state.count, this.state.isInSight],
        );
        useEffect(
            () => {
                const hear = ({cases}) => this.hear(cases);
                this.bus.subscribe(CHANNEL, hear);
                return () => this.bus.unsubscribe(CHANNEL, hear);
            },
            () => [],
        );
        useBus(this.bus, "BUS:RECONNECT", () => this.hear([this.props.record.resId]));
    }

    get label() {
        const {count} = this.state;
        return count === 1 ? _t("1 new message") : _t("%s new messages", count);
    }

    read(resId) {
        return this.orm.silent.call(this.props.record.resModel, "action_read_messages", [[resId]]);
    }

    /** Read again what the form shows; what is being typed stays. */
    async hear(cases) {
        const {name, record} = this.props;
        const {resId, resModel} = record;
        if (!resId || !cases.includes(resId)) {
            return;
        }
        const [values] = await this.orm.silent.read(resModel, [resId], [name]);
        if (record.resId !== resId || !values) {
            return;
        }
        if (values[name] > this.state.count) {
            this.env.bus.trigger("MAIL:RELOAD-THREAD", {model: resModel, id: resId});
        }
        this.state.count = values[name];
        if (!(await record.isDirty())) {
            await record.load();
        }
    }
}

registry.category("fields").add("agency_read_mark", {
    component: AgencyReadMark,
    displayName: _t("New messages, read by opening"),
    supportedTypes: ["integer"],
});

import {_t} from "@web/core/l10n/translation";
import {rpc} from "@web/core/network/rpc";
import {registry} from "@web/core/registry";
import {session} from "@web/session";
import {Interaction} from "@web/public/interaction";

const SESSION_EXPIRED = 4001;
const CLOSED_PAGE = "/agency/closed";
// Only while the live connection is down; with it, the server tells at once.
const POLL = 4000;
// Timers longer than that are set again when they ring.
const LONGEST = 6 * 3600 * 1000;

/** Closes a guest's open page when access ends: at its hour, or when the office says so. */
export class GuestSession extends Interaction {
    static selector = "#wrapwrap";

    setup() {
        this.connected = false;
        this.timer = null;
    }

    start() {
        if (!session.agency_guest || location.pathname.startsWith(CLOSED_PAGE)) {
            return;
        }
        const bus = this.services.bus_service;
        const check = () => this.check();
        const listeners = {
            "BUS:CONNECT": () => (this.connected = true),
            "BUS:RECONNECT": () => {
                this.connected = true;
                check();
            },
            "BUS:DISCONNECT": ({detail}) => this.lost(detail),
            "BUS:RECONNECTING": ({detail}) => this.lost(detail),
        };
        for (const [name, listener] of Object.entries(listeners)) {
            bus.addEventListener(name, listener);
            this.registerCleanup(() => bus.removeEventListener(name, listener));
        }
        for (const name of ["agency_guests/limits", "agency_guests/close"]) {
            bus.subscribe(name, check);
            this.registerCleanup(() => bus.unsubscribe(name, check));
        }
        bus.start();
        this.plan(session.agency_guest.closes_in);
        const poll = setInterval(() => this.connected || check(), POLL);
        this.registerCleanup(() => clearInterval(poll));
        this.registerCleanup(() => clearTimeout(this.timer));
        this.addListener(document, "visibilitychange", () => document.hidden || check());
    }

    lost(detail) {
        this.connected = false;
        if (detail?.closeCode === SESSION_EXPIRED) {
            this.leave();
        }
    }

    plan(seconds) {
        clearTimeout(this.timer);
        if (seconds === null || seconds === undefined) {
            return;
        }
        const wait = Math.min(Math.max(seconds * 1000, 0) + 200, LONGEST);
        this.timer = setTimeout(() => this.check(), wait);
    }

    async check() {
        let answer;
        try {
            answer = await this.waitFor(rpc("/agency/alive", {}, {silent: true}));
        } catch {
            return;
        }
        if (!answer.open) {
            this.leave();
        } else {
            this.plan(answer.closes_in);
        }
    }

    leave() {
        document.body.replaceChildren(_t("Your session has ended."));
        location.replace(CLOSED_PAGE);
    }
}

registry.category("public.interactions").add("agency_guests.guest_session", GuestSession);

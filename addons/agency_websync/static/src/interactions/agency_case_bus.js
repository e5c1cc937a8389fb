import {_t} from "@web/core/l10n/translation";

const CHANNEL = "agency_websync/cases";
// Without the live connection the page asks by itself.
const POLL = 5000;
// With it, now and then: whose account lost its rights is told by nobody.
const CHECK = 60000;
// Messages that come together are answered together.
const TOGETHER = 40;
const UNITS = [
    ["year", 31536000],
    ["month", 2592000],
    ["week", 604800],
    ["day", 86400],
    ["hour", 3600],
    ["minute", 60],
    ["second", 1],
];

/**
 * Calls back with what happened to cases while the page is open.
 *
 * @param {Interaction} interaction
 * @param {Function} onMessage gets access, all, changed and gone
 * @param {Function} onCheck compares the page with the server, as messages may have been missed
 */
export function follow(interaction, onMessage, onCheck) {
    const bus = interaction.services.bus_service;
    bus.subscribe(CHANNEL, onMessage);
    bus.addEventListener("BUS:RECONNECT", onCheck);
    interaction.registerCleanup(() => {
        bus.unsubscribe(CHANNEL, onMessage);
        bus.removeEventListener("BUS:RECONNECT", onCheck);
    });
    // What changed between the making of the page and its first connection.
    bus.start().then(onCheck);
    const isConnected = () => bus.workerState === "CONNECTED";
    const poll = setInterval(() => isConnected() || document.hidden || onCheck(), POLL);
    const check = setInterval(() => document.hidden || onCheck(), CHECK);
    interaction.registerCleanup(() => clearInterval(poll));
    interaction.registerCleanup(() => clearInterval(check));
    interaction.addListener(document, "visibilitychange", () => document.hidden || onCheck());
}

/** Fetches a part of a guest's page: its document; null when it is gone, undefined if that failed. */
export async function fetchPart(url) {
    let response;
    try {
        response = await fetch(url, {credentials: "same-origin"});
    } catch {
        return undefined;
    }
    if (response.status === 404) {
        return null;
    }
    // Who is signed out is led to another page: `guest_session.js` closes this one.
    if (!response.ok || !new URL(response.url).pathname.includes("/my/cases")) {
        return undefined;
    }
    return response;
}

export async function parse(response) {
    return new DOMParser().parseFromString(await response.text(), "text/html");
}

/** The versions of copies on the server: an object, or null without the section. */
export async function fetchVersions(url, ids) {
    const address = new URL(url, location.origin);
    const response = await fetchPart(`${address.pathname}?ids=${ids.join(",")}`);
    return response ? await response.json() : response;
}

/** Runs a function some milliseconds after the first of several calls, one run at a time. */
export function together(run) {
    let timer = null;
    let running = Promise.resolve();
    return () => {
        if (timer === null) {
            timer = setTimeout(() => {
                timer = null;
                running = running.then(run);
            }, TOGETHER);
        }
    };
}

/** Counts the marks of freshness on: "updated 4 sec. ago". */
export function keepCounting(interaction) {
    const born = new WeakMap();
    const language = document.documentElement.lang || undefined;
    const words = new Intl.RelativeTimeFormat(language, {style: "short"});
    const count = () => {
        const now = performance.now() / 1000;
        for (const mark of interaction.el.querySelectorAll("[data-role=ago]")) {
            if (!born.has(mark)) {
                born.set(mark, now - Number(mark.dataset.age));
            }
            const age = Math.max(0, now - born.get(mark));
            const [unit, length] = UNITS.find((each) => age / each[1] >= 0.85) || UNITS.at(-1);
            const text = words.format(-Math.max(0, Math.round(age / length)), unit);
            if (mark.textContent !== text) {
                mark.textContent = text;
            }
        }
    };
    count();
    const timer = setInterval(count, 1000);
    interaction.registerCleanup(() => clearInterval(timer));
}

/** Tells screen readers what changed, once. */
export function say(interaction, text) {
    interaction.el.querySelector("[data-role=said]").textContent = text;
}

/** Marks an element as just changed, for a moment. */
export function flash(element) {
    element.classList.remove("o_agency_flash");
    // Measuring starts the animation again.
    element.getBoundingClientRect();
    element.classList.add("o_agency_flash");
}

/** Puts a new element in the place of an old one; the focus and pictures that stay do not flicker. */
export function exchange(interaction, old, fresh) {
    const focused = old.contains(document.activeElement) && document.activeElement.id;
    for (const picture of fresh.querySelectorAll("img")) {
        const address = CSS.escape(picture.getAttribute("src"));
        const same = old.querySelector(`img[src="${address}"]`);
        if (same) {
            picture.replaceWith(same);
        }
    }
    keepTyped(old, fresh);
    const interactions = interaction.services["public.interactions"];
    interactions.stopInteractions(old);
    old.replaceWith(fresh);
    interactions.startInteractions(fresh);
    if (focused) {
        document.getElementById(focused)?.focus({preventScroll: true});
    }
}

function keepTyped(old, fresh) {
    for (const field of old.querySelectorAll("textarea, input[type=file], input[type=text]")) {
        const twin = field.id && fresh.querySelector(`#${CSS.escape(field.id)}`);
        if (twin && (field.value || field === document.activeElement)) {
            twin.replaceWith(field);
        }
    }
}

/** What a part shows, without what differs each time it is made. */
export function shown(part) {
    const copy = part.cloneNode(true);
    copy.querySelectorAll(".o_agency_fresh, input[type=hidden]").forEach((each) => each.remove());
    copy.querySelectorAll(".o_agency_flash").forEach((each) => {
        each.classList.remove("o_agency_flash");
    });
    return copy.innerHTML.replace(/\s+/g, " ");
}

export function updatedText(name) {
    return _t("%s has been updated", name);
}

/** Mounts a figure by its lesson's name: the only JavaScript that knows Streamlit. */

import { fill } from "../i18n/korean_particles.js";
import { readAddress, withinLimits } from "../settings/address.js";
import { isFramed } from "../settings/framed.js";
import { sheetOf, wordsOf } from "./fetched.js";
import { isFirstVisit } from "./first_minute.js";
import { isSmallWindow, offerWayBack } from "./link_sheet.js";
import { announce, beFollowed, follow, revealed, setFollowed } from "./linked_figures.js";
import { Chosen, lastOf, lastVisitOf } from "./settings_store.js";

/** @import { Figure, Host, Kit, View, Way } from "../dom/kit.js" */
/** @import { Words } from "./fetched.js" */
/**
 * @typedef {{ name: string, language: string, theme: string, receive: (data: any) => void, take: (query: string) => boolean, leadBack: (link: HTMLElement) => void, end: () => void }} Mounted
 */

/** @type {WeakMap<ShadowRoot, Mounted>} */
const mounted = new WeakMap();
/** The newest call of each place: modules load in their own time, and only the newest may draw. @type {WeakMap<ShadowRoot, Host>} */
const newest = new WeakMap();

/** Streamlit tells a component its colours, not the theme's name. @param {HTMLElement} root @returns {import("../dom/kit.js").Theme} */
function themeOf(root) {
  const text = getComputedStyle(root).getPropertyValue("--st-text-color").trim();
  return Number.parseInt(text.slice(1, 3), 16) > 127 ? "dark" : "light";
}

/** The settings a figure starts with: the address says first, then where the visitor left it. @param {string} name @param {Figure} figure */
function startOf(name, figure) {
  const asked = readAddress(figure.settings, location.search);
  const left = asked ? null : (lastOf(name) ?? lastVisitOf(name, figure));
  const first = isFirstVisit(name) ? figure.first : {};
  return {
    isAsked: asked !== null,
    settings: asked?.settings ?? withinLimits(figure.settings, left ?? first ?? {}),
    refused: asked?.refused ?? [],
  };
}

/** What every figure has to speak with. @param {Host} host @param {Words} words @param {import("../dom/kit.js").Theme} theme @param {AbortSignal} signal @returns {Pick<Kit, "label" | "language" | "refusals" | "earlier" | "theme" | "signal">} */
function speech({ data: { language } }, { labels, refusals, earlier }, theme, signal) {
  const label = (/** @type {string} */ id, values = {}) => fill(labels[id] ?? `[${id}]`, values);
  return { label, language, refusals, earlier, theme, signal };
}

/** @param {Host} host @param {Words} words @param {Chosen} chosen @param {import("../dom/kit.js").Theme} theme @param {AbortSignal} signal @returns {Kit} */
function kitOf(host, words, chosen, theme, signal) {
  return {
    ...speech(host, words, theme, signal),
    settings: () => chosen.settings,
    set: (changes, isPassing) => chosen.set(changes, isPassing),
    repaint: () => chosen.repaint(),
    note: (name, value) => chosen.note(name, value),
  };
}

const nothing = () => {};
const STILL = { paint: nothing, receive: nothing, refuse: nothing }; // what a figure need not answer to

/** From what a link shows to what the visitor had set. @param {Kit} kit @param {Chosen} chosen @param {View} view @returns {Way} */
function wayBack(kit, chosen, view) {
  const own = chosen.settings;
  const go = () => {
    view.offer?.(null);
    chosen.goTo(own);
    chosen.isOwn = true;
  };
  return { name: kit.label("nav.back_to_own"), go };
}

/** A figure that shows the settings of another one, and has none itself: what is set here is set there. @param {Host} host @param {Words} words @param {Figure} figure @param {any} data @param {string} followed @param {HTMLElement} root @returns {Mounted} */
function buildFollower(host, words, figure, data, followed, root) {
  const { figure: name, language } = host.data;
  const ending = new AbortController();
  const theme = themeOf(root);
  /** @type {Kit} */
  const kit = {
    ...speech(host, words, theme, ending.signal),
    settings: () => lastOf(followed) ?? {},
    set: (changes) => setFollowed(followed, changes),
    repaint: () => view.paint(lastOf(followed) ?? {}),
    note: nothing,
  };
  const view = { ...STILL, ...figure.build(root, kit, data) };
  follow(followed, view, ending.signal);
  const now = lastOf(followed);
  if (now) view.paint(now);
  view.receive(data);
  const end = () => ending.abort();
  return { name, language, theme, receive: view.receive, take: () => false, leadBack: nothing, end };
}

/** @param {Host} host @param {Words} words @param {Figure} figure @param {any} data @param {HTMLElement} root @returns {Mounted} */
function build(host, words, figure, data, root) {
  const { figure: name, language } = host.data;
  const theme = themeOf(root);
  root.lang = language;
  root.dataset.theme = theme;
  root.dataset.figure = name;
  root.classList.toggle("framed", isFramed());
  root.replaceChildren();
  if (figure.follows) return buildFollower(host, words, figure, data, figure.follows, root);
  const ending = new AbortController();
  const start = startOf(name, figure);
  const chosen = new Chosen(name, figure, start.settings);
  const kit = kitOf(host, words, chosen, theme, ending.signal);
  const view = { ...STILL, ...figure.build(root, kit, data) };
  chosen.paint = view.paint;
  chosen.onHand = () => view.offer?.(null);
  view.paint(chosen.settings);
  if (start.isAsked) view.arrive?.(chosen.settings);
  view.receive(data);
  view.refuse(start.refused);
  chosen.keep();
  beFollowed(name, /** @type {ShadowRoot} */ (root.getRootNode()).host, kit.set, data, ending.signal);
  announce(name, chosen.settings);
  // The app's own shortcuts (R, C) listen on the document; what is typed in a figure stays in it.
  root.addEventListener("keydown", (event) => event.stopPropagation(), { signal: ending.signal });
  const take = (/** @type {string} */ query) => {
    const asked = readAddress(figure.settings, query);
    if (!asked) return false;
    view.pause?.();
    const back = chosen.isOwn ? wayBack(kit, chosen, view) : null;
    chosen.goTo(asked.settings);
    view.arrive?.(chosen.settings);
    view.offer?.(back);
    return true;
  };
  /** What has come may be what those who follow have waited for. @param {any} data */
  const receive = (data) => {
    view.receive(data);
    announce(name, chosen.settings);
  };
  const leadBack = (/** @type {HTMLElement} */ link) => offerWayBack(kit, root, link);
  return { name, language, theme, receive, take, leadBack, end: () => ending.abort() };
}

/**
 * A link in the text such as "?stride=3" sets the figure of this page instead of opening another one.
 * @param {MouseEvent} event @param {Mounted} figure @param {ShadowRoot} place
 */
function followLink(event, figure, place) {
  const link = event.composedPath().find((node) => node instanceof HTMLAnchorElement);
  if (!(link instanceof HTMLAnchorElement) || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const query = link.getAttribute("href") ?? "";
  if (!query.startsWith("?") || !figure.take(link.search)) return; // without a hash, which points into the figure
  event.preventDefault();
  if (revealed(figure.name, link)) return;
  place.host.scrollIntoView({ block: isSmallWindow() ? "start" : "nearest" });
  if (isSmallWindow()) figure.leadBack(link);
}

/** A figure, and all its data. @param {Host["data"]} host @returns {Promise<[Figure, any]>} */
async function figureOf({ figure: name, language, data }) {
  const { figure } = /** @type {{ figure: Figure }} */ (await import(`../../${name}/figure.js`));
  const [fetched] = await Promise.all([figure.fetched?.(language), figure.ready?.()]);
  return [figure, { ...data, ...fetched }];
}

/** Show the figure, or hand new data to the one that is there. Called again by Streamlit when data or theme change. @param {Host} host */
export async function mount(host) {
  const place = host.parentElement;
  newest.set(place, host);
  const { figure: name, language } = host.data;
  const [[figure, data], words, ...sheets] = await Promise.all([
    figureOf(host.data),
    wordsOf(name.split("/")[0], language),
    sheetOf("kit"),
    sheetOf(name),
  ]);
  const root = place.querySelector(".stage-host");
  if (newest.get(place) !== host || !(root instanceof HTMLElement)) return;
  const old = mounted.get(place);
  if (old?.name === name && old.language === language && old.theme === themeOf(root)) {
    old.receive(data);
    return;
  }
  old?.end();
  mounted.delete(place); // what comes next may fail
  place.adoptedStyleSheets = sheets;
  const now = build(host, words, figure, data, root);
  const links = new AbortController();
  document.addEventListener("click", (event) => followLink(event, now, place), { signal: links.signal });
  mounted.set(place, {
    ...now,
    end: () => {
      links.abort();
      now.end();
    },
  });
}

/** Stop everything a figure has running. @param {ShadowRoot} place */
export function unmount(place) {
  newest.delete(place);
  mounted.get(place)?.end();
  mounted.delete(place);
}

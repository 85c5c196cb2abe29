/** Mounts a figure by its lesson's name, where Streamlit has made a place for it. */

import { keepFocus, pressOnce } from "../dom/dom.js";
import { doWhatWaits, isElsewhere, linkUnder } from "../dom/page.js";
import { labelsOf } from "../i18n/korean_particles.js";
import { isFramed, readAddress, withinLimits, writeValue } from "../settings/address.js";
import { importFigure, sheetOf, wordsOf } from "./fetched.js";
import { isFirstVisit } from "./first_minute.js";
import { isSmallWindow, offerWayBack } from "./link_sheet.js";
import {
  announce,
  beFollowed,
  createChosen,
  follow,
  followedAs,
  lastOf,
  lastVisitOf,
  revealed,
  STILL,
} from "./settings_store.js";

/** @import { Settings } from "../settings/address.js" */
/** @import { Words } from "./fetched.js" */
/** @typedef {{ look: string, receive: (data: any) => void, end: () => void }} Mounted look: figure, language and theme; for another one it is built anew */
/** @typedef {Pick<Kit, "label" | "language" | "refusals" | "earlier" | "theme" | "signal">} Speech what every figure has to speak with */

/** @type {WeakMap<ShadowRoot, Mounted>} */
const mounted = new WeakMap();

/** Streamlit tells a component its colours, not the theme's name. @param {HTMLElement} root @returns {Theme} */
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
    isAddressed: asked !== null,
    settings: asked?.settings ?? withinLimits(figure.settings, left ?? first ?? {}),
    refused: asked?.refused ?? [],
  };
}

/**
 * A figure that shows the settings of another one, and has none itself: what is set here is set there.
 * @param {Speech} speech @param {Figure} figure @param {any} data @param {string} followed @param {HTMLElement} root
 * @returns {Mounted["receive"]}
 */
function buildFollower(speech, figure, data, followed, root) {
  /** @type {Kit} */
  const kit = {
    ...speech,
    settings: () => lastOf(followed) ?? {},
    set: (changes) => followedAs(followed)?.set(changes),
    repaint: () => view.paint(kit.settings()),
    note() {},
  };
  const view = { ...STILL, ...figure.build(root, kit, data) };
  follow(followed, view, kit.signal);
  if (lastOf(followed)) kit.repaint();
  view.receive(data);
  return view.receive;
}

/**
 * A link in the text such as "?stride=3" sets the figure of this page instead of opening another one.
 * @param {MouseEvent} event @param {string} name @param {Kit} kit @param {HTMLElement} root
 * @param {(query: string) => boolean} take
 */
function followLink(event, name, kit, root, take) {
  const link = linkUnder(event, "?");
  if (!link || isElsewhere(event) || !take(link.search)) return; // without a hash, which points into the figure
  event.preventDefault();
  if (revealed(name, link)) return;
  unfold(root);
  hostOf(root).scrollIntoView({ block: isSmallWindow() ? "start" : "nearest" });
  if (isSmallWindow()) offerWayBack(kit, root, link);
}

/** @param {HTMLElement} root */
const hostOf = (root) => /** @type {ShadowRoot} */ (root.getRootNode()).host;

/** Open the fold of the page that a figure stands in. @param {HTMLElement} root */
function unfold(root) {
  const fold = hostOf(root).closest("details:not([open])")?.querySelector("summary");
  fold?.click();
}

/** Whether the address names the part of the page that is to be open, or has named it: it stands there until then. */
const isPartNamed = () =>
  location.hash !== "" || document.documentElement.dataset.arrived === location.pathname;

/** Whether an address asks for anything else than what a figure shows unasked; it holds that too. @param {Figure} figure @param {Settings} settings */
function isUnusual({ settings: known }, settings) {
  const usual = withinLimits(known, {});
  return Object.keys(known).some((name) => writeValue(settings[name]) !== writeValue(usual[name]));
}

/** A figure with settings of its own. @param {Speech} speech @param {string} name @param {Figure} figure @param {any} data @param {HTMLElement} root @returns {Mounted["receive"]} */
function buildOwn(speech, name, figure, data, root) {
  doWhatWaits(); // the address says then what a link has set a moment ago
  const start = startOf(name, figure);
  let view = STILL;
  const chosen = createChosen(name, figure, start.settings, () => view);
  const kit = { ...speech, ...chosen.kit };
  const { signal, settings } = kit;
  view = { ...STILL, ...figure.build(root, kit, data) };
  view.paint(settings());
  if (start.isAddressed) view.arrive(settings());
  if (start.isAddressed && !isPartNamed() && isUnusual(figure, settings())) unfold(root);
  view.receive(data);
  if (start.refused.length > 0) view.refuse(start.refused);
  chosen.keep();
  beFollowed(name, { place: hostOf(root), set: kit.set, data }, signal);
  announce(name, settings());
  // The app's own shortcuts (R, C) listen on the document; what is typed in a figure stays in it.
  root.addEventListener("keydown", (event) => event.stopPropagation(), { signal });
  const take = (/** @type {string} */ query) => {
    const asked = readAddress(figure.settings, query);
    if (!asked) return false;
    view.pause();
    const [own, isOwn] = [settings(), chosen.isOwn()];
    chosen.goTo(asked.settings);
    view.arrive(settings());
    const goBack = () => {
      view.offer(null);
      chosen.goTo(own, true);
    };
    view.offer(isOwn ? { name: kit.label("nav.back_to_own"), go: goBack } : null);
    return true;
  };
  document.addEventListener("click", (event) => followLink(event, name, kit, root, take), { signal });
  return (next) => {
    view.receive(next);
    announce(name, settings()); // what has come may be what those who follow have waited for
  };
}

/** @param {Host["data"]} host @param {Words} words @param {Figure} figure @param {any} data @param {HTMLElement} root */
function build({ figure: name, language }, { labels, refusals, earlier }, figure, data, root) {
  const [theme, ending] = [themeOf(root), new AbortController()];
  root.lang = language;
  Object.assign(root.dataset, { theme, figure: name });
  root.classList.toggle("framed", isFramed());
  root.replaceChildren();
  pressOnce(root, ending.signal);
  keepFocus(root, ending.signal);
  const label = labelsOf(labels);
  const speech = { label, language, refusals, earlier, theme, signal: ending.signal };
  const receive = figure.follows
    ? buildFollower(speech, figure, data, figure.follows, root)
    : buildOwn(speech, name, figure, data, root);
  return { receive, end: () => ending.abort() };
}

/** A figure, and all its data. @param {Host["data"]} host @returns {Promise<[Figure, any]>} */
async function figureOf({ figure: name, language, data }) {
  const { figure } = /** @type {{ figure: Figure }} */ (await importFigure(name));
  return [figure, { ...data, ...(await figure.fetched?.(language)) }];
}

/** Show the figure, or hand new data to the one that is there. Called again by Streamlit when data or theme change. @param {Host} host @param {() => boolean} isNewest call of its place: modules load in their own time */
export async function mount(host, isNewest) {
  const place = host.parentElement;
  const { figure: name, language } = host.data;
  const [[figure, data], words, ...sheets] = await Promise.all([
    figureOf(host.data),
    wordsOf(name.split("/")[0], language),
    sheetOf("kit"),
    sheetOf(name),
  ]);
  const root = place.querySelector(".stage-host");
  if (!isNewest() || !(root instanceof HTMLElement)) return;
  const [old, look] = [mounted.get(place), `${name} ${language} ${themeOf(root)}`];
  if (old?.look === look) return old.receive(data);
  old?.end();
  mounted.delete(place); // what comes next may fail
  place.adoptedStyleSheets = sheets;
  mounted.set(place, { look, ...build(host.data, words, figure, data, root) });
}

/** Stop everything a figure has running. @param {ShadowRoot} place */
export function unmount(place) {
  mounted.get(place)?.end();
  mounted.delete(place);
}

/** Where a page has no room beside its text: what a link of the text has set comes up from below, and the text stays. */

import { icon, make, setText, whenResized } from "../dom/dom.js";
import { afterRest } from "../dom/page.js";
import { followedAs } from "./settings_store.js";

const LINKS = '.stMarkdown a[href^="?"]';
const SHOWN = "data-shown"; // of the link whose state the sheet shows: pages.css
const FREE = 12; // px between that link and the sheet
const SWIPED = 40; // px down that close it
const WAY_BACK = 10_000; // ms it is offered

/** As in header.css: the text and a figure have no room beside each other. */
export const isSmallWindow = () => matchMedia("(width < 900px), (height < 500px)").matches;

/** The pressed words stand above the sheet; the page scrolls in an element of Streamlit's. @param {HTMLElement} sheet @param {HTMLElement | null} link */
function bringAbove(sheet, link) {
  if (!link) return;
  const hidden = link.getBoundingClientRect().bottom + FREE - sheet.getBoundingClientRect().top;
  if (hidden > 0) link.closest('[data-testid="stMain"]')?.scrollBy({ top: hidden });
}

/** For some seconds the way back to the link that has led to a figure. @param {Pick<Kit, "label" | "signal">} kit @param {HTMLElement} root of a figure @param {HTMLElement} link */
export function offerWayBack({ label, signal }, root, link) {
  root.querySelector(".to-text")?.remove();
  const go = () => {
    link.scrollIntoView({ block: "center" });
    link.focus({ preventScroll: true });
    button.remove();
  };
  const attributes = { type: "button", class: "to-text filled", popover: "manual", onclick: go };
  const button = make("button", attributes, label("nav.to_text"));
  root.append(button);
  button.showPopover();
  afterRest(signal).soon(WAY_BACK, () => button.remove());
}

/** The links of the text that are not folded away. */
const linksInSight = () => [...document.querySelectorAll(LINKS)].filter((link) => link.checkVisibility());

/** @param {HTMLElement} head on which a finger leads the sheet down @param {() => void} close @param {AbortSignal} signal */
function closeBySwipe(head, close, signal) {
  let start = 0;
  head.addEventListener("pointerdown", ({ clientY }) => (start = clientY), { signal });
  head.addEventListener("pointerup", ({ clientY }) => clientY - start > SWIPED && close(), { signal });
}

/** To the link before and the next one, and which it is. @param {Kit} kit @param {() => HTMLElement | null} shown */
function createWalk(kit, shown) {
  const at = (/** @type {Element[]} */ all) => all.indexOf(/** @type {Element} */ (shown()));
  const go = (/** @type {number} */ by) => {
    const all = linksInSight();
    const next = at(all) < 0 ? undefined : all[at(all) + by];
    if (next instanceof HTMLElement) next.click();
  };
  const [back, next] = /** @type {const} */ (["back", "next"]).map((picture) => {
    const name = kit.label(picture === "back" ? "nav.previous" : "nav.next");
    const press = () => go(picture === "back" ? -1 : 1);
    return make("button", { "aria-label": name, onclick: press }, icon(picture));
  });
  const count = make("span.note");
  return {
    parts: [back, next, count],
    show() {
      const all = linksInSight();
      const place = at(all);
      setText(count, place < 0 ? "" : `${place + 1} / ${all.length}`);
      back.setAttribute("aria-disabled", String(place <= 0));
      next.setAttribute("aria-disabled", String(place < 0 || place === all.length - 1));
    },
  };
}

/**
 * Make a sheet of an element: its title, its end, and the way to the other links.
 * @param {HTMLElement} element it is a sheet while it has the attribute `popover`
 * @param {Kit} kit
 * @param {string} figure that the links set
 */
export function createLinkSheet(element, kit, figure) {
  /** @type {HTMLElement | null} */
  let shown = null;
  const title = make("b");
  const mark = (/** @type {HTMLElement | null} */ link) => {
    shown?.removeAttribute(SHOWN);
    link?.setAttribute(SHOWN, "");
    shown = link;
  };
  const close = () => {
    if (element.matches(":popover-open")) element.hidePopover();
    mark(null);
  };
  const closing = make("button.quiet.close", { onclick: close, "aria-label": kit.label("state.close") }, "×");
  const head = make("p.sheet-head.apart", title, closing);
  const walk = createWalk(kit, () => shown);
  const openLarge = () => {
    const from = shown;
    close();
    followedAs(figure)?.place.scrollIntoView({ block: "start" });
    const root = /** @type {HTMLElement} */ (element.closest(".stage-host"));
    if (from) offerWayBack(kit, root, from);
  };
  const large = make("button.quiet.pushed", { onclick: openLarge }, kit.label("nav.large"));
  element.classList.add("link-sheet");
  element.prepend(head);
  element.append(make("p.sheet-foot.in-row", ...walk.parts, large));
  closeBySwipe(head, close, kit.signal);
  const takeKey = (/** @type {KeyboardEvent} */ { key }) => key === "Escape" && close();
  addEventListener("keydown", takeKey, { signal: kit.signal, capture: true });
  kit.signal.addEventListener("abort", close);
  const bring = () => bringAbove(element, shown);
  whenResized(element, bring, kit.signal); // its figure may come later
  return {
    close,
    /** @param {HTMLElement} link that was pressed */
    open(link) {
      mark(link);
      setText(title, link.textContent);
      if (!element.matches(":popover-open")) element.showPopover();
      walk.show();
      bring();
    },
  };
}

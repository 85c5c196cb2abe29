// What a figure shows, where the keyboard is, and what a finger has set.

import { everywhere, nextFrame } from "./everywhere.js";

/** @param {any} grid @returns {[number, number, string][]} */
const cellsOf = (grid) =>
  [...grid.querySelectorAll("[role=row]")].flatMap((row, y) =>
    [...row.querySelectorAll("[role=gridcell]")].map((cell, x) => [
      Number(row.getAttribute("aria-rowindex") ?? y + 1),
      Number(cell.getAttribute("aria-colindex") ?? x + 1),
      cell.textContent,
    ]),
  );

/** @param {any} part @returns {boolean} */
const isInert = (part) => part && (part.inert || isInert(part.parentElement ?? part.getRootNode().host));

/** What the page's first figure shows, in one call after the next frame: what is read belongs together even while a figure plays. @param {string} putsOff the module of what waits for the next frame @param {string[]} pauses what the button of a figure that plays says */
export async function figure(putsOff, pauses) {
  // Behind the frame; what a figure that still plays puts off until the next, as its address, is done before.
  const { doWhatWaits } = await import(putsOff);
  await nextFrame();
  await new Promise((done) => setTimeout(() => setTimeout(done)));
  doWhatWaits();
  const parts = everywhere("[role=grid], [data-figure]");
  const grids = parts.filter((part) => part.role === "grid" && part.checkVisibility() && !isInert(part));
  const here = location.pathname.slice(1).replaceAll("-", "_");
  const root = parts.find((part) => part.dataset.figure === here);
  /** @param {string} selector @returns {any[]} */
  const all = (selector) => (root ? [...root.querySelectorAll(selector)] : []);
  /** @param {string} selector */
  const said = (selector) =>
    all(selector)
      .map((line) => line.textContent)
      .join("");
  return {
    url: location.href,
    language: document.documentElement.lang,
    grids: grids.map((grid) => [grid.getAttribute("aria-label"), cellsOf(grid)]),
    paragraphs: all("p:not([aria-live], [role])").map((line) => line.textContent),
    tables: all("table")
      .filter((table) => table.checkVisibility())
      .map((table) => [table.getAttribute("aria-label"), rowsOf(table)]),
    terms: all("small")
      .filter((small) => small.checkVisibility())
      .map((small) => [small.textContent, small.previousElementSibling?.textContent ?? ""]),
    alert: said("[role=alert]:not([hidden])"),
    status: said("p[role=status]"),
    words: parts.flatMap((part) => (part.dataset.figure ? part.textContent : [])).join("\n"),
    isPlaying: all("button").some((button) => pauses.includes(button.textContent)),
  };
}

/** @param {HTMLTableElement} table */
const rowsOf = (table) => [...table.rows].map((row) => [...row.children].map((cell) => cell.textContent));

/** Whether this lesson's figure stands there in this language, and no other; in one question, which is asked again and again: a locator each would search the whole page a dozen times. @param {string} own @param {string[]} lessons @param {string} language @param {string} settled */
export function isThere(own, lessons, language, settled) {
  const figures = everywhere("[data-figure]").filter((one) => lessons.includes(one.dataset.figure));
  const hosts = everywhere(".stage-host");
  return (
    figures.some((one) => one.clientHeight > 0) &&
    hosts.every((host) => host.dataset.figure && host.lang === language) && // the small ones below it as well
    figures.every((one) => one.dataset.figure === own) &&
    !figures.some((one) => one.querySelector(".field-place[aria-busy=true]")) && // a photo on its way
    document.documentElement.lang === language &&
    document.querySelector(settled) !== null
  );
}

/** Press every button of the figures as a key does, also those that come meanwhile: how many, and after which the keyboard is nowhere. */
export async function losingFocus() {
  /** @type {Set<string>} */
  const pressed = new Set();
  /** @type {string[]} */
  const losing = [];
  /** @param {any} button */
  const nameOf = (button) => button.ariaLabel ?? button.textContent.trim();
  const opened = () => everywhere("dialog:modal").at(-1); // all else is behind it
  /** @param {any} button */
  const isReady = (button) =>
    (opened()?.contains(button) ?? true) &&
    button.checkVisibility({ visibilityProperty: true }) &&
    !isInert(button);
  const next = () =>
    everywhere("[data-figure] button:enabled").find((one) => !pressed.has(nameOf(one)) && isReady(one));
  for (let button = next(); button; button = next()) {
    pressed.add(nameOf(button));
    button.focus();
    button.click();
    for (let frame = 0; frame < 3; frame++) await nextFrame();
    await new Promise((done) => setTimeout(done));
    if (document.activeElement === document.body) losing.push(nameOf(button));
    if (!next()) opened()?.close();
  }
  return [pressed.size, losing];
}

/** A link in the text such as "?stride=3" sets the figure of its page. @param {string} query */
export function follow(query) {
  const link = document.createElement("a");
  link.href = query;
  document.querySelector("[data-testid=stMain]")?.append(link);
  link.click();
  link.remove();
}

/** A page's further figures wait in folds: whoever looks at figures has them open. */
export function unfoldAll() {
  for (const fold of document.querySelectorAll("[data-testid=stMain] details:not([open])"))
    fold.querySelector("summary")?.click();
}

/** Opens what a link of the text is folded in. @param {Element} link */
export function unfold(link) {
  const fold = link.closest("details");
  if (fold && !fold.open) fold.querySelector("summary")?.click();
}

/** Whether the address says what is asked. @param {Record<string, string>} asked */
export function isSetTo(asked) {
  const now = new URLSearchParams(location.search);
  return Object.entries(asked).every(([name, value]) => now.get(name) === value);
}

const kept = /** @type {{ seen?: Set<Element> }} */ (globalThis);

/** Begins to note what has had the focus. */
export function watchFocus() {
  kept.seen = new Set();
}

/** What has the focus: its role, its name, and by what that is seen. */
export function focused() {
  let on = /** @type {any} */ (document.activeElement);
  while (on?.shadowRoot?.activeElement) on = on.shadowRoot.activeElement;
  kept.seen?.add(on);
  const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(on);
  const labelled = on.getAttribute("aria-label") ?? on.labels?.[0]?.firstElementChild?.textContent;
  const name = labelled ?? (on.innerText || on.textContent || "").trim();
  const outline = outlineStyle === "none" ? 0 : Number.parseFloat(outlineWidth);
  return [on.getAttribute("role") || on.type || on.localName, name, outline, boxShadow];
}

/** What of a figure can have the focus and has not had it. @param {string} name */
export function unseen(name) {
  const [root] = everywhere(`[data-figure=${name}]`);
  const all = [...root.querySelectorAll("*")].filter((one) => one.tabIndex >= 0 && !one.closest("[inert]"));
  return all
    .filter((one) => one.checkVisibility({ visibilityProperty: true }) && !kept.seen?.has(one))
    .map((one) => `${one.localName} ${one.getAttribute("aria-label") ?? one.textContent}`);
}

/** How far all that can scroll has been scrolled, and all that a finger could set. */
export const setByFinger = () => [
  everywhere("*").reduce((sum, one) => sum + one.scrollTop, 0),
  [
    location.href,
    ...everywhere(".map [role=grid]").map((one) => one.getAttribute("aria-activedescendant")),
    ...everywhere("input[type=range]").map((one) => one.value),
  ],
];

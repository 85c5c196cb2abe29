// What a press hits: of what is pressed, what lies under the pointer or the finger in its place.

import { everywhere, nextFrame } from "./everywhere.js";

/** What a press on this point hits, within a figure too. @param {number} x @param {number} y */
function hitAt(x, y) {
  let hit = document.elementFromPoint(x, y);
  while (hit?.shadowRoot) {
    const inner = hit.shadowRoot.elementFromPoint(x, y);
    if (!inner || inner === hit) break;
    hit = inner;
  }
  return hit;
}

/** @param {string} wanted */
const seen = (wanted) =>
  everywhere(wanted).filter((one) =>
    one.checkVisibility({ visibilityProperty: true, opacityProperty: true }),
  );

/** @param {any} one */
const nameOf = (one) => one.getAttribute("aria-label") ?? one.textContent.trim();

const CONTROLS = "button, a[href], select, textarea, summary, input, label:has(input), [role=button]";
const INSIDE = 3; // px
const LEAST = 8; // px
const OF_A_CORNER = 1 - Math.SQRT1_2;

/** A few pixels inside the corners of a box, and its middle. @param {any} one @param {DOMRect} box */
function pointsOf(one, box) {
  const radius = Number.parseFloat(getComputedStyle(one).borderTopLeftRadius) || 0;
  const off = INSIDE + OF_A_CORNER * Math.min(radius, box.width / 2, box.height / 2);
  const [left, right, top, bottom] = [box.left + off, box.right - off, box.top + off, box.bottom - off];
  const corners = [top, bottom].flatMap((y) => [left, right].map((x) => ({ x, y })));
  return [...corners, { x: (left + right) / 2, y: (top + bottom) / 2 }];
}

/** What a press on a point of a control hits in its place, "" where it hits the control. @param {any} one @param {{ x: number, y: number }} point */
function hitInstead(one, { x, y }) {
  const hit = hitAt(x, y);
  // A track takes the finger in its range's place (controls/number.js).
  if (hit && (one.contains(hit) || one.closest(".track") === hit)) return "";
  return hit ? `${hit.localName}.${hit.getAttribute("class") ?? ""}` : "nothing";
}

/** Which controls a press would miss, and what it would hit instead. A link of several lines has several boxes. What can be scrolled under something else is first scrolled to the middle; what stands beside the title goes with it. */
export async function covered() {
  document.querySelector("[data-testid=stMain]")?.scrollTo(0, 0);
  await nextFrame();
  const found = new Set();
  for (const one of seen(CONTROLS)) {
    const sidebar = one.closest("[data-testid=stSidebar]"); // closed on a phone: it stands beside the screen
    if (one.disabled || one.closest("[inert]") || sidebar?.getBoundingClientRect().right <= 0) continue;
    one.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
    const boxes = [...one.getClientRects()].filter((box) => Math.min(box.width, box.height) >= LEAST);
    const hits = boxes.flatMap((box) => pointsOf(one, box)).map((point) => hitInstead(one, point));
    for (const hit of hits.filter(Boolean))
      found.add(`${one.localName} "${nameOf(one).slice(0, 40)}" under ${hit}`);
  }
  return [...found];
}

const ROLES = ["button", "link", "gridcell", "menuitem", "option", "tab", "switch", "checkbox", "radio"];
const NAMED = ["button", "a[href]", "summary", ...ROLES.map((role) => `[role=${role}]`)];

/** Whole words in their order. @param {string} text */
const words = (text) => ` ${(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(" ")} `;

/** What is written on it; an icon's letters are none. @param {any} one @returns {string} */
const shownBy = (one) =>
  [...one.querySelectorAll("[data-testid=stIconMaterial]")].reduce(
    (text, icon) => text.replace(icon.innerText, ""),
    one.innerText ?? "",
  );

/** @param {any} one @returns {string} */
function givenTo(one) {
  const ids = one.getAttribute("aria-labelledby")?.split(" ") ?? [];
  const texts = ids.map(
    (/** @type {string} */ id) => one.getRootNode().getElementById(id)?.textContent ?? "",
  );
  return one.getAttribute("aria-label") ?? texts.join(" ");
}

/** Names that do not hold what is written on what they name: who speaks to a computer says what stands there. */
export const misnamed = () =>
  seen(NAMED.map((each) => `:is(${each}):is([aria-label], [aria-labelledby])`).join())
    .filter((one) => words(shownBy(one)).trim() && !words(givenTo(one)).includes(words(shownBy(one))))
    .map((one) => `"${givenTo(one)}" shows "${shownBy(one).trim()}"`);

const PRESSED = `button, select, summary, label.upload, a.button, .sections a,
  input[type=range], input[type=checkbox]`;
const OVER = ".dock, .call"; // a sheet, from under which it can be scrolled

/** Whether a finger that is laid so far from the middle misses it. @param {any} one @param {number} least */
function isMissed(one, least) {
  one.scrollIntoView({ block: "center", inline: "center" });
  const target = one.labels?.[0] ?? one;
  const { left, top, width, height } = target.getBoundingClientRect();
  const hits = (/** @type {number} */ y, mayBeCovered = true) => {
    const hit = hitAt(left + width / 2, y);
    if (hit?.closest(OVER) && !one.closest(OVER)) return mayBeCovered;
    return hit !== null && (target.contains(hit) || (hit.contains(one) && hit.matches(".track")));
  };
  const middle = top + height / 2;
  if (width === 0 || !hits(middle, false)) return false; // behind the bar, or beyond what scrolls
  if (height >= least && width >= 28) return false;
  return width < 24 || !hits(middle - least / 2 + 1) || !hits(middle + least / 2 - 1);
}

/** What is pressed and is smaller than a finger: 44 px high, and 28 wide at least where many stand in a row. Cells, maps and links within words are not meant. @param {number} least px */
export const missed = (least) =>
  seen(PRESSED)
    .filter((one) => !one.closest("[inert], [role=grid], [data-testid=stSidebar]") && isMissed(one, least))
    .map((one) => {
      const { width, height } = (one.labels?.[0] ?? one).getBoundingClientRect();
      return `${one.className || one.tagName} ${nameOf(one)}: ${Math.round(width)} x ${Math.round(height)}`;
    });

/** Brings what can be swiped over into the middle of the screen and says where; null where it is covered. @param {any} one */
export async function bring(one) {
  one.scrollIntoView({ block: "center" });
  await nextFrame();
  const { left, top, width, height } = one.getBoundingClientRect();
  const [x, y] = [left + width / 2, top + height / 2];
  const hit = hitAt(x, y);
  return hit && (one.contains(hit) || hit.contains(one)) ? [x, y] : null;
}

/** What part of the screen the sheet takes, how far it and the figure are from the ends of the screen, and whether nothing lies over the settings. @param {any} dock */
export function sheet(dock) {
  const [root, settings] = [dock.getRootNode(), dock.querySelector(".settings")];
  const field = root.querySelector(".field") ?? root.querySelector(".stage");
  const { left, right, top, bottom } = settings.getBoundingClientRect();
  const hits = [top + 2, bottom - 2].flatMap((y) => [left + 2, right - 20].map((x) => hitAt(x, y)));
  const bar = [settings, settings.parentElement]; // the space between two settings is the bar's
  const isBare = hits.every((hit) => settings.contains(hit) || bar.includes(hit));
  const place = dock.getBoundingClientRect();
  return [place.height / innerHeight, field.getBoundingClientRect().top, innerHeight - place.bottom, isBare];
}

// What test_widths.py asks of a page: a function for each question, called where it runs.

import { everywhere, nextFrame, roots, stand } from "./everywhere.js";

const range = document.createRange();
/** @param {Element} one */
const boxOf = (one) => one.getBoundingClientRect();
/** @param {Node} one */
const linesOf = (one) => {
  range.selectNodeContents(one);
  return [...range.getClientRects()];
};
/** @param {Node} one */
const wordsOf = (one) => {
  range.selectNodeContents(one);
  return range.getBoundingClientRect();
};
const nameOf = (/** @type {any} */ one) => one.className?.baseVal ?? (one.className || one.tagName);
/** @param {DOMRect} box @param {number} left @param {number} right */
const isOut = (box, left, right) => box.width > 0 && (box.right > right + 1 || box.left < left - 1);
/** @param {string} selector */
const firstSeen = (selector) => everywhere(selector).find((one) => one.checkVisibility());

/** @typedef {{ left: number, right: number, name: string }} Place where something may be seen */

/** The place that an element leaves to what is in it. @param {any} node @param {string} overflow @param {Place} place @returns {Place} */
function placeIn(node, overflow, place) {
  if (overflow === "visible") return place;
  if (overflow === "auto" || overflow === "scroll") return { ...place, left: -Infinity, right: Infinity };
  const { left, right } = boxOf(node);
  return { left: Math.max(place.left, left), right: Math.min(place.right, right), name: nameOf(node) };
}

/** What is beyond the edge of the page, or of something that clips. @param {any} node @param {Place} place @returns {Generator<string>} */
function* beyond(node, place) {
  const isBeyond = (/** @type {DOMRect} */ box) => isOut(box, place.left, place.right);
  if (node.nodeType === Node.TEXT_NODE && node.data.trim() && linesOf(node).some(isBeyond))
    yield `"${node.data.trim().slice(0, 40)}" beyond ${place.name}`;
  if (node.nodeType !== Node.ELEMENT_NODE) return;
  const { display, visibility, opacity, clipPath, overflowX, textOverflow, position } =
    getComputedStyle(node);
  if (position === "fixed") place = { left: 0, right: innerWidth, name: "the window" };
  if (display === "none" || visibility === "hidden" || opacity === "0" || clipPath !== "none") return;
  const box = boxOf(node);
  if (display !== "contents" && isBeyond(box)) return yield `${nameOf(node)} beyond ${place.name}`;
  if (node.classList.contains("packed")) return; // to be copied, not to be seen
  if (textOverflow === "ellipsis" || (overflowX !== "visible" && box.width <= 1)) return;
  const inside = placeIn(node, overflowX, place);
  for (const child of (node.shadowRoot ?? node).childNodes) yield* beyond(child, inside);
}

/** How far the outline of what is chosen stands out on each side, in px. @param {Element} one */
function spreadOf(one) {
  const shadows = getComputedStyle(one).boxShadow.split(/,(?![^(]*\))/);
  const outer = shadows.filter((each) => !each.includes("inset"));
  return Math.max(0, ...outer.map((each) => Number(each.match(/ 0px 0px 0px ([\d.]+)px/)?.[1] ?? 0)));
}

/** @param {any} button */
function isOutOfItsButton(button) {
  if (getComputedStyle(button).borderTopWidth === "0px") return false; // words alone
  const place = boxOf(button);
  const isInBar = button.closest(".bar") !== null;
  return linesOf(button).some(
    (box) =>
      box.top < place.top - 1 ||
      box.bottom > place.bottom + 1 ||
      (isInBar && isOut(box, place.left, place.right)),
  );
}

/** @param {any} button */
function touchesItsIcon(button) {
  const [icon, words] = [
    button.querySelector(":scope > svg.icon"),
    button.querySelector(":scope > svg + span"),
  ];
  if (!icon || !words?.textContent) return false;
  const [picture, text] = [boxOf(icon), boxOf(words)];
  return picture.width > 0 && text.width > 0 && picture.bottom > text.top && text.left < picture.right + 3;
}

/** @param {any} sample */
function isRingCut(sample) {
  const isClipped = getComputedStyle(sample.parentElement).overflowY !== "visible";
  const places = [isClipped && sample.parentElement, sample.closest(".field")].filter(Boolean);
  return places.some((place) => boxOf(sample).bottom + spreadOf(sample) > boxOf(place).bottom);
}

/** @param {any} result */
function isNameUnderOutline(result) {
  const name = result.nextElementSibling;
  return name && wordsOf(name).top < boxOf(result).bottom + spreadOf(result) - 1;
}

/** @param {any} later */
function touchesTheNext(later) {
  const before = later.previousElementSibling;
  return boxOf(before).top === boxOf(later).top && wordsOf(before).right > boxOf(later).left - 6;
}

/** @param {any} button */
function isTouchedBySentence(button) {
  const words = wordsOf(button.parentElement.querySelector(".sentence .now"));
  const isBeside = words.right <= boxOf(button).left || words.bottom <= boxOf(button).top;
  return !isBeside && words.top < boxOf(button).bottom + 3;
}

/** What rests looks so. @param {any} one */
function looksAwake(one) {
  const { opacity, visibility } = getComputedStyle(one);
  const isEnabled = one.matches("button") && one.getAttribute("aria-disabled") !== "true";
  return visibility !== "hidden" && (opacity === "1" || isEnabled);
}

/** @param {any} one */
function hasLargerCells(one) {
  const [box, cells] = [one, one.firstElementChild].map(boxOf);
  return cells.height > box.height + 1 || cells.width > box.width + 1;
}

/** Out of the band that it belongs to. @param {string} band */
const isOutOf = (band) => (/** @type {any} */ part) => {
  const [box, place] = [boxOf(part), boxOf(part.closest(band))];
  const isAboveOrBelow = box.top < place.top || box.bottom > place.bottom;
  return box.width > 0 && (isAboveOrBelow || isOut(box, place.left, place.right));
};

/** @param {any} button */
function liesOnTheTitle(button) {
  const [box, idea] = [boxOf(button), wordsOf(/** @type {any} */ (document.querySelector("h1 + p")))];
  return idea.right > box.left && idea.bottom > box.top;
}

const SLIDER = 40; // px, of which the knob takes 20

const isWide = (/** @type {any} */ one) => one.scrollWidth > one.clientWidth + 1;
const isHigh = (/** @type {any} */ one) => one.scrollHeight > one.clientHeight + 1;
/** @param {any} one */
const scrollsALittle = (one) =>
  one.scrollHeight > one.clientHeight &&
  one.scrollHeight < one.clientHeight + 10 &&
  getComputedStyle(one).overflowY === "auto";

/** In a figure, whose own place is too small for what; and what is said of it. @type {[string, (one: any) => boolean, string][]} */
const FAULTS = [
  [".field, .settings-row, .segments, .transport, .sources", isWide, "too wide for its place"],
  [".one-row, .counting, .exercise, .stack, .picking", isWide, "too wide for its place"],
  [".view, .network, .sentence", isHigh, "too high for its place"],
  [":not(.settings)", scrollsALittle, "a scroll bar for a few px, where bars are seen"],
  ["button", isOutOfItsButton, "out of its button"],
  [".grid-box", hasLargerCells, "cells larger than their grid: they lie over what stands beside it"],
  [".sample:is([aria-pressed=true], [aria-checked=true])", isRingCut, "the ring of a sample is cut off"],
  [".named .result", isNameUnderOutline, "the name of a result lies under its outline"],
  ["button, a.button", touchesItsIcon, "touches its icon"],
  [
    "span.side > .note",
    (one) => wordsOf(one).right > boxOf(one.nextElementSibling).left - 3,
    "touches its −",
  ],
  [".switch + .switch", touchesTheNext, "the switch before touches it"],
  [".map-settings", (one) => boxOf(one).bottom > boxOf(one.closest(".panel")).bottom + 1, "below its panel"],
  [".said > .more-settings", isTouchedBySentence, "the sentence touches the button above it"],
  ["input[type=range]", (one) => boxOf(one).width < SLIDER, "a slider without a line to slide on"],
  [".invitation > :not(.dotted)", isOutOf(".paper"), "out of the paper"],
  [".transport [inert]", looksAwake, "rests and does not look so"],
  [".predict :is(.ask, .ask code, .pill, .skip, .told)", isOutOf(".predict"), "out of the question"],
  [".print", liesOnTheTitle, "lies on the title"],
  [".code-line .result-shape", isOutOf(".code-line"), "out of its line"],
];

/** What a visitor cannot reach: a page wider than its place, what is beyond the edge of something that clips, words out of their band, and in a figure whatever its own place is too small for. */
export function cutOff() {
  const main = /** @type {Element} */ (document.querySelector("[data-testid=stMain]"));
  const { left } = boxOf(main);
  const page = { left, right: left + main.clientWidth, name: "the page" };
  const isWider = main.scrollWidth > main.clientWidth;
  const inFigures = FAULTS.flatMap(([selector, isWrong, what]) =>
    everywhere(selector)
      .filter((one) => one.getRootNode() !== document && one.checkVisibility() && isWrong(one))
      .map((one) => `${nameOf(one)} "${one.textContent.trim().slice(0, 40)}": ${what}`),
  );
  return [
    ...(isWider ? [`the page: ${main.scrollWidth} in ${main.clientWidth}`] : []),
    ...[...main.children].flatMap((child) => [...beyond(child, page)]),
    ...inFigures,
  ];
}

/** What is said once the question is skipped needs no more room; the question is asked again. */
export async function saidTooLong() {
  const skip = firstSeen(".stage-host > .predict .skip");
  if (!skip) return [];
  skip.click();
  for (let frame = 0; frame < 2; frame++) await nextFrame();
  const found = everywhere(".sentence")
    .filter(isHigh)
    .map((one) => `${one.textContent.slice(0, 40)}: ${one.scrollHeight} high in ${one.clientHeight}`);
  firstSeen(".stage-host > .predict .skip + .told + .quiet")?.click();
  return found;
}

/** Every question of the page gets a wrong answer, which is told at more length than a right one. */
export function answerWrongly() {
  for (const card of everywhere(".card"))
    for (const choice of [...card.querySelectorAll(".choice")].slice(0, 2)) choice.click();
}

/** How high the place is that is kept for a figure, and the figure in it. @param {string} name */
export function heights(name) {
  const place = /** @type {Element} */ (document.querySelector(`.st-key-${name}`));
  const [figure] = everywhere(`.stage-host.${name}`);
  return [Number.parseFloat(getComputedStyle(place).minHeight), boxOf(figure).height];
}

/** Opens the sheet in which the settings wait on a phone, or closes it; false where a lesson has none. */
export function turnSheet() {
  const turns = firstSeen(".stage-host > .stage .open-settings");
  turns?.click();
  return turns !== undefined;
}

/** The window changes in its own time, and the sidebar moves for a while after it: until the window is as wide as was asked for, and the figures' widths have stood for 100 ms. @param {number} wanted */
export function standAt(wanted) {
  const hosts = everywhere(".stage-host");
  const widths = () => [document.documentElement, ...hosts].map((one) => one.clientWidth).join();
  return stand(() => (innerWidth === wanted ? widths() : ""));
}

/** So slow that a glide is seen whenever there is one. */
export function glideSlowly() {
  const slowly = new CSSStyleSheet();
  slowly.replaceSync(".mark.window { transition: transform 60s linear }");
  for (const root of roots()) root.adoptedStyleSheets = [...root.adoptedStyleSheets, slowly];
}

/** How many marks glide. */
export const gliding = () =>
  roots()
    .flatMap((root) => /** @type {any[]} */ (root.getAnimations()))
    .filter((one) => one.effect.target.matches(".mark")).length;

/** Whether what is written below the curves of the folds ends before the next begins. */
export const areApart = () =>
  everywhere(".kit-curves .plot").flatMap((plot) => {
    const boxes = [...plot.querySelectorAll("text[text-anchor=middle]")].map(boxOf);
    return boxes.slice(1).map((box, i) => (boxes[i]?.right ?? 0) < box.left);
  });

/** How many words there are around the figures and the questions; what is folded is not seen. */
export const words = () =>
  /** @type {HTMLElement[]} */ ([
    ...document.querySelectorAll("[data-testid=stMain] [data-testid=stMarkdownContainer], .tries"),
  ])
    .filter((one) => one.checkVisibility() && !one.parentElement?.closest(".tries"))
    .flatMap((one) => one.innerText.split(/\s+/).filter(Boolean)).length;

/** How many screens a page has. Of the questions one is answered at a time: that counts, however many stand there. @param {number} most px of a question */
export function screens(most) {
  const { height } = boxOf(/** @type {Element} */ (document.querySelector(".st-key-check")));
  const whole = /** @type {Element} */ (document.querySelector("[data-testid=stMain]")).scrollHeight;
  return (whole - height + Math.min(height, most)) / innerHeight;
}

/** Has every question about where something is, after something has changed, told: it forces a layout. @param {() => void} told */
function listenForLayouts(told) {
  const sizes = ["offsetWidth", "offsetHeight", "offsetLeft", "offsetTop"];
  const all = ["clientWidth", "clientHeight", "scrollWidth", "scrollHeight", "scrollLeft", "scrollTop"];
  for (const name of [...sizes, ...all]) {
    const { prototype } = sizes.includes(name) ? HTMLElement : Element;
    const own = /** @type {PropertyDescriptor} */ (Object.getOwnPropertyDescriptor(prototype, name));
    /** @this {any} */
    const get = function () {
      told();
      return own.get?.call(this);
    };
    Object.defineProperty(prototype, name, { ...own, get });
  }
  const boxOfPart = Element.prototype.getBoundingClientRect;
  Element.prototype.getBoundingClientRect = function () {
    told();
    return boxOfPart.call(this);
  };
}

/** The links of the text that force more than one layout, each with where. */
export async function linksForcingLayouts() {
  const what = { subtree: true, childList: true, characterData: true, attributes: true };
  let forced = /** @type {string[]} */ ([]);
  let isChanged = false;
  const changes = new MutationObserver(() => {
    isChanged = true;
  });
  listenForLayouts(() => {
    if (changes.takeRecords().length === 0 && !isChanged) return;
    isChanged = false;
    forced.push(new Error("forced").stack ?? "");
  });
  const found = [];
  const links = document.querySelectorAll('[data-testid=stMain] a[href^="?"]');
  for (const link of /** @type {NodeListOf<HTMLElement>} */ (links)) {
    for (const root of roots()) if (root !== document) changes.observe(root, what);
    forced = [];
    changes.takeRecords();
    isChanged = false;
    link.click();
    await null; // for what was put off to the end of this turn
    changes.disconnect();
    if (forced.length > 1) found.push([link.getAttribute("href"), ...forced]);
  }
  return found;
}

// How things stand on a page: whether words break, crowd or lie over one another, and what is in sight.

import { everywhere, nextFrame } from "./everywhere.js";

/** @param {any} one @returns {DOMRect} */
const boxOf = (one) => one.getBoundingClientRect();
/** @param {any} one */
const isSeen = (one) => one.checkVisibility();
/** @param {Node} one */
const rangeOf = (one) => {
  const range = document.createRange();
  range.selectNodeContents(one);
  return range;
};
/** @param {any} one */
const wordsOf = (one) => boxOf(rangeOf(one));

/** Into how many lines the words are broken. @param {Node} one */
export const lines = (one) => rangeOf(one).getClientRects().length;

/** Notes when the page is first painted, and every shift of the layout. */
export function watchShifts() {
  const watched = /** @type {any} */ (globalThis);
  watched.shifts = [];
  watched.painted = null;
  new PerformanceObserver((list) => {
    for (const shift of /** @type {any[]} */ (list.getEntries())) {
      const moved = shift.sources.map((/** @type {any} */ source) => source.node?.className);
      if (!shift.hadRecentInput) watched.shifts.push([shift.startTime, shift.value, ...moved]);
    }
  }).observe({ type: "layout-shift", buffered: true });
  const look = () => {
    const name = location.pathname.slice(1).replaceAll("-", "_");
    const wanted = name && !["note", "classroom"].includes(name) ? `[data-figure="${name}"] > *` : "h1";
    if (everywhere(wanted).length === 0) requestAnimationFrame(look);
    else
      requestAnimationFrame(() => {
        watched.painted = performance.now();
      });
  };
  requestAnimationFrame(look);
}

/** @param {Node} heading @returns {Generator<string>} */
function* brokenIn(heading) {
  const range = document.createRange();
  const texts = document.createTreeWalker(heading, NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text; text = texts.nextNode())
    for (const { 0: word, index } of /** @type {Text} */ (text).data.matchAll(/\S+/g)) {
      range.setStart(text, index);
      range.setEnd(text, index + word.length);
      if (new Set([...range.getClientRects()].map((box) => box.top)).size > 1) yield word;
    }
}

/** The words of headings that begin on one line and end on another. */
export const brokenWords = () =>
  everywhere("h1, h2, h3")
    .filter(isSeen)
    .flatMap((heading) => [...brokenIn(heading)]);

/** Makes the column of a page so wide; 0: as it was. @param {number} width */
export function setColumn(width) {
  const column = /** @type {HTMLElement} */ (document.querySelector("[data-testid=stMainBlockContainer]"));
  const { paddingLeft, paddingRight } = getComputedStyle(column);
  column.style.cssText = width
    ? `max-width: none; width: calc(${width}px + ${paddingLeft} + ${paddingRight}); flex: none`
    : "";
}

/** Whether the figures of the page stand there, all of them. */
export function haveCome() {
  const hosts = everywhere(".stage-host");
  return hosts.length > 0 && hosts.every((host) => host.dataset.figure);
}

/** Of every figure that has a stage: its key, its width, and how high it is when nothing keeps a place for it. */
export async function heights() {
  await nextFrame();
  await nextFrame();
  const hosts = everywhere(".stage-host").filter((host) => host.querySelector(".stage") && isSeen(host));
  return hosts.map((host) => {
    const place = host.getRootNode().host.closest("[class*=st-key-]");
    const named = [...place.classList].find((name) => name.startsWith("st-key-")).slice("st-key-".length);
    const key = host.classList.contains("few") ? `${named}.few` : named;
    host.style.minHeight = "0";
    const found = [key, Math.floor(host.clientWidth), Math.ceil(boxOf(host).height)];
    host.style.minHeight = "";
    return found;
  });
}

/** What is written of a brick and leaves it, a frame through words above it, a number that a button touches. */
export function crowded() {
  const leaves = everywhere(".brick text")
    .filter((text) => {
      const [words, brick] = [boxOf(text), boxOf(text.closest(".brick"))];
      return words.left < brick.left || words.right > brick.right;
    })
    .map((text) => `${text.textContent} leaves its brick`);
  const crossed = everywhere(".brick.many").filter((brick) => {
    const frame = boxOf(brick).top + Number.parseFloat(getComputedStyle(brick, "::after").top);
    return wordsOf(brick.previousElementSibling.querySelector("small")).bottom > frame;
  });
  const touched = everywhere(".builder .row:has(> .stepper)").flatMap((row) => {
    const [less, value, more] = row.children;
    const words = wordsOf(value);
    return words.left < boxOf(less).right + 2 || words.right > boxOf(more).left - 2
      ? [value.textContent]
      : [];
  });
  return [...leaves, ...crossed.map(() => "a frame crosses the words above it"), ...touched];
}

/** What part of the width the words of an answer have; how far they stand out; how many lie under the button; into how many lines a sum is broken at most. @param {any} band */
export function told(band) {
  const [words, again] = [band.querySelector(".told"), band.querySelector(".told + .quiet")];
  const boxes = [...rangeOf(words).getClientRects()];
  const [place, way] = [band, again].map(boxOf);
  const out = Math.max(...boxes.flatMap(({ top, bottom }) => [place.top - top, bottom - place.bottom]));
  const padding = 8; // of the button, round its words
  const under = boxes.filter(({ right, bottom }) => right > way.left + padding && bottom > way.top + padding);
  const sums = [...words.querySelectorAll(".in-one")].map((one) => one.getClientRects().length);
  return [words.clientWidth / place.width, out, under.length, Math.max(1, ...sums)];
}

/** How high the figure of a phone on its side begins, how much of it is seen above the sentence, whether a rail and what walks stand beside it, and whether the sentence and all that is asked or hinted at are in sight. */
export function onItsSide() {
  const [stage] = everywhere(".railed .stage");
  const field = boxOf(stage.querySelector(".bricks.three") ?? stage.querySelector(".field, .one-row"));
  const dock = stage.querySelector(".dock .sentence");
  const sentence = dock && boxOf(dock);
  const end = Math.min(sentence?.top ?? innerHeight, innerHeight);
  const isForm = stage.matches(".form-in-rail");
  const rail = isForm ? [stage.firstElementChild] : [...stage.querySelectorAll(".bar > *")];
  const isIn = (/** @type {Element} */ one) => {
    const box = boxOf(one);
    return box.left >= field.right && box.bottom <= innerHeight && box.right <= innerWidth;
  };
  const walks = [...stage.querySelectorAll("button.play")].filter(isSeen);
  const isBeside = rail.filter(isSeen).some(isIn) && walks.every(isIn);
  const isSaid = !sentence || (sentence.bottom <= innerHeight && sentence.height <= 46);
  const asked = everywhere(".predict :is(.ask, button)").filter(isSeen);
  const isAsked = asked.length > 0 && asked.every((one) => boxOf(one).bottom <= end);
  return [field.top, Math.min(field.bottom, end) - field.top, isBeside, isSaid, isAsked];
}

/** How far apart the doctor's field and the rows beside it begin. */
export function besideLines() {
  const [root] = everywhere(".doctor");
  const [field, row] = ["textarea", "table.lines tbody tr"].map((each) => root.querySelector(each));
  return field.scrollHeight <= field.offsetHeight
    ? boxOf(field).top - boxOf(row).top
    : `the field is higher than its lines: ${field.value.split("\n").length}`;
}

/** The controls of the first screen beside sidebar and the page's tabs; a slider with its ends counts three, grids do not count. */
export const controls = () =>
  everywhere("button, select, a[href], input, summary, .upload")
    .filter((one) => {
      const { top, bottom, width } = boxOf(one);
      const isElsewhere = one.closest("[data-testid=stSidebar], nav, header, [role=grid]");
      const isShown = one.checkVisibility({ visibilityProperty: true, opacityProperty: true });
      return !isElsewhere && isShown && width > 0 && top < innerHeight && bottom > 0;
    })
    .map((one) => one.getAttribute("aria-label") ?? one.textContent.trim());

/** Of each button that takes strokes back whether it lies over the paper, or over what the network says. */
export function toolsOver() {
  const [pad] = everywhere("[data-figure=home] .pad");
  const beside = everywhere("[data-figure=home] .answer :is(b, span):not(.unseen, li *)");
  const boxes = [pad, ...beside.filter((one) => one.textContent)].map(boxOf);
  return everywhere("[data-figure=home] .tools button").map((tool) => {
    const { left, right, top, bottom } = boxOf(tool);
    return boxes.some((box) => left < box.right && box.left < right && top < box.bottom && box.top < bottom);
  });
}

/** @param {any} note of a key */
function isSignSeen(note) {
  const { backgroundImage, backgroundColor } = getComputedStyle(note, "::before");
  const { backgroundColor: ground } = getComputedStyle(note.closest(".stage"));
  return backgroundImage !== "none" || ![ground, "rgba(0, 0, 0, 0)"].includes(backgroundColor);
}

/** Of what is marked whether it is seen where the visitor has colours of his own. */
export const marked = () =>
  /** @type {[string, (look: CSSStyleDeclaration, one: any) => unknown][]} */ ([
    ["input[type=range]", (look) => look.backgroundImage],
    [".mark.window", (look) => look.boxShadow],
    [".switch i", (look) => look.backgroundImage],
    [".never-note, .forms .note", (_, one) => isSignSeen(one) || "none"],
    ["button[aria-pressed=true]", (look) => look.outlineStyle],
    [
      ".cell[style*=background]",
      (look, { style }) => look.backgroundColor === style.backgroundColor || "none",
    ],
  ]).flatMap(([what, drawn]) =>
    everywhere(what)
      .filter(isSeen)
      .map((one) => (drawn(getComputedStyle(one), one) === "none" ? what : "seen")),
  );

/** Of each pen how wide its button is, and the box of its dot. */
export const pens = () =>
  everywhere(".tools .picks button").map((one) => {
    const { width, height } = boxOf(one.firstChild);
    return [one.clientWidth, width, height];
  });

/** Of each net how much its answer leaves of its bar on either side. */
export const bars = () =>
  everywhere(".net").map((net) => {
    const [bar, fill] = [".answer-bar", ".answer-bar i"].map((part) => boxOf(net.querySelector(part)));
    return [fill.left - bar.left, bar.right - fill.right];
  });

const PARTS = [".input .slot", ".kernels .slot", ".conv .slot", ".relu .slot", ".pool .slot"];
const BESIDE_MAPS = [".layer.score", ".pin", ".tabs", ".large .slot"];

/** Where everything of the live network stands whose place must not change. */
export function places() {
  const root = everywhere(".network")[0].getRootNode();
  const stage = boxOf(root.querySelector(".stage"));
  return [...PARTS, ...BESIDE_MAPS].flatMap((name) =>
    [...root.querySelectorAll(name)].filter(isSeen).map((one) => {
      const { left, top, width } = boxOf(one);
      return [name, ...[left - stage.left, top - stage.top, width].map(Math.round)].join(" ");
    }),
  );
}

/** The start page's figure: a digit is drawn, and maps and answer follow the pen. */

import { largestOf, oneCell, squareOf } from "../kit/arithmetic/grid.js";
import { formatNumber } from "../kit/arithmetic/rounding.js";
import { argmax } from "../kit/arithmetic/scores.js";
import { make, pressOne, setText } from "../kit/dom/dom.js";
import { afterPaint, goTo } from "../kit/dom/page.js";
import { remembered } from "../kit/dom/storage.js";
import { drawPixels, PixelMap } from "../kit/grid/map.js";
import { greyPixels, signedPixels } from "../kit/grid/scale.js";
import { createPointer } from "../kit/grid/walking.js";
import { HUNDREDTH, mapsOf, read, readerOf, shareText, TEN_THOUSANDTH } from "../kit/pictures/nets.js";
import { createPad, PAPER, PENS, SIDE, strokes } from "../kit/pictures/pad.js";
import { keepLastPicture, lastOwnPicture } from "../kit/pictures/upload.js";

/** @typedef {import("../kit/pictures/nets.js").Net} Net @typedef {ReturnType<typeof compute>} Network */

/** The maps of a picture 28x28 in hundredths, and the share of each class. @param {readonly number[]} pixels @param {Net} net */
function compute(pixels, net) {
  const { conv, pool } = mapsOf(squareOf(pixels), net.kernels.map(squareOf), net.biases, {
    relu: 1,
    pool: "max",
  });
  return { maps: conv, pooled: pool, shares: read(pool, readerOf(net)).shares };
}

const LINK = /\[([^\]]+)\]\(([^)]+)\)/;

/** A label in which a term is written "[kernels](/glossary#kernel)". @param {string} text @returns {(string | HTMLElement)[]} */
function withTerms(text) {
  const parts = text.split(LINK); // words, a term, where it leads, words, …
  const link = (/** @type {number} */ at) =>
    make("a", { href: parts[at + 1], class: "named-term" }, parts[at]);
  return parts.map((part, at) => (at % 3 === 1 ? link(at) : part)).filter((_, at) => at % 3 !== 2);
}

/** A map whose numbers are read where the pointer or an arrow key is. @param {number} unit of what is drawn */
function createMap(unit) {
  /** @type {Grid | null} */
  let shown = null;
  const read = () => map.read(oneCell(...pointer.at()), (value) => formatNumber(value / unit));
  const pointer = createPointer(
    () => [shown?.height ?? 1, shown?.width ?? 1],
    (...place) => {
      if (!shown) return;
      map.mark("here", oneCell(...place));
      read();
    },
  );
  const { goTo, onArrow } = pointer;
  const map = new PixelMap({ onPoint: goTo, onHover: goTo, onLeave: () => map.mark("here", null), onArrow });
  return {
    element: map.element,
    /** @param {string} name @param {Grid} grid @param {(value: number) => number} colour */
    show(name, grid, colour) {
      shown = grid;
      map.show(name, grid, colour);
      read();
    },
  };
}

/** @param {Kit} kit @param {Net} net */
function createColumns({ label, theme }, net) {
  const columns = net.kernels.map((weights, i) => {
    const [kernel, shown] = [squareOf(weights), createMap(HUNDREDTH)];
    shown.show(label("home.kernel", { n: i + 1 }), kernel, signedPixels(largestOf([kernel], 1), theme));
    const parts = { kernel: shown, map: createMap(TEN_THOUSANDTH), pooled: createMap(TEN_THOUSANDTH) };
    const boxes = Object.entries(parts).map(([name, { element }]) =>
      make("div", { class: `box ${name}-box` }, element),
    );
    return { ...parts, element: make("div.column.in-grid", ...boxes) };
  });
  const note = make("p.note.centred", ...withTerms(label("home.sizes")));
  const row = make("div.columns.in-row", ...columns);
  return {
    element: make("div.network", row, note),
    /** @param {Network} network */
    show({ maps, pooled }) {
      const colour = signedPixels(largestOf(maps, 1), theme); // one scale for all
      columns.forEach((column, i) => {
        column.map.show(label("home.map", { n: i + 1 }), maps[i], colour);
        column.pooled.show(label("home.pooled", { n: i + 1 }), pooled[i], colour);
      });
    },
  };
}

/** Ten digits that nobody has to draw. @param {Kit} kit @param {number[][]} samples 28x28 in hundredths, by digit @param {(digit: number) => void} onChoose */
function createSamples(kit, samples, onChoose) {
  const buttons = samples.map((pixels, digit) => {
    const canvas = make("canvas", { "aria-hidden": true });
    drawPixels(canvas, squareOf(pixels), greyPixels(100));
    const name = kit.label("home.sample", { n: digit });
    return make("button.sample.bare", { "aria-label": name, onclick: () => onChoose(digit) }, canvas);
  });
  const name = make("b.in-one");
  return {
    element: make("div.samples.in-rows", name, make("div.row.in-row", ...buttons)),
    /** @param {boolean} isFirst whether nothing is there yet @param {number | null} chosen */
    show(isFirst, chosen) {
      setText(name, kit.label(isFirst ? "home.take" : "home.another"));
      pressOne(buttons, (at) => at === chosen);
    },
  };
}

/** What the network answers: one large digit, its share, ten bars; a "?" before. @param {Kit} kit @param {string[]} classes */
function createAnswer(kit, classes) {
  const rows = classes.map((name) => {
    const share = make("span.unseen");
    const bar = make("span.share-bar", { "aria-hidden": true });
    return { element: make("li.in-grid.muted", make("span", name), bar, share), share, bar };
  });
  const [title, digit, share] = [make("b"), make("b.digit"), make("span")];
  const list = make("ul", { "aria-label": kit.label("home.answer") }, ...rows);
  const large = make("p.large.in-row.note.at-bottom", digit, " ", share);
  return {
    element: make("div.answer", make("p.panel-head", title), large, list),
    /** @param {number[] | null} shares null before anything is drawn */
    show(shares) {
      const best = shares ? argmax(shares) : -1;
      setText(title, kit.label(shares ? "home.says" : "home.answer"));
      setText(digit, shares ? classes[best] : "?");
      digit.classList.toggle("asked", !shares);
      setText(share, shares ? kit.label("home.share", { share: shareText(shares[best]) }) : "");
      rows.forEach(({ element, share: told, bar }, i) => {
        element.classList.toggle("strong", i === best);
        bar.style.setProperty("--share", String(shares?.[i] ?? 0));
        setText(told, shares ? shareText(shares[i]) : "");
      });
      return shares && kit.label("home.spoken", { answer: classes[best], share: shareText(shares[best]) });
    },
  };
}

/** @typedef {{ net: import("../kit/pictures/nets.js").Net, samples: number[][] }} Data samples: 28x28 in hundredths, by digit */

/** The sample that was taken last: what is drawn takes its place. And whether anything was drawn here. @type {Map<"digit" | "drawn", number>} */
const taken = remembered();

/** @param {Kit} kit @param {{ onDown: () => void, onInk: () => void, onLift: () => void }} calls */
function createPaper(kit, calls) {
  const pad = createPad(kit, { inks: PAPER, width: () => PENS.medium, ...calls });
  const tools = make("div.tools.in-row.placed", ...pad.tools());
  for (const tool of tools.children) tool.className = "plain";
  const invitation = make(
    "p.invitation.drawn-over.in-middle.centred",
    { "aria-hidden": true },
    make("span.dotted", "2"),
    make("b", kit.label("home.draw_here")),
    make("small", kit.label("home.draw_with")),
  );
  return { ...pad, tools, element: make("div.paper.around", pad, invitation, tools) };
}

/** What was not drawn here, as ink on the paper. @param {CanvasRenderingContext2D} paper @param {readonly number[]} pixels 28x28 in hundredths */
function showPixels(paper, pixels) {
  const [across, size] = [Math.sqrt(pixels.length), SIDE / Math.sqrt(pixels.length)];
  pixels.forEach((ink, at) => {
    const grey = 100 - ink;
    paper.fillStyle = `rgb(${grey}% ${grey}% ${grey}%)`;
    paper.fillRect((at % across) * size, Math.floor(at / across) * size, size, size);
  });
}

/** What stands below the network: what it is, and the way to look into it. @param {Kit} kit */
function createWords(kit) {
  const element = make("p.words");
  const apart = make("a", { href: "/live-network" }, kit.label("home.apart"));
  apart.addEventListener("click", (event) => {
    const digit = taken.get("digit");
    if (digit === undefined) goTo(event, "live-network", "draw");
    else apart.href = `/live-network?sample=digit_${digit}`;
  });
  return {
    element,
    /** @param {boolean} isThere whether there is a digit */
    show(isThere) {
      element.replaceChildren(...withTerms(kit.label(isThere ? "home.whole" : "home.at_once")), " ");
      if (isThere) element.append(apart);
    },
  };
}

/** Everything on the stage. @param {Kit} kit @param {Data} data @param {{ onDown: () => void, onInk: () => void, onLift: () => void, onSample: (digit: number) => void }} calls */
function createParts(kit, { net, samples }, { onSample, ...calls }) {
  const [paper, columns] = [createPaper(kit, calls), createColumns(kit, net)];
  const [answer, words] = [createAnswer(kit, net.classes), createWords(kit)];
  const row = createSamples(kit, samples, onSample);
  const arrow = () => make("span.arrow.wide-only.muted.centred", { "aria-hidden": true }, "→");
  const all = [paper.element, arrow(), columns.element, arrow(), answer.element];
  const field = make("div.field.first-digit.in-grid", ...all);
  const bar = make("div.bar.ruled.tinted", row, words);
  return { paper, columns, answer, words, row, stage: make("div.stage", field, bar) };
}

/** @param {HTMLElement} root @param {Kit} kit @param {Data} data @returns {View} */
function build(root, kit, data) {
  const pixels = () => {
    const digit = taken.get("digit");
    if (digit !== undefined) return data.samples[digit];
    if (strokes.count() === 0) return taken.has("drawn") ? null : lastOwnPicture();
    return paper.digit();
  };
  const paint = () => {
    const now = pixels();
    const network = now && compute(now, data.net);
    stage.classList.toggle("empty", !network);
    stage.classList.toggle("inked", strokes.count() > 0);
    if (network) columns.show(network);
    if (now && strokes.count() === 0) showPixels(paper.context, now);
    row.show(!network, taken.get("digit") ?? null);
    words.show(network !== null);
    return { now, said: answer.show(network?.shares ?? null) };
  };
  const settle = (/** @type {boolean} */ isOwn) => {
    const { now, said } = paint();
    if (now) keepLastPicture(now, isOwn);
    setText(spoken, said ?? "");
  };
  const spoken = make("p.unseen", { role: "status" });
  const { stage, paper, columns, answer, words, row } = createParts(kit, data, {
    onDown: () => taken.set("drawn", 1),
    onInk() {
      taken.delete("digit");
      afterPaint(root, paint);
    },
    onLift: () => settle(true),
    onSample(digit) {
      strokes.clear();
      paper.show();
      taken.set("digit", digit);
      settle(false);
    },
  });
  root.append(stage, spoken);
  const digit = taken.get("digit"); // the paper forgets it while it is inked anew
  paper.show();
  if (digit !== undefined) taken.set("digit", digit);
  return { paint };
}

/** @type {Figure} */
export const figure = { settings: {}, build };

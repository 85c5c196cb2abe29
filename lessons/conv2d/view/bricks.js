/** The numbers of the layer as bricks: a row is a filter, a column an input channel, the bias ends the row. */

import { shortNumber } from "../../kit/arithmetic/rounding.js";
import { arrowKeys, createPanel, make, setText } from "../../kit/dom/dom.js";
import { drawPixels } from "../../kit/grid/map.js";
import { pixelOf, signedColour, signedPaint, styleOf } from "../../kit/grid/scale.js";
import { apart, hasBias } from "../model/limits.js";
import { channelName, largestWeight, readBy, weightsOf } from "../model/numbers.js";

/** @import { Settings } from "../model/limits.js" */
/** @typedef {NonNullable<ReturnType<typeof weightsOf>>} Layer */

const ROWS = 4; // filters that are seen at a time

/** One kernel, its numbers as colours. @param {Grid} kernel @param {number} limit @param {Theme} theme */
function kernelBrick(kernel, limit, theme) {
  const face = make("canvas", { width: 1, height: 1, "aria-hidden": true });
  drawPixels(face, kernel, (value) => pixelOf(signedColour(value, limit, theme)));
  const longest = Math.max(kernel.height, kernel.width);
  const style = `--rows: ${kernel.height}; --columns: ${kernel.width}; --longest: ${longest}`;
  return make("span.brick.around", { style }, make("span.face", face));
}

/** All the numbers of a filter, for who does not see them. @param {Kit} kit @param {Settings} chosen @param {Layer} layer @param {number} filter */
function spoken(kit, chosen, { weights, biases }, filter) {
  const kernels = readBy(chosen, filter).map((channel, at) => {
    const numbers = Array.from(weights[filter][at].values, shortNumber).join(" ");
    return `${channelName(chosen.in_channels, channel)} ${numbers}`;
  });
  const bias = chosen.bias ? ` ${shortNumber(biases[filter])} ${kit.label("conv2d.bias")}` : ""; // first, as it is shown
  return `${kit.label("conv2d.filter", { n: filter + 1 })}${bias}: ${kernels.join("; ")}`;
}

/** What the last change has touched in the wall: rows that are new, or all of it. @param {Change | null} change @param {Settings} chosen */
function touched(change, chosen) {
  if (change?.name === "out_channels") return { from: change.before.out_channels, all: false };
  const all = ["in_channels", "kernel_size", "groups", "seed"].includes(change?.name ?? "");
  return { from: chosen.out_channels, all };
}

/** The bricks that a wrong guess counts: so many rows and columns from the first brick on. @param {Settings} chosen @param {string} rule @returns {[rows: number, columns: number]} */
function mistakenWall({ in_channels, out_channels }, rule) {
  if (rule === "one_kernel_only") return [1, 1];
  if (rule === "one_kernel_per_filter") return [Math.min(out_channels, ROWS), 1];
  const [rows, columns] =
    rule === "in_out_swapped" ? [in_channels, out_channels] : [out_channels, in_channels];
  return [Math.min(rows, ROWS), Math.min(columns, in_channels + 1)];
}

/** The row of one filter. @param {Kit} kit @param {Settings} chosen @param {Layer} layer @param {number} filter @param {number} limit @param {boolean} isNew */
function rowOf(kit, chosen, layer, filter, limit, isNew) {
  const isPicked = chosen.filter === filter + 1;
  const name = make("span.name", kit.label("conv2d.filter", { n: filter + 1 }));
  if (isNew) name.append(make("b.new.own-line", kit.label("conv2d.new")));
  const read = readBy(chosen, filter);
  const kernels = Array.from({ length: chosen.in_channels }, (_, channel) => {
    const at = read.indexOf(channel);
    return at < 0 ? make("span.gap") : kernelBrick(layer.weights[filter][at], limit, kit.theme);
  });
  const own = layer.biases[filter];
  const face = make("span.face", { style: styleOf(signedPaint(own, limit, kit.theme)) }, shortNumber(own));
  const bias = chosen.bias ? [make("span.brick.bias.around", face)] : [];
  const row = make("div", {
    class: `filter${isNew ? " touched" : ""}`,
    role: "radio",
    "aria-checked": String(isPicked),
    "aria-label": spoken(kit, chosen, layer, filter),
    tabindex: isPicked ? 0 : -1,
    onclick: () => kit.set({ filter: filter + 1 }),
  });
  row.append(name, make("span.kernels.in-middle", ...kernels), ...bias);
  return row;
}

/** Which filters are seen, and how to see others. @param {Kit} kit */
function createPages(kit) {
  const [less, more] = [-1, 1].map((by) => {
    const name = kit.label(by < 0 ? "conv2d.rows_before" : "conv2d.rows_after");
    const onclick = () => kit.set({ filter: Math.max(1, kit.settings().filter + by * ROWS) });
    return make("button.page", { "aria-label": name, onclick }, by < 0 ? "‹" : "›");
  });
  const which = make("span");
  return {
    element: make("span.pages.note.placed", less, which, more),
    /** The filters that are seen, from 0. @param {Settings} chosen @returns {number[]} */
    show({ filter, out_channels }) {
      const page = Math.floor((filter - 1) / ROWS) * ROWS;
      const first = Math.max(Math.min(page, out_channels - ROWS), 0);
      const last = Math.min(first + ROWS, out_channels);
      this.element.parentElement?.classList.toggle("single", out_channels <= ROWS);
      setText(which, kit.label("conv2d.rows", { i: first + 1, k: last, n: out_channels }));
      less.setAttribute("aria-disabled", String(first === 0));
      more.setAttribute("aria-disabled", String(last >= out_channels));
      return Array.from({ length: last - first }, (_, at) => first + at);
    },
  };
}

/** @param {Kit} kit */
export function createBricks(kit) {
  const head = make("div.channels.centred", { "aria-hidden": true });
  const rows = make("div.rows", { role: "radiogroup", "aria-label": kit.label("conv2d.filters") });
  const pages = createPages(kit);
  const nothing = make("p.nothing.in-middle.muted");
  const guessed = make("div.guessed.laid-over", { "aria-hidden": true });
  const wall = make("div.around", rows, guessed);
  const parts = [pages.element, head, wall, nothing];
  const { element, note } = createPanel("bricks", kit.label("conv2d.bricks"), ...parts);
  setText(note, kit.label("conv2d.bricks_note"));
  const pick = (/** @type {number} */ filter) => kit.set({ filter });
  const walk = (/** @type {number} */ down, /** @type {number} */ across) =>
    pick(kit.settings().filter + down + across);
  rows.addEventListener("keydown", (event) => arrowKeys(event, walk, (end) => pick(end + 1)));
  /** @param {Settings} chosen @param {Layer} layer @param {Change | null} change */
  const showWall = (chosen, layer, change) => {
    const { from, all } = touched(change, chosen);
    element.style.setProperty("--in", String(chosen.in_channels));
    rows.classList.toggle("touched", all);
    const names = Array.from({ length: chosen.in_channels }, (_, at) => channelName(chosen.in_channels, at));
    const columns = make("span.kernels.in-middle", ...names.map((name) => make("b", name)));
    const last = chosen.bias ? [make("span.note", kit.label("conv2d.bias"))] : [];
    head.replaceChildren(make("span.name"), columns, ...last);
    const limit = largestWeight(layer);
    const shown = pages.show(chosen);
    const held = rows.matches(":focus-within");
    rows.replaceChildren(...shown.map((filter) => rowOf(kit, chosen, layer, filter, limit, filter >= from)));
    const picked = rows.querySelector("[aria-checked=true]");
    if (held && picked instanceof HTMLElement) picked.focus(); // who held a row holds the picked one
  };
  return {
    element,
    /** @param {Settings} chosen @param {Change | null} change @param {boolean} isAsked the wall is the answer to what is asked @param {string | null} mistake the rule behind a wrong guess */
    show(chosen, change, isAsked, mistake) {
      const layer = isAsked ? null : weightsOf(chosen);
      const wrong = layer && mistake ? mistakenWall(chosen, mistake) : null;
      for (const part of [head, wall, pages.element]) part.hidden = !layer;
      nothing.hidden = layer !== null;
      guessed.hidden = !wrong;
      if (wrong) guessed.style.cssText = `--guessed-rows: ${wrong[0]}; --guessed-columns: ${wrong[1]}`;
      const built = { ...chosen, groups: apart(chosen), bias: Number(hasBias(chosen)) };
      if (layer) return showWall(built, layer, change);
      nothing.classList.toggle("asked", isAsked);
      const words = [make("b", "?"), make("small", kit.label("conv2d.asked"))];
      nothing.replaceChildren(...(isAsked ? words : [kit.label("conv2d.no_layer")]));
    },
  };
}

// @ts-check
/** The race: two nets trained here and now, and their accuracy on moved pictures as it grows. */

import { roundHalfAway } from "../kit/arithmetic/rounding.js";
import { drawPixels } from "../kit/grid/map.js";
import { signedPixels } from "../kit/grid/scale.js";
import { make, makeSvg } from "../kit/stage/dom.js";
import { whole } from "./counts.js";
import { createCanvas, ruled, text, yOf } from "./plot.js";
import { createHead, createStopped } from "./race_head.js";
import { race as raceNow } from "./store.js";

/**
 * @typedef {import("../kit/stage/entry.js").Kit} Kit
 *
 * @typedef {object} Checkpoint
 * @property {"dense" | "global"} net
 * @property {number} steps
 * @property {number} seconds of its own training
 * @property {number} right of the held-out pictures, moved
 * @property {string} mark of exactly these weights
 * @property {number[]} filters of the first convolution, in hundredths
 *
 * @typedef {object} Race
 * @property {"idle" | "waiting" | "running" | "done" | "left" | "lost"} stage "lost" if it cannot go on
 * @property {number} [seed]
 * @property {number} [done] steps
 * @property {number} [all] steps
 * @property {number} [ahead] how many are before this one, itself included
 * @property {Checkpoint[]} [checkpoints]
 */

const [EPOCHS, KERNEL, FILTERS] = [12, 5, 8];
const [LEFT, RIGHT] = [46, 12];
const SHORTEST = 4; // seconds of the axis; it doubles where a machine is slow
const RACERS = /** @type {const} */ (["dense", "global"]);

/** The end of the axis. @param {Checkpoint[]} checkpoints */
export function secondsShown(checkpoints) {
  const last = Math.max(...checkpoints.map(({ seconds }) => seconds), 0);
  let shown = SHORTEST;
  while (shown < last) shown *= 2;
  return shown;
}

/** Where a net stood after a share of its epochs: the latest checkpoint until then. @param {Checkpoint[]} checkpoints @param {"dense" | "global"} net @param {number} share 0 to 1 */
export function standAt(checkpoints, net, share) {
  const own = checkpoints.filter((each) => each.net === net);
  return own[Math.round(share * (own.length - 1))];
}

/** @param {Kit} kit @param {Checkpoint[]} checkpoints @param {number} pictures @param {number} seen how many epochs are shown @param {number} width @param {number} height */
function plot(kit, checkpoints, pictures, seen, width, height) {
  const end = secondsShown(checkpoints);
  const xOf = (/** @type {number} */ seconds) => LEFT + (seconds / end) * (width - LEFT - RIGHT);
  const percent = (/** @type {Checkpoint} */ { right }) => (100 * right) / pictures;
  const ticks = [0, 1, 2, 3, 4].map((quarter) =>
    text(
      xOf((end * quarter) / 4),
      height - 8,
      kit.label("why.seconds", { n: (end * quarter) / 4 }),
      "tick",
      quarter === 4 ? "end" : "middle",
    ),
  );
  const parts = [...ruled(kit, width - RIGHT, height), ...ticks];
  const nows = RACERS.flatMap((net) => {
    const own = checkpoints.filter((each) => each.net === net);
    if (own.length === 0) return [];
    const d = own.map((each) => `${xOf(each.seconds)} ${yOf(percent(each), height)}`).join("L");
    const at = standAt(checkpoints, net, seen / EPOCHS);
    const [x, y] = [xOf(at.seconds), yOf(percent(at), height)];
    const said = `${kit.label(`why.${net}_short`)} ${kit.label("why.percent", { p: whole(percent(at)) })}`;
    const isRight = x > width / 2;
    const name = text(
      isRight ? x - 2 : x + 8,
      y + (net === "dense" ? 18 : -9),
      said,
      "name strong",
      isRight ? "end" : "start",
    );
    parts.push(
      makeSvg("path", { d: `M${d}`, class: `line ${net}` }),
      makeSvg("circle", { cx: x, cy: y, r: 5 }),
      name,
    );
    return [x];
  });
  if (nows.length) {
    const x = Math.max(...nows);
    const [y1, y2] = [2, height - 26];
    parts.unshift(
      makeSvg("rect", { x, y: 2, width: Math.max(width - RIGHT - x, 0), height: y2 - 2, class: "to-come" }),
      makeSvg("line", { x1: x, x2: x, y1, y2, class: "now" }),
    );
  }
  return parts;
}

/** The filters of the CNN's first convolution as small pictures. @param {Kit} kit */
function createFilters(kit) {
  const canvases = Array.from({ length: FILTERS }, () => make("canvas", { width: 1, height: 1 }));
  const element = make("div", { class: "race-filters", role: "img" }, ...canvases);
  element.setAttribute("aria-label", kit.label("why.race_filters"));
  return {
    element,
    /** @param {number[]} weights */
    show(weights) {
      element.hidden = weights.length === 0;
      const limit = Math.max(...weights.map(Math.abs), 1);
      const colour = signedPixels(limit, kit.theme);
      canvases.forEach((canvas, at) => {
        const values = Float64Array.from(weights.slice(at * KERNEL ** 2, (at + 1) * KERNEL ** 2));
        if (values.length) drawPixels(canvas, { height: KERNEL, width: KERNEL, values }, colour);
      });
    },
  };
}

/** @param {Kit} kit @param {() => number} pictures */
export function createRace(kit, pictures) {
  const [head, filters, canvas] = [createHead(kit), createFilters(kit), createCanvas(kit.signal)];
  const idle = make("p", { class: "race-idle" }, kit.label("why.race_idle"));
  const range = { type: "range", min: 0, max: EPOCHS, step: 1 };
  const scrub = make("input", { ...range, "aria-label": kit.label("why.race_scrub") });
  const at = make("output", { class: "race-at", "aria-live": "polite" });
  const box = make("div", { class: "plot-box" }, canvas.element, filters.element, idle);
  const below = make("div", { class: "race-scrub" }, scrub, at);
  const stopped = createStopped(kit);
  const axis = make("p", { class: "axis note" }, kit.label("why.race_axis"));
  const element = make("section", { class: "panel race", "aria-label": kit.label("why.race") });
  element.append(head.element, box, axis, below, stopped.element);
  /** @type {number | null} */
  let wanted = null;

  const show = () => {
    /** @type {Race} */
    const race = raceNow() ?? { stage: "idle" };
    const checkpoints = race.checkpoints ?? [];
    const isOver = race.stage === "done";
    if (!isOver) wanted = null;
    const seen = wanted ?? EPOCHS;
    head.show(race);
    stopped.show(race);
    below.hidden = stopped.isShown();
    idle.hidden = checkpoints.length > 0;
    below.classList.toggle("closed", !isOver);
    scrub.disabled = !isOver;
    scrub.value = String(seen);
    const [dense, cnn] = RACERS.map((net) => standAt(checkpoints, net, seen / EPOCHS));
    filters.show(cnn?.filters ?? []);
    const share = (/** @type {Checkpoint} */ { right }) =>
      whole(roundHalfAway((100 * right) / pictures(), 6));
    at.textContent =
      isOver && dense && cnn
        ? kit.label("why.race_at", { e: seen, all: EPOCHS, a: share(dense), c: share(cnn), m: cnn.mark })
        : "";
    scrub.setAttribute("aria-valuetext", at.textContent);
    canvas.draw((width, height) => plot(kit, checkpoints, pictures(), seen, width, height));
  };
  scrub.addEventListener("input", () => {
    wanted = Number(scrub.value);
    show();
  });
  return { element, show };
}

/** The film: a picture of the filters at each frame, to be scrubbed by hand or by keys. */

import { make, setText } from "../../kit/dom/dom.js";
import { followHand } from "../../kit/dom/hand.js";
import { drawPixels } from "../../kit/grid/map.js";
import { signedPixels } from "../../kit/grid/scale.js";
import { FRAMES, nearest, placeOf, TOTAL } from "../model/film.js";
import { NETS } from "../model/nets.js";
import { lossText } from "../model/words.js";

/** @import { Kit } from "../../kit/dom/kit.js" */
/** @import { Checkpoint } from "../model/film.js" */
/** @import { Numbers } from "../model/session.js" */

const GAP = 0.4; // of a side
const ACROSS = 3; // filters in the first row, two in the second

/** Five filters in two rows, between them nothing. @param {Checkpoint} checkpoint @param {import("../model/nets.js").NetName} net */
function stillOf({ weights }, net) {
  const all = NETS[net].weightsShown(weights);
  const side = all[0].width;
  const step = side + Math.round(GAP * side);
  const [width, height] = [(ACROSS - 1) * step + side, step + side];
  const values = new Float64Array(width * height).fill(Number.NaN);
  all.forEach((kernel, filter) => {
    const row = filter < ACROSS ? 0 : step;
    const column = (filter % ACROSS) * step + (filter < ACROSS ? 0 : Math.floor(step / 2));
    kernel.values.forEach((weight, at) => {
      values[(row + Math.floor(at / side)) * width + column + (at % side)] = weight;
    });
  });
  return { height, width, values };
}

/** @param {Kit} kit */
function createFrame(kit) {
  const canvas = make("canvas", { "aria-hidden": true });
  const name = make("span");
  const element = make("div.frame", make("div.still", canvas), name);
  /** What the canvas shows. @type {{ made?: Checkpoint, scale?: number }} */
  let drawn = {};
  return {
    element,
    /** @param {number} update @param {Checkpoint | undefined} made @param {Numbers} numbers */
    show(update, made, { now, scale, setup }) {
      element.classList.toggle("made", made !== undefined);
      element.classList.toggle("now", Math.floor(placeOf(now.update)) === placeOf(update));
      setText(name, update === 0 ? kit.label("training.first_frame") : String(update));
      canvas.hidden = !made;
      if (!made || (drawn.made === made && drawn.scale === scale)) return;
      drawn = { made, scale };
      const colour = signedPixels(scale, kit.theme);
      drawPixels(canvas, stillOf(made, setup.net), (value) => (Number.isFinite(value) ? colour(value) : 0));
    },
  };
}

/** How the keys walk the film: one checkpoint, with Shift one frame, to the ends. @param {KeyboardEvent} event @param {Checkpoint[]} film @param {number} at */
function walked({ key, shiftKey }, film, at) {
  const way = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 }[key];
  if (key === "Home" || key === "End") return key === "Home" ? 0 : film.length - 1;
  if (!way) return null;
  let next = at + way;
  while (shiftKey && film[next + way] && !FRAMES.includes(film[next].update)) next += way;
  return Math.min(Math.max(next, 0), film.length - 1);
}

/** @param {Kit} kit @param {HTMLElement} curves what lies above it on the same axis @param {(update: number) => void} scrub */
export function createFilm(kit, curves, scrub) {
  const frames = FRAMES.map(() => createFrame(kit));
  /** @type {Numbers} */
  let shown;
  const slider = make("div.strip", { role: "slider", tabindex: 0, "aria-label": kit.label("training.film") });
  slider.append(...frames.map(({ element }) => element));
  slider.addEventListener("keydown", (event) => {
    const next = walked(event, shown.film, shown.at);
    if (next === null || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    scrub(shown.film[next].update);
  });
  const element = make("div.film", curves, slider);
  followHand(element, ({ clientX }) => {
    const { left, width } = element.getBoundingClientRect();
    const place = ((clientX - left) / width) * FRAMES.length - 0.5;
    scrub(shown.film[nearest(shown.film, place)].update);
  });
  return {
    element,
    /** @param {Numbers} numbers */
    show(numbers) {
      shown = numbers;
      const { film, now, isOther } = numbers;
      frames.forEach((frame, at) => {
        frame.show(
          FRAMES[at],
          film.find(({ update }) => update === FRAMES[at]),
          numbers,
        );
      });
      element.classList.toggle("other", isOther);
      element.style.setProperty("--place", String(placeOf(now.update)));
      const values = {
        u: now.update,
        all: TOTAL,
        n: now.unseen?.named ?? "–",
        l: lossText(now.unseen?.loss ?? Number.NaN),
      };
      slider.setAttribute("aria-valuemin", "0");
      slider.setAttribute("aria-valuemax", String(film[film.length - 1].update));
      slider.setAttribute("aria-valuenow", String(now.update));
      slider.setAttribute(
        "aria-valuetext",
        kit.label(now.unseen ? "training.moment" : "training.moment_start", values),
      );
    },
  };
}

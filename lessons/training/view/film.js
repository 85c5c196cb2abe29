/** The film: a picture of the filters at each frame, to be scrubbed by hand or by keys; above it on the same axis accuracy and loss over the updates. */

import { createCanvas, line, text } from "../../kit/curves/figure.js";
import { arrowKeys, followHand, make, makeSvg, setText, tableHead, tableRow } from "../../kit/dom/dom.js";
import { drawPixels } from "../../kit/grid/map.js";
import { signedPixels } from "../../kit/grid/scale.js";
import { NETS } from "../model/nets.js";
import { FRAMES, nearest, placeOf } from "../model/trainer.js";
import { momentText, numberText, percentOf, percentText } from "../model/words.js";

/** @import { Numbers } from "../model/session.js" */
/** @import { Checkpoint, Measured } from "../model/trainer.js" */

/** @typedef {ReturnType<typeof plotsOf>[number]} Plot */

const MOST_LOSS = 2.5;
const GAP = 22; // px between the two plots
const EDGE = 8; // px above and below
const AXIS = 5; // px between a tick's words and the plot
const BELOW_NAME = 34; // px below the top of a plot, whose name stands there at the right
const ROOM = 40; // px that they need beside it; else they stand in it

/** Accuracy above, loss below: what they show, and where an update and a number lie. @param {Kit} kit @param {number} width @param {number} height */
function plotsOf(kit, width, height) {
  const each = (height - GAP - 2 * EDGE) / 2;
  /** @param {number} top @param {number} most */
  const placed = (top, most) => ({
    ...{ width, top, bottom: top + each, most },
    xOf: (/** @type {number} */ update) => ((placeOf(update) + 0.5) / FRAMES.length) * width,
    yOf: (/** @type {number} */ value) =>
      top + each - (Math.min(Math.max(value, 0), most * 1.04) / most) * each,
  });
  return [
    {
      ...{ ...placed(EDGE, 100), guess: 10, ticks: [0, 50, 100] },
      write: (/** @type {Measured} */ measured) => percentText(kit, measured),
      tickOf: (/** @type {number} */ tick) => kit.label("curves.percent", { p: tick }),
      value: percentOf,
      lost: "",
    },
    {
      ...{ ...placed(EDGE + each + GAP, MOST_LOSS), guess: Math.log(10), ticks: [0, 1, 2], tickOf: String },
      write: (/** @type {Measured} */ { loss }) => numberText(loss),
      value: (/** @type {Measured} */ { loss }) => loss,
      lost: kit.label("training.no_number"),
    },
  ];
}

/** A line through what was measured; where there is no number it breaks off. @param {Checkpoint[]} film @param {"practised" | "unseen"} part @param {Plot} plot @param {string} kind */
function curve(film, part, plot, kind) {
  let pen = "M";
  const path = film.map((each) => {
    const value = each[part] && plot.value(each[part]);
    if (value === null || !Number.isFinite(value)) {
      pen = "M";
      return "";
    }
    const drawn = `${pen}${plot.xOf(each.update).toFixed(1)} ${plot.yOf(value).toFixed(1)}`;
    pen = "L";
    return drawn;
  });
  return makeSvg("path", { d: path.join(""), class: `curve ${kind}` });
}

/** @param {Plot} plot */
function ruled({ xOf, yOf, ticks, tickOf, guess }) {
  const [start, end] = [xOf(0), xOf(FRAMES[FRAMES.length - 1])];
  const [from, anchor] = start < ROOM ? [start + AXIS, "start"] : [start - AXIS, "end"];
  const lines = ticks.flatMap((value) => [
    line(start, yOf(value), end, yOf(value), "rule"),
    text(from, yOf(value) + 4, tickOf(value), "tick", anchor),
  ]);
  return [line(start, yOf(guess), end, yOf(guess), "rule guess"), ...lines];
}

/** The number at the moment that is shown; off the scale it says so, and where there is none. @param {Kit} kit @param {Numbers} numbers @param {Plot} plot */
function marked(kit, { now }, plot) {
  if (!now.unseen) return [];
  const [x, value] = [plot.xOf(now.update), plot.value(now.unseen)];
  const isLost = !Number.isFinite(value);
  const isOff = value > plot.most;
  const at = isOff || isLost ? plot.top : plot.yOf(value);
  const isLate = x > plot.width * 0.8;
  const said = isLost ? plot.lost : plot.write(now.unseen);
  const words = isOff ? kit.label("training.off", { x: said }) : said;
  const beside = at + (at > (plot.top + plot.bottom) / 2 ? -10 : 18);
  const below = isOff || isLost ? plot.top + BELOW_NAME : beside;
  const written = text(x + (isLate ? -12 : 12), below, words, "value", isLate ? "end" : "start");
  if (isLost) return [written];
  const mark = isOff
    ? makeSvg("path", { d: `M${x - 6} ${at + 6}h12l-6 -10z`, fill: "var(--step)" })
    : makeSvg("circle", { cx: x, cy: at, r: 6, class: "dot" });
  return [mark, written];
}

/** @param {Kit} kit @param {Numbers} numbers @param {number} width @param {number} height */
function drawn(kit, numbers, width, height) {
  const { film, kept, now } = numbers;
  const plots = plotsOf(kit, width, height);
  const { xOf: x } = plots[0];
  const reached = x(film[film.length - 1].update);
  const end = x(FRAMES[FRAMES.length - 1]);
  const veil = { x: reached, y: 0, width: Math.max(end - reached, 0), height, fill: "var(--panel)" };
  const names = ["training.accuracy", "training.loss"];
  return [
    makeSvg("rect", veil),
    ...plots.flatMap((plot, at) => [
      ...ruled(plot),
      kept ? curve(kept.film, "unseen", plot, "kind-1") : curve(film, "practised", plot, "kind-2"),
      curve(film, "unseen", plot, "new"),
      text(end, at ? plot.top + 14 : plot.bottom - 8, kit.label(names[at]), "name", "end"),
    ]),
    line(x(now.update), 0, x(now.update), height, "now"),
    ...plots.flatMap((plot) => marked(kit, numbers, plot)),
  ];
}

/** The same as a table. @param {Kit} kit @param {Checkpoint[]} film */
function tableOf(kit, film) {
  const head = ["updates", "new_named", "new_loss", "practised_named", "practised_loss"].map((name) =>
    kit.label(`training.column_${name}`),
  );
  const rows = film.flatMap(({ update, unseen, practised }) => {
    if (!unseen || !practised) return [];
    const cells = [unseen, practised].flatMap((each) => [percentText(kit, each), numberText(each.loss)]);
    return tableRow(String(update), cells);
  });
  return [tableHead(head), make("tbody", ...rows)];
}

/** @param {Kit} kit */
function createCurves(kit) {
  const canvas = createCanvas(kit.signal);
  const table = make("table");
  const key = make("p.note.key.in-rows");
  const legend = (/** @type {string} */ kind, /** @type {string} */ name) => {
    const sample = makeSvg("svg", { viewBox: "0 0 28 8", class: "sample", "aria-hidden": "true" });
    sample.append(makeSvg("path", { d: "M0 4H28", class: `curve ${kind}` }));
    return make("span.in-row", sample, kit.label(name));
  };
  /** @type {Checkpoint[] | null} */
  let listed = null;
  return {
    element: make("div.curves", key, canvas, make("div.unseen", table)),
    /** @param {Numbers} numbers */
    show(numbers) {
      const isCompared = numbers.kept !== null;
      key.replaceChildren(
        legend("new", isCompared ? "training.key_b" : "training.key_unseen"),
        legend(isCompared ? "kind-1" : "kind-2", isCompared ? "training.key_a" : "training.key_practised"),
        legend("guess", "training.key_guess"),
      );
      canvas.draw((width, height) => drawn(kit, numbers, width, height));
      if (listed !== numbers.film) table.replaceChildren(...tableOf(kit, numbers.film));
      listed = numbers.film;
    },
  };
}

const SPACE = 0.4; // of a side
const ACROSS = 3; // filters in the first row, two in the second

/** Five filters in two rows, between them nothing. @param {Checkpoint} checkpoint @param {import("../model/nets.js").NetName} net */
function stillOf({ weights }, net) {
  const all = NETS[net].weightsShown(weights);
  const side = all[0].width;
  const step = side + Math.round(SPACE * side);
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
  const element = make("div.frame.fine.in-grid", make("div.still.in-middle", canvas), name);
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

/** The checkpoint beside one, or the frame. @param {Numbers} numbers @param {number} way 1 or -1 @param {boolean} isFar */
function beside({ film, at }, way, isFar) {
  let next = at + way;
  while (isFar && film[next + way] && !FRAMES.includes(film[next].update)) next += way;
  return film[next] ?? film[at];
}

/** @param {Kit} kit @param {(update: number) => void} scrub */
export function createFilm(kit, scrub) {
  const curves = createCurves(kit);
  const frames = FRAMES.map(() => createFrame(kit));
  /** @type {Numbers} */
  let shown;
  const name = { "aria-label": kit.label("training.film"), "aria-valuemin": 0 };
  const slider = make("div.strip.in-grid", { role: "slider", tabindex: 0, ...name }, ...frames);
  const walk = (/** @type {number} */ down, /** @type {number} */ across, /** @type {boolean} */ isFar) =>
    scrub(beside(shown, across - down, isFar).update);
  const goTo = (/** @type {number} */ end) => scrub(shown.film[Math.min(end, shown.film.length - 1)].update);
  slider.addEventListener("keydown", (event) => arrowKeys(event, walk, goTo));
  const element = make("div.film.around", curves, slider);
  followHand(element, ({ clientX }) => {
    const { left, width } = element.getBoundingClientRect();
    scrub(shown.film[nearest(shown.film, ((clientX - left) / width) * FRAMES.length - 0.5)].update);
  });
  return {
    element,
    /** @param {Numbers} numbers */
    show(numbers) {
      shown = numbers;
      curves.show(numbers);
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
      slider.setAttribute("aria-valuemax", String(film[film.length - 1].update));
      slider.setAttribute("aria-valuenow", String(now.update));
      slider.setAttribute("aria-valuetext", momentText(kit, now));
    },
  };
}

/** The formula with the numbers of one axis in it, the way from them to the output's size, and both as boxes on one scale. */

import { formatNumber } from "../../kit/arithmetic/rounding.js";
import { make, named, operator, scaleOf, setText } from "../../kit/dom/dom.js";
import { division } from "../model/words.js";

/** @import { Counted } from "../model/limits.js" */
/** @typedef {[height: number, width: number]} Sides */

/** @param {HTMLElement} box @param {Sides} sides @param {number} scale px a cell */
export function sizeBox(box, [height, width], scale) {
  box.style.height = `${Math.max(height * scale, 2)}px`;
  box.style.width = `${Math.max(width * scale, 2)}px`;
}

/** @param {number} side px of the place */
export function createBoxes(side) {
  const [input, output] = [make("i.box.input-box"), make("i.box.output-box")];
  const element = make(
    "div.boxes.around",
    { "aria-hidden": true, style: `--side: ${side}px` },
    input,
    output,
  );
  return {
    element,
    /** @param {Sides} from @param {Sides | null} to null hides the output @param {number} [largest] cells of the whole place */
    show(from, to, largest = Math.max(...from, ...(to ?? []))) {
      const scale = side / largest;
      sizeBox(input, from, scale);
      output.hidden = to === null;
      if (to) sizeBox(output, to, scale);
    },
  };
}

/** @typedef {"in" | "kernel" | "padding" | "stride"} Term */

const MOVE = 180; // ms a changed number is on its way
const HASTE = 250; // ms: while a hand drags, nothing travels

/** The lines from the room to the size. @param {Kit} kit @param {Counted} axis @returns {[string, string][]} */
function stepsOf(kit, { settings, refused, room, steps, isDropped, size }) {
  const isUp = settings.layer === "MaxPool2d" && settings.ceil_mode;
  const words = kit.label(room < 0 ? "size.step_short" : "size.step_room", { n: -room });
  if (refused) return [[formatNumber(room), words]];
  const sum = isDropped ? `${steps} + 1 − 1 = ${size}` : `${steps} + 1 = ${size}`;
  return [
    [formatNumber(room), words], // where ceil_mode keeps a window that is longer than the row, it is below 0
    [division(room, settings.stride), kit.label("size.step_fit")],
    [String(steps), kit.label(isUp ? "size.step_up" : "size.step_down")],
    [sum, kit.label(isDropped ? "size.step_dropped" : "size.step_first")],
  ];
}

/** The lines, in a list that keeps its height. @param {Kit} kit */
export function createSteps(kit) {
  const element = make("ol.worked");
  return {
    element,
    /** @param {Counted[]} axes one, or both of a rectangle: their numbers stand side by side @param {number} known how many lines are given away */
    show(axes, known) {
      const all = axes.map((axis) => stepsOf(kit, axis));
      const lines = all[0].map(([, why], i) => {
        const sum = all.map((each) => each[i][0]).join(", ");
        const isKnown = i < known;
        const said = make("b", { class: isKnown ? "in-one" : "in-one ask" }, isKnown ? sum : "?");
        const look = { class: isKnown && i === 3 ? "result-line" : null };
        return make("li", look, said, make("span.note", isKnown ? why : ""));
      });
      element.replaceChildren(...lines);
    },
  };
}

/** Let a number come from where it was set. @param {HTMLElement} chip @param {DOMRect | undefined} from */
function travel(chip, from) {
  const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const to = chip.getBoundingClientRect();
  if (isStill || to.width === 0) return;
  const scale = scaleOf(chip);
  const isKnown = from && from.width > 0;
  const [x, y] = isKnown ? [(from.left - to.left) / scale, (from.top - to.top) / scale] : [0, -12];
  const way = [{ transform: `translate(${x}px, ${y}px)` }, { transform: "none" }];
  chip.animate(way, { duration: MOVE, easing: "cubic-bezier(.2,0,0,1)" });
}

/** The numbers of the formula. @param {Counted} axis @returns {[Term, string][]} */
const termsOf = ({ settings: { input_size, padding, stride }, span, before, after }) => [
  ["in", String(input_size)],
  ["kernel", String(span)],
  ["padding", String(padding === "same" ? before + after : padding)],
  ["stride", String(stride)],
];

/** @param {Kit} kit @param {(term: Term) => DOMRect | undefined} origin where the number of a term is set */
export function createFormula(kit, origin) {
  const terms = /** @type {const} */ (["in", "kernel", "padding", "stride"]);
  const entries = terms.map((term) => [term, make("b.chip.tinted")]);
  const chips = /** @type {Record<Term, HTMLElement>} */ (Object.fromEntries(entries));
  const kernelName = make("small");
  const kernel = make("span.named", chips.kernel, kernelName);
  const twice = operator("+ 2 ×");
  const above = make("span.above", named(chips.in, kit.label("size.in")), operator("−"), kernel, twice);
  above.append(named(chips.padding, "padding"));
  const below = make("span.below", named(chips.stride, "stride"));
  const floor = make("span.rounded", make("span.fraction.in-middle", above, below));
  const element = make("div.formula.in-row", { role: "group", "aria-label": kit.label("size.formula") });
  element.append(floor, operator("+ 1"), operator("="));
  let at = Number.POSITIVE_INFINITY; // when a number changed last
  return {
    element,
    show(/** @type {Counted} */ axis) {
      const { layer, kernel_size, padding, dilation, ceil_mode } = axis.settings;
      const isHasty = performance.now() - at < HASTE;
      const changed = termsOf(axis).filter(([term, text]) => chips[term].textContent !== text);
      for (const [term, text] of changed) setText(chips[term], text);
      if (changed.length > 0) at = performance.now();
      setText(kernelName, dilation > 1 ? `${dilation} × (${kernel_size} − 1) + 1` : "kernel_size");
      setText(twice, padding === "same" ? "+" : "+ 2 ×");
      floor.classList.toggle("up", layer === "MaxPool2d" && ceil_mode);
      if (isHasty) return;
      for (const [term] of changed) travel(chips[term], origin(term)); // last, for it measures
    },
  };
}

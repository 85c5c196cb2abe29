/** Above the code: the shape of the input, examples, and an empty field again; and the three cards of an empty field. */

import { createMenu } from "../../kit/controls/menu.js";
import { make, setText } from "../../kit/dom/dom.js";
import { axesBelow, axesOf, readShape } from "../model/shapes.js";

/** @import { Kit } from "../../kit/dom/kit.js" */
/** @typedef {{ name: string, input_shape: string, text: string }} Example */

const CARDS = ["flatten", "grey", "lenet"];
const CARD_LINES = { flatten: [6, 9], grey: [1, 3], lenet: [0, 3] };

/** @param {Kit} kit @param {(typed: string) => void} type */
function createShape(kit, type) {
  const axes = make("span.axes", { "aria-hidden": true });
  const input = make("input", { type: "text", spellcheck: "false", autocomplete: "off" });
  input.addEventListener("input", () => type(input.value));
  const label = make("label", make("span", kit.label("doctor.input_shape")), input);
  const element = make("div.input-shape", label, axes);
  return {
    element,
    /** @param {string} typed */
    show(typed) {
      if (input.value !== typed) input.value = typed;
      const asked = readShape(typed);
      input.setAttribute("aria-invalid", String(asked === null));
      setText(axes, asked ? axesBelow(typed, axesOf(asked)) : "");
    },
  };
}

/** @param {Kit} kit @param {Example[]} examples @param {{ type: (typed: string) => void, open: (example: Example) => void, clear: () => void }} hands */
export function createHead(kit, examples, { type, open, clear }) {
  const shape = createShape(kit, type);
  const items = examples.map((example) => ({
    name: kit.label(`doctor.example_${example.name}`),
    choose: () => open(example),
    isLast: true,
  }));
  const name = kit.label("doctor.examples");
  const menu = createMenu(kit, name, items, undefined, name);
  const empty = make("button.clear", { onclick: clear }, kit.label("doctor.clear"));
  const element = make("div.head-row", shape.element, make("span.gap"), menu.element, empty);
  return {
    element,
    /** @param {string} typed @param {boolean} isEmpty */
    show(typed, isEmpty) {
      shape.show(typed);
      empty.hidden = isEmpty;
    },
  };
}

/** @param {Kit} kit @param {Example} example @param {(example: Example) => void} open */
function cardOf(kit, example, open) {
  const { name, text } = example;
  const [from, to] = CARD_LINES[/** @type {keyof typeof CARD_LINES} */ (name)];
  const lines = text.split("\n").slice(from, to);
  const indent = Math.min(...lines.map((line) => /^ */.exec(line)?.[0].length ?? 0));
  const title = kit.label(`doctor.card_${name}`);
  const spoken = kit.label("doctor.try_this", { name: title });
  const words = kit.label("doctor.try");
  return make(
    "li",
    make("h3", title),
    make("p.note", kit.label(`doctor.card_${name}_idea`)),
    make("pre", { "aria-hidden": true }, lines.map((line) => line.slice(indent)).join("\n")),
    make("button", { "aria-label": spoken, onclick: () => open(example) }, words),
  );
}

/** @param {Kit} kit @param {Example[]} examples @param {(example: Example) => void} open */
export function createCards(kit, examples, open) {
  const chosen = CARDS.flatMap((name) => examples.filter((example) => example.name === name));
  const cards = chosen.map((example) => cardOf(kit, example, open));
  const heading = make("h2", kit.label("doctor.start"));
  return make("section.cards", heading, make("ol", ...cards));
}

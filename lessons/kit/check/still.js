/** The figure of a lesson beside a question: in the question's own state, covered until there is an answer. */

import { make } from "../dom/dom.js";
import { sheetOf, wordsOf } from "../figure/fetched.js";
import { follow, givenTo } from "../figure/linked_figures.js";
import { boldWords } from "../figure/sentence.js";
import { createStillFigure } from "../figure/still_figure.js";

/** @import { Kit } from "../dom/kit.js" */

/** Lessons whose figure also works beside a question: it has no picture of the visitor's, and none on its way. */
const KNOWN = [
  "convolution",
  "conv2d",
  "gradient",
  "input_shape",
  "output_size",
  "neuron",
  "pooling",
  "maxpool2d",
];

/** @param {Kit} kit @param {string} lesson */
async function load(kit, lesson) {
  const [{ figure }, words, ...sheets] = await Promise.all([
    import(`../../${lesson}/figure.js`),
    wordsOf(lesson, kit.language),
    sheetOf("kit"),
    sheetOf(lesson),
  ]);
  return { figure, words, sheets };
}

/** @param {Kit} kit @param {string} lesson @param {boolean} [isKnown] whether it works there */
export function createStill(kit, lesson, isKnown = KNOWN.includes(lesson)) {
  const host = make("div.still-host", { inert: true, "aria-hidden": true });
  const said = make("p.still-said");
  const element = make("aside.still", { hidden: !isKnown }, host, said);
  /** @type {ReturnType<typeof createStillFigure> | null} */
  let figure = null;
  /** @type {[show: string, isOpen: boolean, rule: string | null]} */
  let shown = ["", false, null];
  const paint = () => {
    const [show, isOpen, rule] = shown;
    element.classList.toggle("covered", !isOpen);
    const words = figure?.show(show, isOpen, rule) ?? "";
    said.replaceChildren(...boldWords(isOpen ? words : kit.label("quiz.covered")));
  };
  const open = async () => {
    const given = givenTo(lesson);
    if (figure || !given) return;
    const { figure: whole, words, sheets } = await load(kit, lesson);
    if (figure || kit.signal.aborted) return;
    const place = host.attachShadow({ mode: "open" });
    place.adoptedStyleSheets = sheets;
    figure = createStillFigure(kit, whole, words, given, place);
    paint();
  };
  // Only who comes as far as the questions needs it.
  const watching = new IntersectionObserver(([{ isIntersecting }]) => {
    if (!isIntersecting) return;
    watching.disconnect();
    open();
    follow(lesson, { paint: open }, kit.signal); // the figure above may come later
  });
  if (isKnown) watching.observe(element);
  kit.signal.addEventListener("abort", () => watching.disconnect());
  return {
    element,
    isKnown,
    /** @param {string} show the address of the state @param {boolean} isOpen @param {string | null} rule a mistake to draw */
    show(show, isOpen, rule) {
      shown = [show, isOpen, rule];
      paint();
    },
  };
}

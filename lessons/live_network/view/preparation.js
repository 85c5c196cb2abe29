/** How a picture became 28x28: every step with its sentence, the two readings, and the numbers at the end. */

import { oneCell } from "../../kit/arithmetic/grid.js";
import { formatNumber, shortNumber } from "../../kit/arithmetic/rounding.js";
import { make, pressOne, setText } from "../../kit/dom/dom.js";
import { rowsOf } from "../../kit/grid/cell.js";
import { NumberGrid } from "../../kit/grid/grid.js";
import { greyPaint } from "../../kit/grid/scale.js";
import { createPointer } from "../../kit/grid/walking.js";
import { onlySign, otherwise } from "../model/network.js";

/** @import { Picture, Said, Step, Wish } from "../model/network.js" */

/** A window over the page: closed by its button, by Esc, and with the figure. @param {Kit} kit @param {string} kind @param {HTMLElement[]} head @param {...HTMLElement} content */
function createDialog(kit, kind, head, ...content) {
  const close = make("button", { onclick: () => dialog.close() }, kit.label("state.close"));
  const top = make("div.sheet-head.in-row.apart.larger", ...head, close);
  const dialog = make("dialog", { class: `floating ${kind}` }, top, ...content);
  kit.signal.addEventListener("abort", () => dialog.close());
  return dialog;
}

/** @param {Kit} kit @param {Said[]} says */
const sentenceOf = (kit, says) => says.map(({ label, ...values }) => kit.label(label, values)).join(" ");

/** Whether one of several signs can be chosen at this step. @param {Step} step @param {Picture} prepared */
const hasSigns = ({ name }, { signs }) => name === "original" && signs.length > 1;

/** The box around a sign, which a press reads. @param {Kit} kit @param {Picture} prepared @param {number} sign @param {() => void} onclick */
function createOutline(kit, { signs, sign: read, without }, sign, onclick) {
  const { top, left, bottom, right } = signs[sign];
  const k = sign + 1;
  const outline = make("button.outline.placed", {
    ...{ type: "button", onclick, "aria-label": kit.label("sign.read", { k, n: signs.length }) },
    "aria-pressed": sign === read && !without.includes("sign"),
  });
  outline.append(make("b.placed", String(k)));
  const middle = { left: (left + right) / 2, top: (top + bottom) / 2 };
  const box = { ...middle, width: right - left, height: bottom - top };
  for (const [side, share] of Object.entries(box)) outline.style.setProperty(side, `${100 * share}%`);
  return outline;
}

/** One step in large: its sentence, the signs on the original, and the press that takes a choice back. @param {Kit} kit @param {(wanted: Partial<Wish>) => void} ask */
function createStepView(kit, ask) {
  const [title, sentence] = [make("b"), make("p")];
  const measure = () => place.style.setProperty("--ratio", String(image.naturalWidth / image.naturalHeight));
  const image = make("img.own-line.as-wide.boxed", { alt: "", onload: measure });
  const place = make("div.step-picture.around", image);
  const press = make("button");
  const element = createDialog(kit, "step-view", [title], sentence, place, press);
  /** @param {Partial<Wish>} wanted */
  const choose = (wanted) => {
    element.close();
    ask(wanted);
  };
  return {
    element,
    /** @param {Step} step @param {Picture} prepared */
    open(step, prepared) {
      const { name, says, choice, url } = step;
      setText(title, kit.label(`step.${name}`));
      element.setAttribute("aria-label", title.textContent);
      const signs = hasSigns(step, prepared) ? [...prepared.signs.keys()] : [];
      setText(sentence, sentenceOf(kit, signs.length > 0 ? [...says, { label: "sign.choose" }] : says));
      place.hidden = url === "";
      place.dataset.step = name;
      if (url) image.src = url;
      const outlineOf = (/** @type {number} */ sign) =>
        createOutline(kit, prepared, sign, () => choose(onlySign(prepared, sign)));
      place.replaceChildren(image, ...signs.map(outlineOf));
      press.hidden = choice === "";
      setText(press, kit.label(url ? "step.take_back" : "step.make_again"));
      press.onclick = () => choose(otherwise(prepared, choice));
      element.showModal();
    },
  };
}

const SIDE = 28;
const CELL = 24; // px: the least that holds a number
const WIDE_CELL = 27; // px
const FAR = 7; // cells that Shift and an arrow move by
const HUNDREDTH = 100;

/** All numbers of the picture, exact; the one that is pointed at in words. @param {(here: { r: number, c: number, v: string }) => void} say */
function createNumberGrid(say) {
  /** @type {number[]} */
  let pixels = [];
  /** @param {number} row @param {number} column */
  const stand = (row, column) => {
    const here = oneCell(row, column);
    grid.point(row, column);
    grid.mark("window", here);
    say({ r: row + 1, c: column + 1, v: formatNumber(pixels[row * SIDE + column] / HUNDREDTH) });
    const { left, top, width, height } = grid.rectOf(here);
    const frame = element.getBoundingClientRect();
    const isBeside = left < frame.left || left + width > frame.right;
    if (isBeside) element.scrollLeft += left - frame.left - frame.width / 2;
    const isBeyond = top < frame.top || top + height > frame.bottom;
    if (isBeyond) element.scrollTop += top - frame.top - frame.height / 2;
  };
  const pointer = createPointer([SIDE, SIDE], stand);
  pointer.standAt(SIDE / 2, SIDE / 2);
  const grid = new NumberGrid({
    ...{ onPress: pointer.goTo, onEnd: pointer.onEnd },
    onArrow(down, across, isFar) {
      const far = isFar ? FAR : 1;
      pointer.onArrow(down * far, across * far);
    },
  });
  const element = make("div.number-scroll.around", grid);
  const cellAt = (/** @type {number} */ _row, /** @type {number} */ _column, /** @type {number} */ at) => {
    const value = pixels[at] / HUNDREDTH;
    return { text: shortNumber(value), paint: greyPaint(value) };
  };
  return {
    element,
    /** @param {string} name @param {number[]} hundredths */
    show(name, hundredths) {
      pixels = hundredths;
      grid.show(name, rowsOf({ height: SIDE, width: SIDE }, cellAt));
      grid.fit(SIDE * CELL, SIDE * WIDE_CELL);
      pointer.goTo(...pointer.at());
    },
  };
}

/** The 28x28 numbers that the network reads, in a window of their own. @param {Kit} kit */
function createPixelNumbers(kit) {
  /** @type {number[]} */
  let pixels = [];
  const name = kit.label("live.numbers");
  const said = make("p.here.grows");
  const grid = createNumberGrid((here) => setText(said, kit.label("live.pixel", here)));
  const dialog = createDialog(kit, "numbers", [make("b", name), said], grid.element);
  dialog.setAttribute("aria-label", name);
  const open = () => {
    dialog.showModal();
    grid.show(name, pixels);
    const table = grid.element.querySelector("[role=grid]");
    if (table instanceof HTMLElement) table.focus({ preventScroll: true });
  };
  const button = make("button", { "aria-haspopup": "dialog", onclick: open }, kit.label("live.open_numbers"));
  return {
    element: make("div.open-numbers", button, dialog),
    /** @param {number[]} hundredths */
    show(hundredths) {
      pixels = hundredths;
      if (dialog.open) grid.show(name, pixels);
    },
  };
}

const WAYS = /** @type {const} */ (["drawing", "photo"]);
const FEW = 6; // steps stand side by side in full width

/** The steps as a row: pointing at one, or coming to it by keyboard, says what was done; a press shows it in large. @param {Kit} kit @param {(saying: string | null) => void} onSay @param {(step: Step) => void} onOpen */
function createSteps(kit, onSay, onOpen) {
  const element = make("ol.steps", { "aria-label": kit.label("live.how") });
  /** @param {Step} step @param {boolean} isChoice */
  const stepOf = (step, isChoice) => {
    const { name, says, url } = step;
    const sentence = sentenceOf(kit, says);
    const tell = () => onSay(sentence);
    const still = () => onSay(null);
    const events = {
      onpointerenter: tell,
      onfocus: () => button.matches(":focus-visible") && tell(),
      onclick: () => onOpen(step),
      onpointerleave: still,
      onblur: still,
    };
    const picture = url ? make("img.boxed", { src: url, alt: "" }) : make("i");
    const words = make(url ? "span" : "s", {}, kit.label(`step.${name}`));
    const attributes = { type: "button", class: `step bare${isChoice ? " choice" : ""}`, "data-step": name };
    const button = make("button", { ...attributes, "aria-haspopup": "dialog", ...events }, picture, words);
    button.append(make("span.unseen", sentence));
    return make("li.around", button);
  };
  return {
    element,
    /** @param {Picture} prepared */
    show(prepared) {
      const { steps } = prepared;
      const before = [...element.querySelectorAll("button")].findIndex((each) => each.matches(":focus"));
      onSay(null);
      element.classList.toggle("many", steps.length > FEW);
      element.replaceChildren(
        ...steps.map((step) => stepOf(step, step.choice !== "" || hasSigns(step, prepared))),
      );
      if (before >= 0) element.querySelectorAll("button")[Math.min(before, steps.length - 1)].focus();
    },
  };
}

/** @param {Kit} kit @param {(wanted: Partial<Wish>) => void} ask */
export function createPreparation(kit, ask) {
  const [name, reason] = [make("b.strong"), make("span")];
  const caption = make("p.caption.note", name, " ", reason);
  const told = make("p.caption.note", { "aria-hidden": "true", hidden: true });
  const say = (/** @type {string | null} */ saying) => {
    setText(told, saying ?? "");
    told.hidden = saying === null;
    caption.classList.toggle("unseen", saying !== null);
  };
  /** @type {Picture} */
  let shown;
  const stepView = createStepView(kit, ask);
  const steps = createSteps(kit, say, (step) => stepView.open(step, shown));
  const buttons = WAYS.map((way) => make("button", { onclick: () => ask({ way }) }, kit.label(`way.${way}`)));
  const numbers = createPixelNumbers(kit);
  const heading = make("p.head.note.no-phone", { "aria-hidden": "true" }, kit.label("way.read_as"));
  const choice = make("div.picks", { role: "group", "aria-label": kit.label("way.read_as") }, ...buttons);
  return {
    elements: [
      make("div.way-there", steps, caption, told, stepView),
      make("div.reading-as.in-column", heading, choice, numbers),
    ],
    /** @param {Picture} prepared @param {string} title what the picture is called */
    show(prepared, title) {
      shown = prepared;
      steps.show(prepared);
      pressOne(buttons, (at) => WAYS[at] === prepared.way);
      setText(name, `${title}.`);
      setText(reason, sentenceOf(kit, prepared.reasons));
      numbers.show(prepared.pixels);
    },
  };
}

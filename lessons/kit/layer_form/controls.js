/** The call of a lesson's table as a form: PyTorch's names above steppers, selects and switches, in PyTorch's order. */

import { createSelect, optionOf, waiting } from "../controls/control.js";
import { createSheet } from "../controls/settings.js";
import { make, setText } from "../dom/dom.js";
import { argumentsOf, callOf, written } from "../settings/table.js";

/** @import { Settings } from "../settings/address.js" */
/**
 * @typedef {object} Argument
 * @property {string} name PyTorch's
 * @property {(chosen: Settings) => [number, number]} [limits] of a number, and of each side of a pair
 * @property {boolean} [more] whether it waits behind "More settings"
 * @property {boolean} [pair] whether it may be (height, width)
 * @property {boolean} [isSingle] one number or a word, never a pair
 * @property {readonly string[]} [words] that may stand in its place: names of a choice, or None
 * @property {(chosen: Settings) => string} [hint] what it means right now, in a few words
 * @property {(chosen: Settings) => Pair} [meant] what a word stands for where a number takes over
 */

const NUMBER = "n";
const PAIR = "(n, m)";

/** Two selects for (height, width): there is no room for two steppers. @param {Kit} kit @param {Argument} argument */
function createPair(kit, { name, limits = () => [0, 0] }) {
  const take = () => kit.set({ [name]: sides.map((each) => Number(each.value)) });
  const sides = ["set.height", "set.width"].map(
    (side) => createSelect(`${name}, ${kit.label(side)}`, [], take).element,
  );
  return {
    element: make("div.pair.apart.tight", ...sides),
    show(/** @type {Pair} */ now, /** @type {Settings} */ chosen) {
      const [lowest, highest] = limits(chosen);
      for (const [axis, select] of sides.entries()) {
        if (select.options.length !== highest - lowest + 1) {
          const numbers = Array.from({ length: highest - lowest + 1 }, (_, i) => String(lowest + i));
          select.replaceChildren(...numbers.map((each) => optionOf([each, each])));
        }
        select.value = String(now[axis]);
      }
    },
  };
}

/** A number as both sides; a pair or a word as it is. @param {any} value */
const sidesOf = (value) => (typeof value === "number" ? [value, value] : value);

/** A number, a pair or a word: a small select below says which. @param {Kit} kit @param {Controls} control @param {Argument} argument @returns {Control} */
function createPairable(kit, control, argument) {
  const { name, isSingle, words = [], limits = () => [0, 0], meant = () => [0, 0], hint } = argument;
  const single = control(name, {
    ...{ control: "bare", more: false, limits },
    value: (chosen) => sidesOf(chosen[name])[0],
    change: (value) => ({ [name]: isSingle ? value : [value, value] }),
  });
  const pair = createPair(kit, argument);
  const word = make("div.word.in-middle");
  let isPair = false;
  const take = (/** @type {string} */ wanted) => {
    const chosen = kit.settings();
    isPair = wanted === PAIR;
    const [first] = typeof chosen[name] === "string" ? meant(chosen) : sidesOf(chosen[name]);
    const [, highest] = limits(chosen);
    if (words.includes(wanted)) kit.set({ [name]: wanted });
    else if (isSingle) kit.set({ [name]: first });
    else kit.set({ [name]: [first, isPair ? Math.min(first + 1, highest) : first] });
  };
  const pairs = isSingle ? [] : [[PAIR, PAIR]];
  const named = words.map((each) => [each, written(each)]);
  const kinds = [[NUMBER, kit.label("call.number")], ...pairs, ...named];
  const { element: kind } = createSelect(kit.label("call.kind", { name }), kinds, take);
  kind.classList.add("kind");
  return {
    element: make("div.value-of", single, pair, word, kind),
    show(chosen) {
      const now = sidesOf(chosen[name]);
      const isWord = typeof now === "string";
      isPair = !isWord && (now[0] !== now[1] || isPair);
      single.element.hidden = isWord || isPair;
      pair.element.hidden = isWord || !isPair;
      word.hidden = !isWord;
      kind.value = isWord ? now : isPair ? PAIR : NUMBER;
      waiting(kind, kind.value === NUMBER);
      if (isWord) setText(word, hint?.(chosen) ?? written(now));
      else if (isPair) pair.show(now, chosen);
      else single.show(chosen);
    },
  };
}

/** A control, and below it what it means right now. @param {Control} control @param {(chosen: Settings) => string} hint @param {boolean} [isRead] whether the hint is read out @returns {Control} */
function withHint({ element, show }, hint, isRead = true) {
  const note = make("small.hint.own-line.in-one", { "aria-hidden": isRead ? null : "true" });
  return {
    element: make("div.value-of", element, note),
    show(chosen) {
      show(chosen);
      setText(note, hint(chosen));
    },
  };
}

/** @param {Kit} kit @param {Controls} control @param {Argument} argument */
function controlOf(kit, control, argument) {
  const { name, words, limits, hint = () => "" } = argument;
  if (argument.pair) return createPairable(kit, control, argument);
  const truth = (/** @type {Settings} */ chosen) => (chosen[name] ? "True" : "False");
  if (!words && !limits)
    return withHint(control(name, { control: "switch", more: false, shown: "" }), truth, false);
  return withHint(control(name, { control: words ? "select" : "bare", more: false, limits }), hint);
}

/** A line of the table as the form takes it. @param {Table} table @param {string} name @returns {Argument} */
function argumentOf(table, name) {
  const { kind, range, choices, more } = table.settings[name];
  if (kind === "flag") return { name, more };
  if (kind === "choice") return { name, more, words: choices };
  const pair = kind === "pair" || choices !== undefined;
  return { name, more, limits: () => range ?? [0, 1], pair, isSingle: kind === "whole", words: choices };
}

/**
 * The call as a form: the layer where it is chosen, or how it is written, the arguments that it has, the closing bracket.
 * On a phone it is a sheet below, which shows the argument that was changed last until all of them are asked for.
 * @param {Kit} kit @param {Table} table @param {Controls} control
 * @param {string[]} first the arguments that a phone shows before one was changed
 * @param {Record<string, Partial<Argument>>} [special] what of an argument depends on other settings
 */
export function callFormOf(kit, table, control, first, special = {}) {
  const chosenBy = ["layer", "written"].filter((name) => table.settings[name]?.control === "call");
  const selects = chosenBy.map((name) => control(name, { control: "select" }));
  for (const { element } of selects) element.classList.add("kind");
  const opens = make("div");
  const opening = make("div.opening.muted.in-one", opens, ...selects);
  const order = table.call.order ?? Object.keys(table.settings);
  const places = order
    .filter((name) => table.settings[name].control === "argument")
    .map((name) => {
      const argument = { ...argumentOf(table, name), ...special[name] };
      const { element, show } = controlOf(kit, control, argument);
      const head = make("div.name.in-one", { "aria-hidden": true }, name);
      const place = make("div", { class: `argument ${name}` }, head, element);
      return { name, show, place: waiting(place, argument.more ?? false) };
    });
  const element = make("div.call", { role: "group", "aria-label": kit.label("call.arguments") }, opening);
  const bracket = make("span.bracket.wide-only.muted.in-one", { "aria-hidden": true }, ")");
  const turn = (/** @type {boolean} */ isOpen) => element.classList.toggle("open", isOpen);
  const opener = createSheet(kit, "all-arguments", element, "", turn);
  element.append(...places.map(({ place }) => place), bracket, opener.button);
  return {
    element,
    show(/** @type {any} */ chosen, /** @type {string | undefined} */ changed) {
      const used = argumentsOf(table, chosen);
      const quick = changed && first[0] !== changed ? [first[0], changed] : first;
      setText(opens, `${callOf(table, chosen).call}(`);
      opening.classList.toggle("changed", chosenBy.includes(changed ?? ""));
      for (const select of selects) select.show(chosen);
      opener.rename(kit.label("call.all", { n: used.length }));
      for (const { name, show, place } of places) {
        place.hidden = !used.includes(name);
        if (place.hidden) continue;
        show(chosen);
        place.classList.toggle("changed", name === changed);
        place.classList.toggle("quick", quick.includes(name));
      }
    },
  };
}

/** The call of a lesson's table as a form: PyTorch's names above steppers, selects and switches, in PyTorch's order. */

import { asTold, waiting } from "../controls/more.js";
import { createNumber } from "../controls/settings.js";
import { icon, make, setText } from "../dom/dom.js";
import { argumentsOf, callOf } from "../settings/call.js";
import { written } from "../settings/table.js";

/** @import { Control } from "../controls/choice.js" */
/** @import { Kit } from "../dom/kit.js" */
/** @import { Table } from "../settings/table.js" */
/**
 * @typedef {readonly [number, number]} Pair
 * @typedef {Record<string, any>} Settings
 *
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

/** @param {string} value @param {string} text */
const optionOf = (value, text) => make("option", { value }, text);

/** One of some names. @param {Kit} kit @param {string} name @param {string} label @param {readonly string[]} values @param {(value: string) => string} [textOf] @returns {Control} */
function createSelect(kit, name, label, values, textOf = String) {
  const element = make(
    "select",
    { "aria-label": label },
    ...values.map((each) => optionOf(each, textOf(each))),
  );
  element.addEventListener("change", () => kit.set({ [name]: element.value }));
  return {
    element,
    show(chosen) {
      element.value = chosen[name];
    },
  };
}

/** − n +, for a number. @param {Kit} kit @param {Argument} argument @param {(saying: string) => void} remark @param {(value: number) => unknown} write */
function createSingle(kit, { name, limits = () => [0, 0] }, remark, write) {
  const onChange = (/** @type {number} */ next) => kit.set({ [name]: write(next) });
  const { parts, show } = createNumber(kit, { name, onChange, remark });
  return {
    element: make("div.number", { role: "group", "aria-label": name }, ...parts),
    show: (/** @type {number} */ now, /** @type {Settings} */ chosen) => show(now, limits(chosen)),
  };
}

/** Two selects for (height, width): there is no room for two steppers. @param {Kit} kit @param {Argument} argument */
function createPair(kit, { name, limits = () => [0, 0] }) {
  const sides = ["set.height", "set.width"].map((side) => {
    const select = make("select", { "aria-label": `${name}, ${kit.label(side)}` });
    select.addEventListener("change", () => kit.set({ [name]: sides.map((each) => Number(each.value)) }));
    return select;
  });
  return {
    element: make("div.pair", ...sides),
    show(/** @type {Pair} */ now, /** @type {Settings} */ chosen) {
      const [lowest, highest] = limits(chosen);
      for (const [axis, select] of sides.entries()) {
        if (select.options.length !== highest - lowest + 1) {
          const numbers = Array.from({ length: highest - lowest + 1 }, (_, i) => String(lowest + i));
          select.replaceChildren(...numbers.map((each) => optionOf(each, each)));
        }
        select.value = String(now[axis]);
      }
    },
  };
}

/** A number as both sides; a pair or a word as it is. @param {any} value */
const sidesOf = (value) => (typeof value === "number" ? [value, value] : value);

/** A number, a pair or a word: a small select below says which. @param {Kit} kit @param {Argument} argument @param {(saying: string) => void} remark @returns {Control} */
function createPairable(kit, argument, remark) {
  const { name, isSingle, words = [], limits = () => [0, 0], meant = () => [0, 0], hint } = argument;
  const single = createSingle(kit, argument, remark, (value) => (isSingle ? value : [value, value]));
  const pair = createPair(kit, argument);
  const word = make("div.word");
  const kind = make("select.kind", { "aria-label": kit.label("call.kind", { name }) });
  kind.append(
    optionOf(NUMBER, kit.label("call.number")),
    ...(isSingle ? [] : [optionOf(PAIR, PAIR)]),
    ...words.map((each) => optionOf(each, written(each))),
  );
  let isPair = false;
  kind.addEventListener("change", () => {
    const chosen = kit.settings();
    isPair = kind.value === PAIR;
    const now = typeof chosen[name] === "string" ? meant(chosen) : sidesOf(chosen[name]);
    const [, highest] = limits(chosen);
    if (words.includes(kind.value)) kit.set({ [name]: kind.value });
    else if (isSingle) kit.set({ [name]: now[0] });
    else kit.set({ [name]: isPair ? [now[0], Math.min(now[0] + 1, highest)] : [now[0], now[0]] });
  });
  return {
    element: make("div.value-of", single.element, pair.element, word, kind),
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
      else single.show(now[0], chosen);
    },
  };
}

/** A control, and below it what it means right now. @param {Control} control @param {(chosen: Settings) => string} hint @param {boolean} [isRead] whether the hint is read out @returns {Control} */
function withHint({ element, show }, hint, isRead = true) {
  const note = make("small.hint", { "aria-hidden": isRead ? null : "true" });
  return {
    element: make("div.value-of", element, note),
    show(chosen) {
      show(chosen);
      setText(note, hint(chosen));
    },
  };
}

/** True or False. @param {Kit} kit @param {string} name @returns {Control} */
function createBool(kit, name) {
  const press = () => kit.set({ [name]: kit.settings()[name] ? 0 : 1 });
  const element = make("button.switch", { role: "switch", "aria-label": name, onclick: press }, make("i"));
  const show = (/** @type {Settings} */ chosen) =>
    element.setAttribute("aria-checked", String(chosen[name] === 1));
  return withHint({ element, show }, (chosen) => (chosen[name] ? "True" : "False"), false);
}

/** @param {Kit} kit @param {Argument} argument @param {(saying: string) => void} remark */
function controlOf(kit, argument, remark) {
  const { name, words, hint = () => "" } = argument;
  if (argument.pair) return createPairable(kit, argument, remark);
  if (words) return withHint(createSelect(kit, name, name, words), hint);
  if (!argument.limits) return createBool(kit, name);
  const { element, show } = createSingle(kit, argument, remark, (value) => value);
  return withHint({ element, show: (chosen) => show(chosen[name], chosen) }, hint);
}

/**
 * The form: what opens the call, its arguments, the closing bracket. On a phone it is a sheet below, which shows
 * the argument that was changed last until all of them are asked for.
 * @param {Kit} kit
 * @param {HTMLElement} opening such as nn.Conv2d(
 * @param {Argument[]} all @param {(saying: string) => void} remark
 * @param {string[]} first the arguments that a phone shows before one was changed
 */
function createArguments(kit, opening, all, remark, first) {
  const places = all.map((argument) => {
    const control = controlOf(kit, argument, remark);
    const name = make("span.name", { "aria-hidden": true }, argument.name);
    const element = make("div", { class: `argument ${argument.name}` }, name, control.element);
    return { argument, control, element: waiting(element, argument.more ?? false) };
  });
  const word = make("span");
  const button = make("button.plain.all-arguments", { "aria-expanded": false }, icon("settings"), word);
  const element = make("div.call", { role: "group", "aria-label": kit.label("call.arguments") });
  const bracket = make("span.bracket", { "aria-hidden": true }, ")");
  element.append(opening, ...places.map((place) => place.element), bracket, button);
  const toggle = () => {
    const isOpen = element.classList.toggle("open");
    button.setAttribute("aria-expanded", String(isOpen));
  };
  button.addEventListener("click", toggle);
  element.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !element.classList.contains("open")) return;
    toggle();
    button.focus();
  });
  return {
    element,
    /** @param {Settings} chosen @param {string | null} changed the argument that was changed last @param {string[]} [used] those that the call has, if not all */
    show(chosen, changed, used) {
      const quick = changed && first[0] !== changed ? [first[0], changed] : first;
      setText(word, kit.label("call.all", { n: used?.length ?? all.length }));
      for (const { argument, control, element: place } of places) {
        const isUsed = used?.includes(argument.name) ?? true;
        place.hidden = !isUsed;
        if (!isUsed) continue;
        control.show(chosen);
        place.classList.toggle("changed", argument.name === changed);
        place.classList.toggle("quick", quick.includes(argument.name));
      }
    },
  };
}

/** One of its names. @param {Kit} kit @param {Table} table @param {string} name @param {(value: string) => string} [written] a name that has no label @returns {Control} */
export function selectOf(kit, table, name, written = String) {
  const { choices = [], label = "", choice_label } = table.settings[name];
  const textOf = (/** @type {string} */ value) =>
    choice_label ? kit.label(`${choice_label}${value}`) : written(value);
  return asTold(table, name, createSelect(kit, name, kit.label(label), choices, textOf));
}

/** A number between − and +, small enough for several in a row. @param {Kit} kit @param {Table} table @param {string} name @param {(saying: string) => void} remark @param {string} [shown] the label that is seen, if it is another than the name @returns {Control} */
export function stepperOf(kit, table, name, remark, shown) {
  const { label = "", range: [lowest, highest] = [0, 1] } = table.settings[name];
  const called = kit.label(label);
  const onChange = (/** @type {number} */ next) => kit.set({ [name]: next });
  const { parts, show } = createNumber(kit, { name: called, onChange, remark });
  const head = make("span.note", { "aria-hidden": true }, kit.label(shown ?? label));
  return asTold(table, name, {
    element: make("span.side", { role: "group", "aria-label": called }, head, ...parts),
    show: (/** @type {any} */ chosen) => show(chosen[name], [lowest, highest]),
  });
}

/** A line of the table as the form takes it. @param {Table} table @param {string} name @returns {Argument} */
function argumentOf(table, name) {
  const { kind, range, choices, more } = table.settings[name];
  if (kind === "flag") return { name, more };
  if (kind === "choice") return { name, more, words: choices };
  const [lowest, highest] = range ?? [0, 1];
  const pair = kind === "pair" || choices !== undefined;
  return { name, more, limits: () => [lowest, highest], pair, isSingle: kind === "whole", words: choices };
}

/**
 * The call as a form: the layer where it is chosen, or how it is written, then the arguments that it has.
 * @param {Kit} kit @param {Table} table @param {(saying: string) => void} remark
 * @param {string[]} first the arguments that a phone shows before one was changed
 * @param {Record<string, Partial<Argument>>} [special] what of an argument depends on other settings
 */
export function callFormOf(kit, table, remark, first, special = {}) {
  const word = make("span.opens");
  const chosenBy = ["layer", "written"].filter((name) => table.settings[name]?.control === "call");
  const selects = chosenBy.map((name) => selectOf(kit, table, name));
  for (const { element } of selects) element.classList.add("kind");
  const opening = make("div.opening", word, ...selects.map(({ element }) => element));
  const order = table.call.order ?? Object.keys(table.settings);
  const names = order.filter((name) => table.settings[name].control === "argument");
  const all = names.map((name) => ({ ...argumentOf(table, name), ...special[name] }));
  const form = createArguments(kit, opening, all, remark, first);
  return {
    element: form.element,
    show(/** @type {any} */ chosen, /** @type {string | null} */ changed) {
      setText(word, `${callOf(table, chosen).call}(`);
      opening.classList.toggle("changed", chosenBy.includes(changed ?? ""));
      for (const select of selects) select.show(chosen);
      form.show(chosen, changed, argumentsOf(table, chosen));
    },
  };
}

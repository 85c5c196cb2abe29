/** The arguments of a call as a form: PyTorch's names above steppers, selects and switches, in PyTorch's order. */

import { waiting } from "../controls/more.js";
import { createEnds } from "../controls/stepper.js";
import { icon, make, setText } from "../dom/dom.js";
import { written } from "../settings/pair_setting.js";

/** @import { Kit } from "../dom/kit.js" */
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
 *
 * @typedef {{ element: HTMLElement, show: (chosen: Settings) => void }} Control
 */

const NUMBER = "n";
const PAIR = "(n, m)";

/** @param {string} value @param {string} text */
const optionOf = (value, text) => make("option", { value }, text);

/** − n +, for a number. @param {Kit} kit @param {Argument} argument @param {(saying: string) => void} remark @param {(value: number) => unknown} write */
function createNumber(kit, { name, limits = () => [0, 0] }, remark, write) {
  const value = make("b.value");
  const ends = createEnds(kit, {
    name,
    onChange: (next) => kit.set({ [name]: write(next) }),
    remark,
  });
  return {
    element: make("div.number", { role: "group", "aria-label": name }, ends.less, value, ends.more),
    /** @param {number} now @param {Settings} chosen */
    show(now, chosen) {
      setText(value, String(now).replace("-", "−"));
      ends.show(now, limits(chosen));
    },
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
    /** @param {Pair} now @param {Settings} chosen */
    show(now, chosen) {
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
  const single = createNumber(kit, argument, remark, (value) => (isSingle ? value : [value, value]));
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

/** @param {Kit} kit @param {Argument} argument @param {(saying: string) => void} remark @returns {Control} */
function createPlain(kit, argument, remark) {
  const { name, hint } = argument;
  const number = createNumber(kit, argument, remark, (value) => value);
  const note = make("small.hint");
  return {
    element: make("div.value-of", number.element, note),
    show(chosen) {
      number.show(chosen[name], chosen);
      setText(note, hint?.(chosen) ?? "");
    },
  };
}

/** True or False. @param {Kit} kit @param {Argument} argument @returns {Control} */
function createBool(kit, { name }) {
  const button = make("button.switch", { role: "switch", "aria-label": name });
  const note = make("small.hint", { "aria-hidden": true });
  button.append(make("i"));
  button.addEventListener("click", () => kit.set({ [name]: kit.settings()[name] ? 0 : 1 }));
  return {
    element: make("div.value-of", button, note),
    show(chosen) {
      button.setAttribute("aria-checked", String(chosen[name] === 1));
      setText(note, chosen[name] ? "True" : "False");
    },
  };
}

/** One of some names. @param {Kit} kit @param {Argument} argument @returns {Control} */
function createNames(kit, { name, words = [], hint }) {
  const select = make("select", { "aria-label": name }, ...words.map((each) => optionOf(each, each)));
  const note = make("small.hint");
  select.addEventListener("change", () => kit.set({ [name]: select.value }));
  return {
    element: make("div.value-of", select, note),
    show(chosen) {
      select.value = chosen[name];
      setText(note, hint?.(chosen) ?? "");
    },
  };
}

/** @param {Kit} kit @param {Argument} argument @param {(saying: string) => void} remark */
function controlOf(kit, argument, remark) {
  if (argument.pair) return createPairable(kit, argument, remark);
  if (argument.limits) return createPlain(kit, argument, remark);
  return argument.words ? createNames(kit, argument) : createBool(kit, argument);
}

/**
 * The form: what opens the call, its arguments, the closing bracket. On a phone it is a sheet below, which shows
 * the argument that was changed last until all of them are asked for.
 * @param {Kit} kit
 * @param {HTMLElement} opening such as nn.Conv2d(
 * @param {Argument[]} all
 * @param {(saying: string) => void} remark
 * @param {string[]} first the arguments that a phone shows before one was changed
 */
export function createArguments(kit, opening, all, remark, first) {
  const places = all.map((argument) => {
    const control = controlOf(kit, argument, remark);
    const name = make("span.name", { "aria-hidden": true }, argument.name);
    const element = make("div", { class: `argument ${argument.name}` }, name, control.element);
    return { argument, control, element: waiting(element, argument.more ?? false) };
  });
  const word = make("span");
  const button = make("button.plain.all-arguments", { "aria-expanded": false }, icon("settings"), word);
  const element = make("div.call", { role: "group", "aria-label": kit.label("call.arguments") });
  element.append(
    opening,
    ...places.map((place) => place.element),
    make("span.bracket", { "aria-hidden": true }, ")"),
    button,
  );
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

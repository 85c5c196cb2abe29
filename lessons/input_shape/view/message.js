/** Torch's own words: each number and name in them is a token with a role, an axis that it outlines on the bricks, and whether it is in conflict; panels and tables. */

import { arrowKeys, isAnew, make, setText, tableHead } from "../../kit/dom/dom.js";
import { richText } from "../../kit/grid/rich_text.js";

/**
 * @typedef {ReturnType<typeof tokensIn>[number]} Token its role is a label; the axis of the brick it belongs to, "" for none
 * @typedef {[pattern: RegExp, roles: string, clash?: [less: number, more: number][]]} Words a role for each group of the
 *   pattern, as "role/axis", with "!" where it is in conflict; clash: in conflict where the first number is less
 */

/** @type {Words[]} */
export const WORDS = [
  [
    /^Expected (\dD \(unbatched\)) or (\dD \(batched\)) input to conv\dd, but got input of size: (\[[\d, ]+\])/d,
    "one_picture a_batch axes_given/all!",
  ],
  [
    /weight of size \[(\d+), (\d+), (\d+), (\d+)\], expected input\[(\d+), (\d+), (\d+), (\d+)\] to have (\d+ channels), but got (\d+ channels)/d,
    "filters kernel_channels/C! kernel_height kernel_width batch/N channels/C! height/H width/W takes/C! given/C!",
  ],
  [/Input type \(([\w: ]+)\) and bias type \(([\w: ]+)\)/d, "type_given/dtype! type_taken/dtype!"],
  [
    /input size per channel: \((\d+) x (\d+)\)\. Kernel size: \((\d+) x (\d+)\)/d,
    "height/H width/W kernel_height/H kernel_width/W",
    [
      [0, 2],
      [1, 3],
    ],
  ],
  [
    /cannot be multiplied \((\d+)x(\d+) and (\d+)x(\d+)\)/d,
    "rows/N features_given/features! features_taken/features! scores",
  ],
  [/has no attribute '(\w+)'/d, "no_name!"],
  [/(padding='same') is not supported for (strided) convolutions/d, "keeps_size! jumps!"],
  [/pad=(\d+), kernel_size=(\d+) and dilation=(\d+)/d, "pad! kernel dilation"],
  [
    /input size: \((\d+)x(\d+)x(\d+)\)\. Calculated output size: \((\d+)x(\d+)x(\d+)\)/d,
    "channels/C height/H! width/W! channels/C height_left/H! width_left/W!",
  ],
  [/got \((numpy\.ndarray|Image), Parameter/d, "class_given/kind!"],
  [/expected one of:\n \* \((Tensor) input/d, "class_taken/kind"],
  [/tuple of (\(bool, bool\))/d, "slipped!"],
  [
    /tensor a \((\d+)\) must match the size of tensor b \((\d+)\) at non-singleton dimension (3)/d,
    "first_width/W! second_width/W! fourth_axis",
  ],
  [/shape '(\[[\d, -]+\])' is invalid for input of size (\d+)/d, "places! numbers/all!"],
  [/input tensor's (size and stride)/d, "strides!"],
  [/'(torch\.Size)' object is not (callable)/d, "a_value! called!"],
  [/expected (4D) input \(got (3D) input\)/d, "a_batch axes_given/all!"],
  [/running_mean should contain (\d+) elements not (\d+)/d, "given/C! takes/C!"],
  [
    /got (\[[\d, ]+\]) at entry (0) and (\[[\d, ]+\]) at entry (1)/d,
    "entry_shape/H! entry entry_shape/H! entry",
  ],
  [/except in dimension (\d)\. Expected size (\d+) but got size (\d+)/d, "joined_axis height/H! height/H!"],
  [/input batch_size \((\d+)\) to match target batch_size \((\d+)\)/d, "rows/N! labels/N!"],
  [/input\.dim\(\) = (\d+) is not equal to len\(dims\) = (\d+)/d, "axes_there! axes_named!"],
  [/range of (\[-?\d+, -?\d+\]), but got (-?\d+)/d, "possible_axes asked_axis!"],
];

/** @param {Words} words @param {RegExpExecArray} found */
function tokensIn([, roles, clash = []], found) {
  const clashing = new Set(
    clash.filter(([less, more]) => Number(found[less + 1]) < Number(found[more + 1])).flat(),
  );
  return roles.split(" ").map((written, at) => {
    const [role, axis = ""] = written.replace("!", "").split("/");
    const [start, end] = found.indices?.[at + 1] ?? [0, 0];
    return { start, end, role, axis, conflict: written.endsWith("!") || clashing.has(at) };
  });
}

/** The tokens of a message in their order; none where it is not known. @param {string} message */
export function tokensOf(message) {
  const all = WORDS.flatMap((words) => {
    const found = words[0].exec(message);
    return found ? tokensIn(words, found) : [];
  });
  return all.sort((a, b) => a.start - b.start);
}

/** The axes that a message says are in conflict. @param {string} message */
export const conflictsIn = (message) =>
  new Set(tokensOf(message).flatMap(({ conflict, axis }) => (conflict && axis ? [axis] : [])));

/** @param {string} title @param {string} note @param {HTMLElement} body */
export function panel(title, note, body) {
  const said = make("small", note);
  const head = make("p.head-line", make("b", title), " ", said);
  return { element: make("div.panel", head, body), note: said };
}

/** A table that scrolls in its own place. @param {Kit} kit @param {string} title its label @param {string[]} heads labels of its columns */
export function createTable(kit, title, heads) {
  const [name, head] = [kit.label(title), tableHead(heads.map((each) => kit.label(each)))];
  const body = make("tbody");
  const table = make("table.calls.as-wide", { "aria-label": name }, head, body);
  const attributes = { class: "calls-place", tabindex: 0, role: "region", "aria-label": name };
  return { element: make("div", attributes, table), body };
}

/** @param {string} text */
export const inCode = (text) => make("code", text);

const LONG = 300; // letters: torch lists all that it could have taken

/** The parts of a message: its words, and its tokens with what follows each without a space. @param {string} message @param {Token[]} found @param {HTMLElement[]} tokens */
function partsOf(message, found, tokens) {
  const parts = [];
  let end = 0;
  for (const [at, token] of found.entries()) {
    const comma = /^[,.)\]]*/.exec(message.slice(token.end))?.[0] ?? "";
    parts.push(message.slice(end, token.start), make("span.in-one", tokens[at], comma));
    end = token.end + comma.length;
  }
  return [...parts, message.slice(end)];
}

/** @param {Kit} kit @param {Token} token @param {string} text @param {(button: HTMLElement) => void} point @param {() => void} leave */
function createToken(kit, { role, conflict }, text, point, leave) {
  const name = make("small.fine", kit.label(`shape.role_${role}`));
  const look = conflict ? "token bare conflict" : "token bare";
  const button = make("button", { class: look, tabindex: -1 }, make("b", text), name);
  for (const kind of ["pointerenter", "focus", "click"]) button.addEventListener(kind, () => point(button));
  for (const kind of ["pointerleave", "blur"]) button.addEventListener(kind, leave);
  return button;
}

/** Arrow keys go from token to token. @param {KeyboardEvent} event @param {HTMLElement[]} tokens */
function walk(event, tokens) {
  const at = tokens.findIndex((token) => token.matches(":focus"));
  if (at < 0) return;
  arrowKeys(
    event,
    (down, across) => tokens[at + (down || across)]?.focus(),
    (end) => tokens[Math.min(end, tokens.length - 1)]?.focus(),
  );
}

/** @param {Kit} kit @param {(axis: string) => void} [onPoint] a token is pointed at: its axis, "" when it is left */
export function createMessage(kit, onPoint = () => {}) {
  const [line, told] = [make("code"), make("p.explained")];
  const spoken = make("p.unseen", { role: "status" });
  /** @type {HTMLElement[]} */
  let tokens = [];
  let resting = "";
  const onkeydown = (/** @type {KeyboardEvent} */ event) => walk(event, tokens);
  const words = make("div.words.around", { role: "region", tabindex: 0, onkeydown }, line);
  const explain = (/** @type {string} */ text) => told.replaceChildren(...richText(text, kit.theme));
  /** @param {HTMLElement} button @param {Token} token @param {string} text */
  const point = (button, { axis, role }, text) => {
    for (const each of tokens) each.tabIndex = each === button ? 0 : -1;
    onPoint(axis);
    explain(`\`${text}\`: ${kit.label(`shape.tell_${role}`)}`);
    setText(spoken, button.matches(":focus") ? told.textContent : "");
  };
  const leave = () => {
    onPoint("");
    explain(resting);
  };
  return {
    ...{ words, explained: make("div.explaining.around", told, spoken) },
    /** @param {string} error the kind of error, "" where it ran @param {string} message torch's words, or what came out @param {string} why what is said below while nothing is pointed at */
    show(error, message, why) {
      resting = why;
      if (!isAnew(line, error, message, why)) return;
      explain(why);
      const found = error ? tokensOf(message) : [];
      tokens = found.map((token) => {
        const text = message.slice(token.start, token.end);
        return createToken(kit, token, text, (button) => point(button, token, text), leave);
      });
      if (tokens[0]) tokens[0].tabIndex = 0;
      line.replaceChildren(error ? `${error}: ` : "", ...partsOf(message, found, tokens));
      words.setAttribute("aria-label", kit.label(error ? "torch.says" : "shape.comes_out"));
      words.classList.toggle("strong", error === "");
      words.classList.toggle("long", message.length > LONG);
      const place = tokens[found.findLastIndex(({ conflict }) => conflict)]?.offsetTop ?? 0;
      words.scrollTop = place > words.clientHeight - 40 ? place - 60 : 0; // what is in conflict comes into sight
    },
  };
}

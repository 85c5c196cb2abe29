/** Torch's own words, each number in them a token that names its axis and outlines it on the bricks; panels and tables. */

import { arrowKeys, make, setText, tableHead } from "../../kit/dom/dom.js";
import { richText } from "../../kit/grid/rich_text.js";
import { tokensOf } from "../model/tokens.js";

/** @import { Kit } from "../../kit/dom/kit.js" */
/** @import { Token } from "../model/tokens.js" */

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
  const table = make("table.calls", { "aria-label": name }, head, body);
  const attributes = { class: "calls-place", tabindex: 0, role: "region", "aria-label": name };
  return { element: make("div", attributes, table), body };
}

/** @param {string} text */
export const inCode = (text) => make("code", text);

const LONG = 300; // letters: torch lists all that it could have taken

/** The parts of a message: its words, and its tokens with what follows each without a space. @param {string} message @param {Token[]} found @param {(token: Token, text: string) => HTMLElement} makeToken */
function partsOf(message, found, makeToken) {
  const parts = [];
  let end = 0;
  for (const token of found) {
    const comma = /^[,.)\]]*/.exec(message.slice(token.end))?.[0] ?? "";
    const own = makeToken(token, message.slice(token.start, token.end));
    parts.push(message.slice(end, token.start), make("span.in-one", own, comma));
    end = token.end + comma.length;
  }
  return [...parts, message.slice(end)];
}

export class Message {
  #kit;
  #onPoint;
  #line = make("code");
  #text = make("p.explained");
  #spoken = make("p.unseen", { role: "status" });
  /** @type {HTMLElement[]} */
  #tokens = [];
  #shown = "";
  #resting = "";
  words = make("div.words", { role: "region", tabindex: 0 }, this.#line);
  explained = make("div.explaining", this.#text, this.#spoken);

  /** @param {Kit} kit @param {(axis: string) => void} [onPoint] a token is pointed at: its axis, "" when it is left */
  constructor(kit, onPoint = () => {}) {
    this.#kit = kit;
    this.#onPoint = onPoint;
    this.words.addEventListener("keydown", (event) => this.#walk(event));
  }

  /** @param {string} error the kind of error, "" where it ran @param {string} message torch's words, or what came out @param {string} why what is said below while nothing is pointed at */
  show(error, message, why) {
    this.#resting = why;
    const state = `${error}\n${message}\n${why}`;
    if (state === this.#shown) return;
    this.#shown = state;
    this.#explain(why);
    const found = error ? tokensOf(message) : [];
    this.#tokens = [];
    const parts = partsOf(message, found, (token, text) => this.#tokenOf(token, text));
    if (this.#tokens[0]) this.#tokens[0].tabIndex = 0;
    this.#line.replaceChildren(error ? `${error}: ` : "", ...parts);
    this.words.setAttribute("aria-label", this.#kit.label(error ? "torch.says" : "shape.comes_out"));
    this.words.classList.toggle("ran", error === "");
    this.words.classList.toggle("long", message.length > LONG);
    this.#scrollTo(found.findLastIndex(({ conflict }) => conflict));
  }

  /** Bring the token into sight that is in conflict. @param {number} at */
  #scrollTo(at) {
    const place = this.#tokens[at]?.offsetTop ?? 0;
    this.words.scrollTop = place > this.words.clientHeight - 40 ? place - 60 : 0;
  }

  /** @param {string} text */
  #explain(text) {
    this.#text.replaceChildren(...richText(text, this.#kit.theme));
  }

  /** @param {HTMLElement} button @param {Token} token @param {string} text */
  #point(button, { axis, role }, text) {
    for (const each of this.#tokens) each.tabIndex = each === button ? 0 : -1;
    this.#onPoint(axis);
    this.#explain(`\`${text}\`: ${this.#kit.label(`shape.tell_${role}`)}`);
    setText(this.#spoken, button.matches(":focus") ? this.#text.textContent : "");
  }

  #leave() {
    this.#onPoint("");
    this.#explain(this.#resting);
  }

  /** @param {Token} token @param {string} text */
  #tokenOf(token, text) {
    const name = make("small", this.#kit.label(`shape.role_${token.role}`));
    const look = token.conflict ? "token bare conflict" : "token bare";
    const button = make("button", { class: look, tabindex: -1 }, make("b", text), name);
    for (const kind of ["pointerenter", "focus", "click"])
      button.addEventListener(kind, () => this.#point(button, token, text));
    for (const kind of ["pointerleave", "blur"]) button.addEventListener(kind, () => this.#leave());
    this.#tokens.push(button);
    return button;
  }

  /** @param {KeyboardEvent} event */
  #walk(event) {
    const at = this.#tokens.findIndex((token) => token.matches(":focus"));
    if (at < 0) return;
    arrowKeys(
      event,
      (down, across) => this.#tokens[at + (down || across)]?.focus(),
      (end) => this.#tokens.at(end === "first" ? 0 : -1)?.focus(),
    );
  }
}

// @ts-check
/** Torch's own words, each number in them a token that names its axis and outlines it on the bricks. */

import { arrowKeys, make } from "../kit/dom.js";
import { richText } from "../kit/rich_text.js";
import { tokensOf } from "./tokens.js";

/** @typedef {import("../kit/entry.js").Kit} Kit @typedef {import("./tokens.js").Token} Token */

const LONG = 300; // letters: torch lists all that it could have taken

/**
 * @param {Kit} kit
 * @param {(axis: string) => void} onPoint a token is pointed at: its axis, "" when it is left
 */
export function createMessage(kit, onPoint) {
  const line = make("code", {});
  const name = kit.label("shape.torch_says");
  const words = make("div", { class: "words", role: "region", tabindex: 0, "aria-label": name }, line);
  const explained = make("p", { class: "explained" });
  const spoken = make("p", { class: "unseen", role: "status" });
  const below = make("div", { class: "explaining" }, explained, spoken);
  let [shown, resting] = ["", ""];
  /** @type {HTMLElement[]} */
  let tokens = [];

  /** @param {string} text */
  const explain = (text) => explained.replaceChildren(...richText(text, kit.theme));
  /** @param {HTMLElement} button @param {Token} token @param {string} text */
  const point = (button, { axis, role }, text) => {
    for (const each of tokens) each.tabIndex = each === button ? 0 : -1;
    onPoint(axis);
    explain(`\`${text}\`: ${kit.label(`shape.tell_${role}`)}`);
    spoken.textContent = document.activeElement?.shadowRoot?.activeElement === button ? explained.textContent : "";
  };
  const leave = () => {
    onPoint("");
    explain(resting);
  };
  /** @param {Token} token @param {string} text */
  const tokenOf = (token, text) => {
    const label = kit.label(`shape.role_${token.role}`);
    const button = make(
      "button",
      { type: "button", class: token.conflict ? "token conflict" : "token", tabindex: -1 },
      make("b", {}, text),
      make("small", {}, label),
    );
    for (const kind of ["pointerenter", "focus", "click"])
      button.addEventListener(kind, () => point(button, token, text));
    for (const kind of ["pointerleave", "blur"]) button.addEventListener(kind, leave);
    return button;
  };
  words.addEventListener("keydown", (event) => {
    const at = tokens.findIndex((token) => token.matches(":focus"));
    if (at < 0) return;
    arrowKeys(
      event,
      (down, across) => tokens[at + (down || across)]?.focus(),
      (end) => tokens.at(end === "first" ? 0 : -1)?.focus(),
    );
  });

  return {
    words,
    explained: below,
    /**
     * @param {string} error the kind of error, "" where it ran
     * @param {string} message torch's words, or what came out
     * @param {string} why what is said below while nothing is pointed at
     */
    show(error, message, why) {
      resting = why;
      const state = `${error}\n${message}\n${why}`;
      if (state === shown) return;
      shown = state;
      explain(why);
      const found = error ? tokensOf(message) : [];
      const parts = [];
      let end = 0;
      for (const token of found) {
        parts.push(message.slice(end, token.start), tokenOf(token, message.slice(token.start, token.end)));
        end = token.end;
      }
      tokens = parts.filter((part) => part instanceof HTMLElement);
      if (tokens[0]) tokens[0].tabIndex = 0;
      line.replaceChildren(error ? `${error}: ` : "", ...parts, message.slice(end));
      words.classList.toggle("ran", error === "");
      words.classList.toggle("long", message.length > LONG);
      words.scrollTop = 0;
      const last = found.findLast(({ conflict }) => conflict);
      const place = tokens[found.indexOf(/** @type {Token} */ (last))];
      if (place && place.offsetTop > words.clientHeight - 40) words.scrollTop = place.offsetTop - 60;
    },
  };
}

// @ts-check
/** A broken snippet: its code, torch's words, the bricks it speaks of, and three mends that torch has run. */

import { createChoice } from "../kit/choice.js";
import { icon, make } from "../kit/dom.js";
import { createBrick } from "./brick.js";
import { panel } from "./build_view.js";
import { createMessage } from "./message.js";
import { conflictsOf, tokensOf } from "./tokens.js";

/**
 * @typedef {import("../kit/entry.js").Kit} Kit
 * @typedef {import("./settings.js").Settings} Settings
 * @typedef {import("./brick.js").Brick} Brick
 *
 * @typedef {{ code: string, error: string, message: string, result: string, given: Brick | null, takes: Brick | null }} Ran
 * @typedef {Ran & { line: number, change: string, verdict: "right" | "luck" | "error", why: string }} Mend
 * @typedef {{ name: string, title: string, why: string, broken: Ran, mends: Mend[] }} Snippet
 * @typedef {{ snippets: Snippet[], pictures: Record<string, string>, torch: string }} Snippets
 */

/** Which mends of which snippet have been run on this visit. @type {Map<string, Set<number>>} */
const tried = new Map();

/** @param {Kit} kit @param {Snippet[]} snippets */
function createChooser(kit, snippets) {
  const plain = (/** @type {string} */ title) => title.replaceAll("`", "");
  const choice = createChoice(
    kit.label("shape.snippet"),
    snippets.map(({ name, title }, at) => [name, `${at + 1}. ${plain(title)}`]),
    (snippet) => kit.set({ snippet }),
  );
  /** @param {number} by */
  const step = (by) => {
    const at = snippets.findIndex(({ name }) => name === kit.settings().snippet);
    kit.set({ snippet: snippets[(at + by + snippets.length) % snippets.length].name });
  };
  /** @param {"back" | "next"} way @param {number} by */
  const arrow = (way, by) =>
    make("button", { type: "button", "aria-label": kit.label(`shape.${way}`), onclick: () => step(by) }, icon(way));
  const element = make("div", { class: "chooser" }, choice.element, arrow("back", -1), arrow("next", 1));
  return { element, show: choice.show };
}

/** The lines, the changed one underlined. @param {HTMLElement} block @param {Ran} ran @param {Mend | null} mend */
function showCode(block, { code }, mend) {
  const lines = code.split("\n").map((line, at) => {
    const isChanged = mend !== null && at === mend.line;
    return make("span", { class: isChanged ? "line changed" : "line" }, line);
  });
  block.replaceChildren(...lines.flatMap((line, at) => (at ? ["\n", line] : [line])));
}

const ICONS = /** @type {const} */ ({ right: "check", luck: "warn", error: "cross" });

/** @param {Kit} kit @param {number} place from 0 */
function createCard(kit, place) {
  const code = make("code", {});
  const told = make("span", { class: "verdict" });
  const press = () => {
    const { snippet, mend } = kit.settings();
    kit.set({ mend: mend === place + 1 ? 0 : place + 1 });
    tried.set(snippet, (tried.get(snippet) ?? new Set()).add(place));
    kit.set({});
  };
  const card = make("button", { type: "button", class: "mend", "aria-pressed": false, onclick: press }, code, told);
  return {
    element: card,
    /** @param {Mend} mend @param {Settings} chosen */
    show(mend, { snippet, mend: run }) {
      code.textContent = mend.change.trim();
      card.setAttribute("aria-pressed", String(run === place + 1));
      const isTold = run === place + 1 || tried.get(snippet)?.has(place);
      card.classList.toggle("told", isTold === true);
      if (!isTold) return told.replaceChildren(kit.label("shape.press_to_run"));
      const lead = make("b", { class: `lead-${mend.verdict}` }, icon(ICONS[mend.verdict]), kit.label(`shape.verdict_${mend.verdict}`));
      told.replaceChildren(lead, " ", make("code", {}, mend.error || mend.result));
    },
  };
}

/** @param {Kit} kit @param {Snippets} received */
export function createMendView(kit, { snippets, pictures, torch }) {
  const chooser = createChooser(kit, snippets);
  const code = make("code", {});
  const block = make("pre", { class: "snippet", tabindex: 0, role: "region", "aria-label": kit.label("torch.code") }, code);
  const [given, takes] = [createBrick(kit), createBrick(kit)];
  const message = createMessage(kit, (axis) => {
    given.point(axis);
    takes.point(axis);
  });
  const panels = [
    panel(kit.label("shape.given"), "", given.element),
    panel(kit.label("shape.takes"), "", takes.element),
  ];
  const cards = [0, 1, 2].map((place) => createCard(kit, place));
  const ran = make("p", { class: "note" }, kit.label("shape.ran_by", { torch }));
  const head = make("h3", {}, make("b", {}, kit.label("shape.mends")), " ", make("small", {}, kit.label("shape.mends_how")));
  const mends = make("div", { class: "mends", role: "group", "aria-label": kit.label("shape.mends") }, head, ...cards.map(({ element }) => element));
  const top = make("div", { class: "top" }, chooser.element, ran);
  const bricks = make("div", { class: "bricks three" }, ...panels.map(({ element }) => element), mends);
  /** @param {Settings} chosen */
  const find = (chosen) => {
    const snippet = snippets.find(({ name }) => name === chosen.snippet) ?? snippets[0];
    const mend = snippet.mends[chosen.mend - 1] ?? null;
    return { snippet, mend, now: mend ?? snippet.broken };
  };
  return {
    element: make("div", { class: "view mending" }, top, make("div", { class: "told-beside" }, block, message.explained), message.words, bricks),
    find,
    /** @param {Settings} chosen */
    show(chosen) {
      const { snippet, mend, now } = find(chosen);
      if (mend) tried.set(snippet.name, (tried.get(snippet.name) ?? new Set()).add(chosen.mend - 1));
      chooser.show(snippet.name);
      showCode(code, now, mend);
      message.show(now.error, now.message || now.result, snippet.why);
      const conflicts = conflictsOf(tokensOf(now.message));
      given.show(now.given, pictures, conflicts);
      takes.show(now.takes, pictures, conflicts);
      panels[0].note.textContent = now.given ? `${now.given.kind} · ${kit.label("shape.as_read")}` : "";
      panels[1].note.textContent = now.takes?.kind ?? "";
      panels[1].element.classList.toggle("nothing", now.takes === null);
      cards.forEach((card, at) => {
        card.show(snippet.mends[at], chosen);
      });
    },
  };
}

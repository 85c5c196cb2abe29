/** What torch has run: broken snippets with three mends each, and the way from a picture file to what a network reads. */

import { together } from "../../kit/controls/control.js";
import { icon, make, tableRow } from "../../kit/dom/dom.js";
import { remembered } from "../../kit/dom/storage.js";
import { combinationOf, snippetOf } from "../model/numbers.js";
import { createBrickPanel, createPair } from "./brick.js";
import { conflictsIn, createMessage, createTable, inCode } from "./message.js";

/** @import { Settings } from "../model/limits.js" */
/** @import { Combination, Data, File, Mend, Ran, Snippet } from "../model/numbers.js" */

/** Which mends of which snippet have been run on this visit. @type {Map<string, Set<number>>} */
const tried = remembered();

/** @param {Kit} kit @param {Controls} control @param {Snippet[]} snippets */
function createChooser(kit, control, snippets) {
  const options = snippets.map(({ name, title }, at) => [name, `${at + 1}. ${title.replaceAll("`", "")}`]);
  const choice = control("snippet", { options: () => options });
  /** @param {number} by */
  const step = (by) => {
    const at = snippets.findIndex(({ name }) => name === kit.settings().snippet);
    kit.set({ snippet: snippets[(at + by + snippets.length) % snippets.length].name });
  };
  /** @param {"back" | "next"} way @param {string} name @param {number} by */
  const arrow = (way, name, by) =>
    make("button", { "aria-label": kit.label(name), onclick: () => step(by) }, icon(way));
  const arrows = [arrow("back", "shape.back", -1), arrow("next", "shape.next", 1)];
  return { element: make("div.chooser.headless.in-row.at-bottom", choice, ...arrows), show: choice.show };
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
  const code = make("code");
  const told = make("span.verdict.muted");
  const press = () => {
    const { mend } = kit.settings();
    kit.set({ mend: mend === place + 1 ? 0 : place + 1 });
  };
  const card = make("button.mend.wordy", { "aria-pressed": false, onclick: press }, code, told);
  return {
    element: card,
    /** @param {Mend} mend @param {Settings} chosen */
    show(mend, { snippet, mend: run }) {
      code.textContent = mend.change.trim();
      card.setAttribute("aria-pressed", String(run === place + 1));
      const isTold = run === place + 1 || tried.get(snippet)?.has(place);
      card.classList.toggle("told", isTold === true);
      if (!isTold) return told.replaceChildren(kit.label("shape.press_to_run"));
      const lead = make("b", { class: `lead-${mend.verdict}` }, icon(ICONS[mend.verdict]));
      lead.append(kit.label(`shape.verdict_${mend.verdict}`));
      told.replaceChildren(lead, " ", make("code", mend.error || mend.result));
    },
  };
}

/** @param {Kit} kit */
function createCards(kit) {
  const cards = [0, 1, 2].map((place) => createCard(kit, place));
  const name = kit.label("shape.mends");
  const head = make("p.head-line", make("b", name), " ", make("small", kit.label("shape.mends_how")));
  return {
    element: make("div.mends.in-column.not-still", { role: "group", "aria-label": name }, head, ...cards),
    cards,
  };
}

/** @param {Kit} kit @param {Controls} control @param {Data} data */
export function createMendView(kit, control, data) {
  const { snippets, pictures, torch } = data;
  const [chooser, mends] = [createChooser(kit, control, snippets), createCards(kit)];
  const pair = createPair(kit, pictures);
  const { given, takes } = pair;
  const code = make("code");
  const name = kit.label("shape.broken_code");
  const block = make("pre.snippet.tinted", { tabindex: 0, role: "region", "aria-label": name }, code);
  const message = createMessage(kit, pair.point);
  const ran = make("p.note", kit.label("shape.ran_by", { torch }));
  const top = make("div.top.in-rows.apart.not-still", chooser, ran);
  const beside = make("div.told-beside.in-grid", block, message.explained);
  const bricks = make("div.bricks.three.in-grid", given, takes, mends);
  return {
    element: make("div.view.in-column.grows", top, beside, message.words, bricks),
    show(/** @type {{ chosen: Settings }} */ { chosen }) {
      const snippet = snippetOf(data, chosen);
      const mend = snippet.mends[chosen.mend - 1] ?? null;
      const now = mend ?? snippet.broken;
      const { why } = mend ?? snippet;
      if (mend) tried.set(snippet.name, (tried.get(snippet.name) ?? new Set()).add(chosen.mend - 1));
      chooser.show(chosen);
      showCode(code, now, mend);
      message.show(now.error, now.message || kit.label("shape.it_runs", { result: now.result }), why);
      pair.show(now.given, now.takes, now.message);
      given.note.textContent = now.given ? `${now.given.kind} · ${kit.label("shape.as_read")}` : "";
      takes.note.textContent = now.takes?.kind ?? "";
      takes.element.classList.toggle("nothing", now.takes === null);
      for (const [at, card] of mends.cards.entries()) card.show(snippet.mends[at], chosen);
    },
  };
}

const HEADS = ["shape.line", "shape.kind", "shape.shape", "shape.axes", "shape.dtype", "shape.range"];

/** What to do next, or what is still not well although it runs. @param {Kit} kit @param {Settings} chosen @param {Combination} now */
function adviceOf(kit, { permute, scale, batch }, { error }) {
  if (!scale) return kit.label("shape.file_scale");
  if (!permute) return kit.label("shape.file_permute");
  return kit.label(error || batch ? "shape.file_done" : "shape.file_batch");
}

/** @param {Kit} kit @param {Controls} control @param {File} file */
export function createFileView(kit, control, file) {
  const calls = createTable(kit, "shape.file_steps", HEADS);
  const given = createBrickPanel(kit, "shape.given", kit.label("shape.as_read"));
  const message = createMessage(kit, given.point);
  const name = kit.label("shape.your_steps");
  const place = make("div.steps.in-rows", { role: "group", "aria-label": name }, make("b", name));
  const steps = together(place, ...["permute", "scale", "batch"].map((step) => control(step)));
  const said = make("div", message.words, message.explained);
  const lower = make("div.lower.in-grid", said, given);
  return {
    element: make("div.view.file.in-column.grows", steps, calls, lower),
    /** @param {{ chosen: Settings }} scene */
    show({ chosen }) {
      const now = combinationOf(file, chosen);
      steps.show(chosen);
      const rows = now.rows.map(({ code, kind, shape, order, dtype, range }) =>
        tableRow(inCode(code), [kind, shape, order, dtype, range].map(inCode)),
      );
      calls.body.replaceChildren(...rows);
      const ran = kit.label("shape.it_runs", { result: now.result });
      message.show(now.error, now.message || ran, adviceOf(kit, chosen, now));
      given.show(now.given, file.pictures, conflictsIn(now.message));
    },
  };
}

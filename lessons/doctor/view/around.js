/** Around the code: above it the verdict, the shape of the input and the examples, with cards while it is empty; below it the line that is looked at in words, and what can be done with the text. */

import { createFailed } from "../../kit/ask/asker.js";
import { copying, createCopyButton, createSaveButton } from "../../kit/code/figure.js";
import { createMenu } from "../../kit/controls/menu.js";
import { icon, isAnew, make, setText } from "../../kit/dom/dom.js";
import { richText } from "../../kit/grid/rich_text.js";
import { axesBelow, axesOf, readShape } from "../model/typing.js";
import { linksAt, withLanguage } from "./code.js";

/** @import { Diagnosis, Verdict } from "../model/diagnosis.js" */

/** @typedef {{ name: string, input_shape: string, text: string }} Example */

/** What is offered while the field is empty: which lines of each example stand on its card. @type {Record<string, [from: number, to: number]>} */
const CARDS = { flatten: [6, 9], grey: [1, 3], lenet: [0, 3] };

/** @param {Kit} kit @param {(typed: string) => void} type */
function createShape(kit, type) {
  const axes = make("span.axes.laid-over.muted", { "aria-hidden": true });
  const input = make("input", { type: "text", spellcheck: "false", autocomplete: "off" });
  input.addEventListener("input", () => type(input.value));
  const label = make("label.note.in-row", make("span", kit.label("doctor.input_shape")), input);
  const element = make("div.input-shape.around", label, axes);
  return {
    element,
    /** @param {string} typed */
    show(typed) {
      if (input.value !== typed) input.value = typed;
      const asked = readShape(typed);
      input.setAttribute("aria-invalid", String(asked === null));
      setText(axes, asked ? axesBelow(typed, axesOf(asked)) : "");
    },
  };
}

/** @param {Kit} kit @param {Example[]} examples @param {{ type: (typed: string) => void, open: (example: Example) => void, clear: () => void }} hands */
export function createHead(kit, examples, { type, open, clear }) {
  const shape = createShape(kit, type);
  const items = examples.map((example) => ({
    name: kit.label(`doctor.example_${example.name}`),
    choose: () => open(example),
    isLast: true,
  }));
  const name = kit.label("doctor.examples");
  const menu = createMenu(kit, name, items, undefined, name);
  const empty = make("button.clear", { onclick: clear }, kit.label("set.clear"));
  const element = make("div.head-row.in-row.tinted", shape, make("span.grows"), menu, empty);
  return {
    element,
    /** @param {string} typed @param {boolean} isEmpty */
    show(typed, isEmpty) {
      shape.show(typed);
      empty.hidden = isEmpty;
    },
  };
}

/** @param {Kit} kit @param {Example} example @param {(example: Example) => void} open */
function cardOf(kit, example, open) {
  const { name, text } = example;
  const lines = text.split("\n").slice(...CARDS[name]);
  const indent = Math.min(...lines.map((line) => /^ */.exec(line)?.[0].length ?? 0));
  const title = kit.label(`doctor.card_${name}`);
  const spoken = kit.label("doctor.try_this", { name: title });
  const words = kit.label("doctor.try");
  return make(
    "li",
    make("h3", title),
    make("p.note", kit.label(`doctor.card_${name}_idea`)),
    make("pre.grows", { "aria-hidden": true }, lines.map((line) => line.slice(indent)).join("\n")),
    make("button", { "aria-label": spoken, onclick: () => open(example) }, words),
  );
}

/** @param {Kit} kit @param {Example[]} examples @param {(example: Example) => void} open */
export function createCards(kit, examples, open) {
  const chosen = Object.keys(CARDS).flatMap((name) => examples.filter((example) => example.name === name));
  const cards = chosen.map((example) => cardOf(kit, example, open));
  const heading = make("h2", kit.label("doctor.start"));
  return make("section.cards.ruled", heading, make("ol", ...cards));
}

/** @type {Record<Verdict["look"], "check" | "cross" | "warn" | "eye">} */
const ICONS = { empty: "eye", runs: "check", doubt: "warn", breaks: "cross", not_read: "warn" };

/** @param {Kit} kit @param {(line: number) => void} goTo */
export function createBand(kit, goTo) {
  const [sign, lead] = [make("span.sign.in-row"), make("b")];
  const text = make("span");
  const button = make("button.quiet");
  const words = make("p.grows", { role: "status" }, lead, " ", text);
  const failed = createFailed(kit);
  const element = make("div.band.in-row", sign, failed, words, button);
  return {
    element,
    failed,
    /** @param {Verdict} verdict */
    show(verdict) {
      if (!isAnew(element, verdict)) return; // a reader hears it once
      element.dataset.look = verdict.look;
      sign.replaceChildren(icon(ICONS[verdict.look]));
      setText(lead, verdict.lead);
      text.replaceChildren(...richText(verdict.text, kit.theme));
      button.hidden = verdict.line === null;
      if (verdict.line === null) return;
      const { line } = verdict;
      setText(button, kit.label("doctor.go_to", { n: line }));
      button.onclick = () => goTo(line);
    },
  };
}

const FILE = "model.py";

/** @param {Kit} kit @param {() => string | null} address */
function createLinkButton(kit, address) {
  const button = make("button", { "aria-live": "polite" }, kit.label("out.link"));
  const link = () => address() ?? "";
  button.onclick = copying(kit, button, link, ["out.link", "out.link_copied", "out.link_failed"]);
  return button;
}

/** The way to the part of the page that says what is read: a part has no id, and the address keeps no place in the page. @param {Kit} kit */
function createReads(kit) {
  const onclick = (/** @type {MouseEvent} */ event) => {
    event.preventDefault();
    document.querySelector(".st-key-reads")?.scrollIntoView();
  };
  return make("a.reads", { href: "#reads", onclick }, kit.label("doctor.what_it_reads"));
}

/** @param {Kit} kit @param {{ text: () => string, link: () => string | null, undo: () => void }} hands @param {Record<string, Table>} tables */
export function createFooter(kit, { text, link, undo }, tables) {
  const [lead, words] = [make("b.lead"), make("span")];
  const sentence = make("p.line-sentence", { "aria-live": "polite" }, lead, words);
  const links = make("span.in-rows");
  const back = make("button.quiet.undo", { onclick: undo }, kit.label("set.undo"));
  const [save, copy] = [createSaveButton(kit, () => [text(), FILE]), createCopyButton(kit, text)];
  const copyLink = createLinkButton(kit, link);
  const reads = createReads(kit);
  const tools = make("div.tools.in-rows", links, reads, back, save, copy, copyLink);
  return {
    element: make("div.footer.in-rows.ruled", sentence, tools),
    undo: back,
    /** @param {{ found: Diagnosis | null, line: number, lead: string, said: string, canUndo: boolean, isEmpty: boolean }} scene `said` of the line, or of what was done */
    show({ found, line, lead: name, said, canUndo, isEmpty }) {
      back.hidden = !canUndo;
      reads.hidden = !isEmpty && found?.verdict !== "not_read";
      for (const each of [save, copy]) each.hidden = isEmpty;
      copyLink.hidden = isEmpty || link() === null;
      if (!isAnew(links, found?.steps, line, name, said)) return;
      setText(lead, name);
      words.replaceChildren(...richText(said, kit.theme));
      links.replaceChildren(
        ...linksAt(found, line, tables).map((each) =>
          make("a", { href: withLanguage(kit, each) }, kit.label("doctor.open_in", { page: each.page })),
        ),
      );
    },
  };
}

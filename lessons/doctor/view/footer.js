/** The line that is looked at in words, and what can be done with the text. */

import { createCopyButton, createSaveButton } from "../../kit/code/copy_button.js";
import { make, setText } from "../../kit/dom/dom.js";
import { richText } from "../../kit/grid/rich_text.js";
import { linksAt, withLanguage } from "./lines.js";

/** @import { Kit } from "../../kit/dom/kit.js" */
/** @import { Diagnosis } from "../model/diagnosis.js" */

const FILE = "model.py";
const ANSWER = 2000; // ms for which a button says that it has copied

/** @param {Kit} kit @param {() => string | null} address */
function createLinkButton(kit, address) {
  const button = make("button.copy-link", { "aria-live": "polite" });
  const name = kit.label("doctor.copy_link");
  setText(button, name);
  button.addEventListener("click", async () => {
    const copied = navigator.clipboard?.writeText(address() ?? "");
    const isCopied = await copied?.then(
      () => true,
      () => false,
    );
    setText(button, kit.label(isCopied ? "out.link_copied" : "out.link_failed"));
    setTimeout(() => {
      setText(button, name);
    }, ANSWER);
  });
  return button;
}

/** The way to the part of the page that says what is read: a part has no id, and the address keeps no place in the page. @param {Kit} kit */
function createReads(kit) {
  const link = make("a.reads", { href: "#reads" }, kit.label("doctor.what_it_reads"));
  link.addEventListener("click", (event) => {
    event.preventDefault();
    document.querySelector(".st-key-reads")?.scrollIntoView();
  });
  return link;
}

/** @param {Kit} kit @param {{ text: () => string, link: () => string | null, undo: () => void }} hands @param {Record<string, import("../../kit/settings/table.js").Table>} tables */
export function createFooter(kit, { text, link, undo }, tables) {
  const [lead, words] = [make("b.lead"), make("span")];
  const sentence = make("p.line-sentence", { "aria-live": "polite" }, lead, words);
  const links = make("span.links-of-line");
  const back = make("button.quiet.undo", { onclick: undo }, kit.label("doctor.undo"));
  const [save, copy] = [createSaveButton(kit, text, () => FILE), createCopyButton(kit, text)];
  const copyLink = createLinkButton(kit, link);
  const reads = createReads(kit);
  const tools = make("div.tools", links, reads, back, save, copy, copyLink);
  let shown = "";
  return {
    element: make("div.footer", sentence, tools),
    undo: back,
    /** @param {{ found: Diagnosis | null, line: number, lead: string, said: string, canUndo: boolean, isEmpty: boolean }} scene `said` of the line, or of what was done */
    show({ found, line, lead: name, said, canUndo, isEmpty }) {
      back.hidden = !canUndo;
      reads.hidden = !isEmpty && found?.verdict !== "not_read";
      for (const each of [save, copy]) each.hidden = isEmpty;
      copyLink.hidden = isEmpty || link() === null;
      const state = JSON.stringify([found?.steps, line, name, said]);
      if (state === shown) return;
      shown = state;
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

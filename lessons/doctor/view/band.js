/** The verdict in one sentence, and the way to the line it speaks of. */

import { createFailed } from "../../kit/ask/failed.js";
import { icon, make, setText } from "../../kit/dom/dom.js";
import { richText } from "../../kit/grid/rich_text.js";

/** @import { Verdict } from "../model/captions.js" */

/** @type {Record<Verdict["look"], "check" | "cross" | "warn" | "eye">} */
const ICONS = { empty: "eye", runs: "check", doubt: "warn", breaks: "cross", not_read: "warn" };

/** @param {import("../../kit/dom/kit.js").Kit} kit @param {(line: number) => void} goTo */
export function createBand(kit, goTo) {
  const [sign, lead] = [make("span.sign"), make("b")];
  const text = make("span");
  const button = make("button.quiet");
  const words = make("p", { role: "status" }, lead, " ", text);
  const failed = createFailed(kit);
  const element = make("div.band", sign, failed.element, words, button);
  let shown = "";
  return {
    element,
    failed,
    /** @param {Verdict} verdict */
    show(verdict) {
      const now = JSON.stringify(verdict);
      if (now === shown) return; // a reader hears it once
      shown = now;
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

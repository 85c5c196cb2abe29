// @ts-check
/** What stands where nothing can be built: torch's own message, what it means, and what helps, as buttons. */

import { createFailed } from "../ask/failed.js";
import { make } from "../dom/dom.js";
import { richText } from "../grid/rich_text.js";

/**
 * @typedef {{ code: string, changes: Record<string, unknown>, runs: boolean }} Mend
 * @typedef {{ asked: string, error: string, message: string, count: number | null, shape: number[] | null }} Said what torch
 *   itself said of one call; `error` is "" where it refused nothing
 */

/** @param {import("../dom/kit.js").Kit} kit @param {(changes: Record<string, unknown>) => void} onMend */
export function createTorchWords(kit, onMend) {
  const kind = make("code", {});
  const message = make("pre", { class: "message", tabindex: 0 });
  const reason = make("p", { class: "reason" });
  const mends = make("div", { class: "mends" });
  const heading = make("p", { class: "panel-head" }, make("b", {}, kit.label("call.torch_says")), " ", kind);
  const words = make("div", { role: "alert" }, heading, message, reason);
  const helps = make("p", { class: "note" }, kit.label("call.helps"));
  const failed = createFailed(kit);
  const element = make("section", { class: "torch-words" }, words, failed.element, helps, mends);
  message.setAttribute("aria-label", kit.label("call.torch_says"));
  let offered = "";
  return {
    element,
    /** @param {string} saying what the refusal means @param {Mend[]} all @param {Pick<Said, "error" | "message"> | null} said null while torch is asked @param {import("../ask/asker.js").Failure | null} [failure] why it could not be asked @param {() => void} [again] */
    show(saying, all, said, failure = null, again = () => {}) {
      failed.show(failure, again);
      message.hidden = failure !== null;
      kind.textContent = said?.error ?? "";
      const text = said?.message ?? kit.label("call.asking");
      if (message.textContent !== text) message.textContent = text;
      if (reason.dataset.saying !== saying) {
        reason.dataset.saying = saying;
        reason.replaceChildren(...richText(saying, kit.theme));
      }
      const codes = all.map(({ code }) => code).join("\n");
      helps.hidden = all.length === 0;
      if (codes === offered) return;
      offered = codes;
      mends.replaceChildren(
        ...all.map(({ code, changes, runs }) =>
          make(
            "button",
            { type: "button", class: "mend", onclick: () => onMend(changes) },
            make("code", {}, code),
            make("small", {}, kit.label(runs ? "call.runs" : "call.first_step")),
          ),
        ),
      );
    },
  };
}

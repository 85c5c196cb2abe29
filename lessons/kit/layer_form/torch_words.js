/** What stands where nothing can be built: torch's own message, what it means, and what helps, as buttons. */

import { createFailed } from "../ask/failed.js";
import { make, setText } from "../dom/dom.js";
import { richText } from "../grid/rich_text.js";
import { fill } from "../i18n/korean_particles.js";

/**
 * @typedef {{ error: string, message: string }} Said what torch itself said of one call; both "" where it refused nothing
 *
 * @typedef {object} Answered what has come of the question to Python
 * @property {import("../ask/asker.js").Answer | null} answer null while it is asked
 * @property {import("../ask/post.js").Failure | null} failure why it could not be asked
 * @property {() => void} again
 */

/** @param {import("../dom/kit.js").Kit} kit @param {string} lesson whose labels explain the reasons that are its own */
export function createTorchWords(kit, lesson) {
  const kind = make("code");
  const message = make("pre.message", { tabindex: 0, "aria-label": kit.label("call.torch_says") });
  const reason = make("p.reason");
  const mends = make("div.mends");
  const heading = make("p.panel-head", make("b", kit.label("call.torch_says")), " ", kind);
  const words = make("div", { role: "alert" }, heading, message, reason);
  const helps = make("p.note", kit.label("call.helps"));
  const failed = createFailed(kit);
  const element = make("section.torch-words", words, failed.element, helps, mends);
  let offered = "";
  return {
    element,
    /** @param {import("../arithmetic/geometry.js").Refusal | null} refused @param {import("./fixes.js").Fix[]} all @param {Answered} answered */
    show(refused, all, { answer, failure, again }) {
      element.hidden = !refused;
      if (!refused) return;
      const { reason: name, values } = refused;
      const saying = kit.refusals[name]
        ? fill(kit.refusals[name], values)
        : kit.label(`${lesson}.reason_${name}`, values);
      const said = /** @type {Said | null} */ (/** @type {unknown} */ (answer));
      failed.show(failure, again);
      message.hidden = failure !== null;
      setText(kind, said?.error ?? "");
      const text = said?.message ?? kit.label("call.asking");
      setText(message, text);
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
            "button.mend",
            { onclick: () => kit.set(changes) },
            make("code", code),
            make("small", kit.label(runs ? "call.runs" : "call.first_step")),
          ),
        ),
      );
    },
  };
}

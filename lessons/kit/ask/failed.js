/** Why there is no answer, with what helps: another try, or the page anew. */

import { make, setText } from "../dom/dom.js";

/** Why there is no answer, with what helps: another try, or the page anew. @param {import("../dom/kit.js").Kit} kit */
export function createFailed(kit) {
  const message = make("span");
  const button = make("button");
  const element = make("p.failed", { role: "alert", hidden: true }, message, " ", button);
  return {
    element,
    show(/** @type {import("./post.js").Failure | null} */ failure, /** @type {() => void} */ again) {
      element.hidden = !failure;
      if (!failure || message.textContent === failure.message) return;
      setText(message, failure.message);
      setText(button, kit.label(failure.isRenewed ? "state.reload" : "state.try_again"));
      button.onclick = failure.isRenewed ? () => location.reload() : again;
    },
  };
}

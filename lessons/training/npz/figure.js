/** The data that the code of the page reads: digits, start and batches of the run that is set above. */

import { icon, make, setText } from "../../kit/dom/dom.js";
import { save } from "../../kit/dom/page.js";
import { lastOf } from "../../kit/figure/settings_store.js";
import { setupOf } from "../model/limits.js";
import { session } from "../model/session.js";

/** @param {HTMLElement} root @param {Kit} kit @returns {View} */
function build(root, kit) {
  const button = make("button", icon("leave"), kit.label("training.save_data"));
  const said = make("span", { role: "status", class: "note" }, kit.label("training.data_is"));
  button.addEventListener("click", async () => {
    const chosen = /** @type {any} */ (lastOf("training"));
    if (!chosen) return;
    setText(said, kit.label("training.saving"));
    try {
      save(await session().save(setupOf(chosen)), "training.npz");
      setText(said, kit.label("training.saved"));
    } catch {
      setText(said, kit.label("out.failed")); // the digits did not come, or the run was rewound
    }
  });
  root.append(make("div.save-data.in-rows", button, said));
  return {};
}

/** @type {Figure} */
export const figure = { settings: {}, build };

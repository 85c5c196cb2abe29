/** Says that a page shows the net of the visitor's own training, and leads back to the shipped one. */

import { make } from "../dom/dom.js";
import { trainedNet } from "./trained_net.js";

/** Says that a page shows the net of the visitor's own training, and leads back to the shipped one. @param {import("../dom/kit.js").Kit} kit @param {Record<string, unknown>} shipped the settings that bring the shipped net back */
export function createTrainedNote(kit, shipped) {
  const said = make("span");
  const press = () => kit.set(shipped);
  const back = make("button.quiet", { onclick: press }, kit.label("trained.back"));
  const element = make("p.trained-note", said, " ", back);
  return {
    element,
    /** @param {boolean} isShown whether the net is the visitor's */
    show(isShown) {
      const own = isShown ? trainedNet() : null;
      element.hidden = !own;
      if (!own) return;
      const { update: u, seed: s, named: n } = own;
      said.textContent =
        n === null ? kit.label("trained.is_start", { s }) : kit.label("trained.is", { u, s, n });
    },
  };
}

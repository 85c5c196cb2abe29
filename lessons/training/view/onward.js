// @ts-check
/** From a moment of the film to the pages that show a net: they open with these filters. */

import { make } from "../../kit/dom/dom.js";
import { goTo } from "../../kit/dom/page_link.js";
import { leaveAt } from "../../kit/figure/settings_store.js";
import { canHand, handNet, TRAINED } from "../../kit/pictures/trained_net.js";

/** By page, its figure and the setting that chooses its net. */
const PAGES = /** @type {const} */ ({
  "live-network": ["live_network", "filters"],
  gradient: ["gradient/live", "net"],
});

/** @param {import("../../kit/dom/kit.js").Kit} kit */
export function createOnward(kit) {
  /** @type {import("../model/numbers.js").Numbers} */
  let shown;
  const links = Object.entries(PAGES).map(([page, [figure, setting]]) => {
    const href = `/${page}?lang=${kit.language}&${setting}=${TRAINED}`;
    const link = make("a", { href }, kit.label(`training.open_${page}`));
    link.addEventListener("click", (event) => {
      const { now, setup } = shown;
      handNet(now.weights, { update: now.update, seed: setup.seed, named: now.unseen?.named ?? 0 });
      if (goTo(event, page)) leaveAt(figure, { [setting]: TRAINED });
    });
    return link;
  });
  const element = make("span", { class: "onward" }, kit.label("training.open"), ...links);
  return {
    element,
    /** @param {import("../model/numbers.js").Numbers} numbers */
    show(numbers) {
      shown = numbers;
      const { now, setup } = numbers;
      element.hidden = !now.unseen || setup.net === "dense" || !canHand(now.weights);
    },
  };
}

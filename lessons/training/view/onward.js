/** From a moment of the film to the pages that show a net: they open with these filters. */

import { make } from "../../kit/dom/dom.js";
import { goTo } from "../../kit/dom/page_link.js";
import { leaveAt } from "../../kit/figure/settings_store.js";
import { canHand, handNet, TRAINED } from "../../kit/pictures/trained_net.js";

/** By page, its figure and the settings that choose the net. @type {Record<string, [figure: string, settings: Record<string, string>]>} */
const PAGES = {
  "live-network": ["live_network", { filters: TRAINED }],
  gradient: ["gradient", { input: "digit", net: TRAINED }],
};

/** @param {import("../../kit/dom/kit.js").Kit} kit */
export function createOnward(kit) {
  /** @type {import("../model/numbers.js").Numbers} */
  let shown;
  const links = Object.entries(PAGES).map(([page, [figure, settings]]) => {
    const href = `/${page}?${new URLSearchParams({ lang: kit.language, ...settings })}`;
    const link = make("a", { href }, kit.label(`training.open_${page}`));
    link.addEventListener("click", (event) => {
      const { now, setup } = shown;
      handNet(now.weights, { update: now.update, seed: setup.seed, named: now.unseen?.named ?? null });
      if (goTo(event, page)) leaveAt(figure, settings);
    });
    return link;
  });
  const element = make("span.onward", kit.label("training.open"), ...links);
  return {
    element,
    /** @param {import("../model/numbers.js").Numbers} numbers */
    show(numbers) {
      shown = numbers;
      const { now, setup } = numbers;
      element.hidden = setup.net === "dense" || !canHand(now.weights);
    },
  };
}

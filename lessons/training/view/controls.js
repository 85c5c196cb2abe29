/** Learning rate and batch first; behind a switch what else decides a run, and the experiments. */

import { createChoice, createSwitch } from "../../kit/controls/control.js";
import { createSettings } from "../../kit/controls/settings.js";
import { make, setText } from "../../kit/dom/dom.js";
import { goTo } from "../../kit/dom/page.js";
import { lastOwnPicture } from "../../kit/pictures/upload.js";
import { AMOUNTS, BATCHES, RATES } from "../model/limits.js";
import { session } from "../model/session.js";

/** @import { Control, Special } from "../../kit/controls/control.js" */
/** @import { Kit } from "../../kit/dom/kit.js" */
/** @import { Hands } from "../../kit/figure/lesson_figure.js" */
/** @import { Settings } from "../model/limits.js" */

const DIGITS = Array.from({ length: 10 }, (_, digit) => String(digit));

/** A slider of a few stops; an address may lie between them. @param {"lr" | "batch_size"} name @param {readonly (string | number)[]} stops @returns {Special} */
const stopsOf = (name, stops) => ({
  /** The stop that lies nearest on a scale of factors. @param {Settings} chosen */
  value(chosen) {
    const ways = stops.map((stop) => Math.abs(Math.log(Number(stop) / Number(chosen[name]))));
    return ways.indexOf(Math.min(...ways));
  },
  change: (at) => ({ [name]: stops[at] }),
  limits: () => [0, stops.length - 1],
  write: (chosen) => String(chosen[name]),
  writeLimit: (at) => String(stops[at]),
});

/** What is imposed on the filters, where there are any. @type {Special} */
const recipe = { fixed: ({ net }) => (net === "dense" ? "training.dense_plain" : null) };

/** The run becomes what the next one is compared with. @param {Kit} kit @returns {Control} */
function createKeep(kit) {
  const press = () => {
    session().keep();
    kit.repaint();
  };
  const element = make("button.keep", { onclick: press });
  return {
    element,
    show() {
      const { kept, film } = session();
      setText(element, kit.label(kept ? "training.let_go" : "training.keep"));
      element.setAttribute("aria-disabled", String(!kept && film.length < 2));
    },
  };
}

/** The visitor's own picture among the digits that are practised; drawn in the live network. @param {Kit} kit @returns {Control} */
function createOwn(kit) {
  const run = session();
  const picture = lastOwnPicture();
  if (!picture) {
    const address = `live-network?lang=${kit.language}`;
    const link = make("a.button", { href: address }, kit.label("training.draw"));
    link.addEventListener("click", (event) => goTo(event, "live-network", "draw"));
    return { element: link, show() {} };
  }
  const options = DIGITS.map((digit) => [digit, digit]);
  const { element, show } = createChoice(
    kit.label("training.own_is"),
    [["", kit.label("training.own_none")], ...options],
    (answer) => {
      if (answer) run.addOwn(Uint8Array.from(picture), Number(answer));
      kit.repaint();
    },
  );
  const count = make("span.note");
  return {
    element: make("div.own-digits.in-row", element, count),
    show() {
      show("");
      const n = run.own.classes.length;
      setText(count, n ? kit.label("training.own_count", { n }) : "");
    },
  };
}

/** @param {Kit} kit @param {Hands} hands */
export function createControls(kit, { control }) {
  let isOpen = false;
  const fold = createSwitch(kit.label("training.experiments"), (isOn) => {
    isOpen = isOn;
    kit.repaint();
  });
  const [lr, batches] = [
    control("lr", stopsOf("lr", RATES)),
    control("batch_size", stopsOf("batch_size", BATCHES)),
  ];
  const digits = control("digits", { choices: AMOUNTS.map(String) });
  const { element, button, show } = createSettings(kit, control, [
    [lr, batches, createKeep(kit), { element: fold.element, show: () => fold.show(isOpen) }],
    ["optimizer", control("filters", recipe), digits, createOwn(kit), "seed"],
    ["labels", "zero_grad", "shuffle", "softmax", "moved", "net"],
  ]);
  return {
    ...{ element, button },
    /** @param {Settings} chosen */
    show(chosen) {
      show(chosen);
      for (const row of [...element.children].slice(1)) row.toggleAttribute("hidden", !isOpen);
    },
  };
}

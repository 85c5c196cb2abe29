/** What can be set in the neuron figure: bias, where the picture is, and whose the weights are. */

import { createChoice, namesOf, OWN, switchOf } from "../../kit/controls/choice.js";
import { asTold } from "../../kit/controls/more.js";
import { createSettings, numericOf, sliderOf, stepperOf } from "../../kit/controls/settings.js";
import { make } from "../../kit/dom/dom.js";
import { settings, table } from "../model/limits.js";

/** @import { Control } from "../../kit/controls/choice.js" */
/** @import { Numeric } from "../../kit/controls/settings.js" */
/** @import { Kit } from "../../kit/dom/kit.js" */
/** @import { Settings } from "../model/limits.js" */

const NONE = "none"; // each output has weights of its own

/** The seed of weights of their own. @type {Numeric} */
const seed = {
  ...numericOf(table, settings, "seed"),
  fixed: ({ shared }) => (shared ? "neuron.seed_own" : null),
};

/** The nine shared weights; outputs with their own have no kernel. @param {Kit} kit @param {(saying: string) => void} remark @returns {Control} */
function kernel(kit, remark) {
  const options = namesOf(kit, table, "kernel");
  options.push([NONE, kit.label("neuron.kernel_none")], [OWN, kit.label("set.own")]);
  /** @param {any} chosen */
  const show = ({ shared, kernel: now }) =>
    choice.show(shared === 0 ? NONE : names.includes(now) ? now : OWN);
  const names = table.settings.kernel.choices ?? [];
  const choice = createChoice(kit.label("neuron.set_kernel"), options, (name) => {
    const wasShared = kit.settings().shared === 1;
    if (name === OWN) return show(kit.settings()); // by typing alone
    kit.set(name === NONE ? { shared: 0 } : { kernel: name, shared: 1 });
    if (!wasShared && name !== NONE) remark(kit.label("neuron.shared_again"));
  });
  return asTold(table, "kernel", { element: choice.element, show });
}

/** The row of settings, and the button that opens it where there is no room. @param {Kit} kit @param {(saying: string) => void} remark */
export function createControls(kit, remark) {
  const sliders = ["bias", "down", "right"].map((name) =>
    sliderOf(kit, remark, numericOf(table, settings, name)),
  );
  return createSettings(kit, [[...sliders, kernel(kit, remark), stepperOf(kit, remark, seed)]]);
}

/** What stands beside the sentence. @param {Kit} kit */
export function createSwitches(kit) {
  const [shared, relu] = [switchOf(kit, table, "shared"), switchOf(kit, table, "relu")];
  return {
    element: make("div.switches", shared.element, relu.element),
    /** @param {Settings} chosen */
    show(chosen) {
      shared.show(chosen);
      relu.show(chosen);
    },
  };
}

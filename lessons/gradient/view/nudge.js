// @ts-check
/** The second view: one number is moved, and the loss with it; or all at once, against their gradients. */

import { createSlider } from "../../kit/controls/slider.js";
import { sliderOf } from "../../kit/controls/settings.js";
import { icon, make } from "../../kit/dom/dom.js";
import { formatNumber } from "../../kit/arithmetic/rounding.js";
import { signed } from "../model/captions.js";
import { THOUSAND } from "../model/given.js";
import { asNudge, hundredths, NUDGE, settings } from "../model/limits.js";
import { promises, slopeOf, valueOf } from "../model/nudging.js";
import { createPlot, createPromises } from "./plot.js";

/**
 * @typedef {import("../../kit/dom/kit.js").Kit} Kit
 * @typedef {import("../model/given.js").Settings} Settings
 * @typedef {import("../model/numbers.js").Numbers} Numbers
 */

const HUNDRED = 100;
const MOST_UPDATES = 20;

/** What the nudged number is called. @param {Kit} kit @param {Settings} chosen */
function nameOf(kit, { layer, parameter, row, column }) {
  const id = layer === "conv" ? (parameter === "bias" ? "bias" : "kernel") : layer;
  return kit.label(`grad.number_${id}`, { r: row, c: column });
}

/** What stands in the gradients' lane. @param {Kit} kit */
export function createPlotted(kit) {
  const [plot, table] = [createPlot(kit), createPromises(kit)];
  const [name, says, more] = [make("b", {}), make("p", {}), make("p", { class: "note" }, kit.label("grad.press_other"))];
  const told = make("div", { class: "nudged" }, make("p", {}, name), says, more);
  return {
    element: make("div", { class: "promise" }, told, plot.element, table.element),
    /** @param {Settings} chosen @param {Numbers} now */
    show(chosen, now) {
      if (chosen.view !== "nudge") return;
      const slope = slopeOf(chosen, now);
      name.textContent = nameOf(kit, chosen);
      const id = slope === 0 ? "grad.slope_zero" : slope < 0 ? "grad.slope_below" : "grad.slope_above";
      says.textContent = kit.label(id, { g: formatNumber(slope), a: formatNumber(Math.abs(slope)) });
      plot.show(chosen, now);
      table.show(promises(chosen, now), Number(chosen.nudge));
    },
  };
}

/** What moves: one number by a slider, all by one press. @param {Kit} kit @param {(saying: string) => void} remark */
export function createNudgeBar(kit, remark) {
  const slider = createSlider({
    name: kit.label("grad.nudge"),
    decrease: kit.label("set.decrease", { name: kit.label("grad.nudge") }),
    increase: kit.label("set.increase", { name: kit.label("grad.nudge") }),
    write: (value) => signed(value / HUNDRED),
    onChange: (value) => kit.set({ nudge: asNudge(value) }),
    onLimit: (value) =>
      remark(kit.label(value > 0 ? "set.limit" : "set.limit_below", { name: kit.label("grad.nudge"), n: value > 0 ? "1.5" : "−1" })),
  });
  const { limits = () => [1, 1] } = settings.rate;
  const rate = sliderOf(kit, remark, {
    label: "grad.rate",
    value: (chosen) => chosen.rate,
    change: (value) => ({ rate: value }),
    limits,
    write: ({ rate: chosen }) => (chosen / THOUSAND).toFixed(3),
    writeLimit: (value) => (value / THOUSAND).toFixed(3),
  });
  const back = make("button", { type: "button", class: "plain", onclick: () => kit.set({ nudge: "0", updates: 0 }) }, icon("undo"), make("span", {}, kit.label("grad.undo")));
  const step = make("button", { type: "button", class: "step-all" }, make("span", {}, kit.label("grad.step_all")));
  step.addEventListener("click", () => {
    const { updates } = kit.settings();
    if (updates >= MOST_UPDATES) return remark(kit.label("grad.most_updates", { n: MOST_UPDATES }));
    kit.set({ updates: updates + 1 });
  });
  const value = make("span", { class: "note nudged-value" });
  const element = make("div", { class: "nudge-bar" }, slider.element, value, rate.element, step, back);
  return {
    element,
    /** @param {Settings} chosen @param {Numbers} now */
    show(chosen, now) {
      element.hidden = chosen.view !== "nudge";
      if (element.hidden) return;
      const was = valueOf(chosen, now);
      slider.show(hundredths(chosen), NUDGE, signed(Number(chosen.nudge)));
      rate.show(chosen);
      const numbers = { a: formatNumber(was), b: formatNumber(was + Number(chosen.nudge)) };
      value.textContent = kit.label("grad.from_to", { name: nameOf(kit, chosen), ...numbers });
    },
  };
}

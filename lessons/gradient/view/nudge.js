/** The second view: one number is moved, and the loss with it; or all at once, against their gradients. */

import { numericOf, sliderOf } from "../../kit/controls/settings.js";
import { createSlider } from "../../kit/controls/slider.js";
import { icon, make, setText } from "../../kit/dom/dom.js";
import { signed } from "../model/captions.js";
import { THOUSAND } from "../model/given.js";
import { asNudge, hundredths, NUDGE, settings, table } from "../model/limits.js";
import { numberAt, promises, slopeOf } from "../model/nudging.js";
import { written } from "../model/written.js";
import { createPlot, createPromises } from "./plot.js";

/** @import { Kit } from "../../kit/dom/kit.js" */
/** @import { Settings } from "../model/given.js" */
/** @import { Numbers } from "../model/numbers.js" */

const HUNDRED = 100;

/** What the nudged number is called. @param {Kit} kit @param {Settings} chosen */
function nameOf(kit, { layer, parameter, row, column }) {
  const id = layer === "conv" ? (parameter === "bias" ? "bias" : "kernel") : layer;
  return kit.label(`grad.number_${id}`, { r: row, c: column });
}

/** What stands in the gradients' lane. @param {Kit} kit */
export function createPlotted(kit) {
  const [plot, table] = [createPlot(kit), createPromises(kit)];
  const [name, says, more] = [make("b"), make("p"), make("p.note", kit.label("grad.press_other"))];
  const told = make("div.nudged", make("p", name), says, more);
  return {
    element: make("div.promise", told, plot.element, table.element),
    /** @param {Settings} chosen @param {Numbers} now @param {import("../model/mistakes.js").Wrong | null} wrong */
    show(chosen, now, wrong) {
      if (chosen.view !== "nudge") return;
      const slope = slopeOf(chosen, now);
      setText(name, nameOf(kit, chosen));
      const id = slope === 0 ? "grad.slope_zero" : slope < 0 ? "grad.slope_below" : "grad.slope_above";
      setText(says, kit.label(id, { g: written(slope), a: written(Math.abs(slope)) }));
      plot.show(chosen, now, wrong);
      table.show(promises(chosen, now), Number(chosen.nudge));
    },
  };
}

/** @param {Kit} kit @param {(saying: string) => void} remark */
function createNudge(kit, remark) {
  const name = kit.label("grad.nudge");
  const slider = createSlider(kit, {
    name,
    write: (value) => signed(value / HUNDRED),
    onChange: (value) => kit.set({ nudge: asNudge(value) }),
    remark,
    writeLimit: (limit) => written(limit / HUNDRED, 1),
  });
  return {
    element: slider.element,
    show: (/** @type {Settings} */ chosen) =>
      slider.show(hundredths(chosen), NUDGE, signed(Number(chosen.nudge))),
  };
}

/** @param {Kit} kit @param {(saying: string) => void} remark */
function createRate(kit, remark) {
  const asRate = (/** @type {number} */ thousandths) => (thousandths / THOUSAND).toFixed(3);
  return sliderOf(kit, remark, {
    ...numericOf(table, settings, "rate"),
    write: ({ rate }) => asRate(rate),
    writeLimit: asRate,
  });
}

/** What moves: one number by a slider, all by one press. @param {Kit} kit @param {(saying: string) => void} remark */
export function createNudgeBar(kit, remark) {
  const [nudge, rate] = [createNudge(kit, remark), createRate(kit, remark)];
  const undo = make("button", icon("undo"), make("span", kit.label("grad.undo")));
  undo.addEventListener("click", () => kit.set({ nudge: "0", updates: 0 }));
  const step = make("button.play.step-all", kit.label("grad.step_all"));
  step.addEventListener("click", () => {
    const { updates } = kit.settings();
    const [, most] = settings.updates.limits?.(kit.settings()) ?? [0, 0];
    if (updates < most) kit.set({ updates: updates + 1 });
    else remark(kit.label("grad.most_updates", { n: most }));
  });
  const value = make("p.nudged-value");
  const buttons = make("div.buttons", step, undo);
  const element = make("div.nudge-bar", nudge.element, value, rate.element, buttons);
  return {
    element,
    /** @param {Settings} chosen @param {Numbers} now */
    show(chosen, now) {
      element.hidden = chosen.view !== "nudge";
      if (element.hidden) return;
      nudge.show(chosen);
      rate.show(chosen);
      const was = numberAt(chosen, now);
      setText(value, `${written(was)} → ${written(was + Number(chosen.nudge))}`);
    },
  };
}

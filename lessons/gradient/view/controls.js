// @ts-check
/** What can be set: which view, the target, the picture, the kernel, and how it is pooled. */

import { createChoice } from "../../kit/controls/choice.js";
import { segmentsOf } from "../../kit/controls/segments.js";
import { createSettings, namesOf, numericOf, sliderOf } from "../../kit/controls/settings.js";
import { writeCells } from "../../kit/settings/cells_text.js";
import { inputOf, kernelOf } from "../model/given.js";
import { settings } from "../model/limits.js";
import { table } from "../model/table.js";

/**
 * @typedef {import("../../kit/dom/kit.js").Kit} Kit
 * @typedef {import("../../kit/controls/settings.js").Control} Control
 */

const OWN = "own";

/** Numbers by their name, or typed. @param {Kit} kit @param {(saying: string) => void} remark @param {"input" | "kernel"} name @param {(chosen: any) => import("../../kit/arithmetic/grid.js").Grid} cellsOf @returns {Control} */
function typedChoice(kit, remark, name, cellsOf) {
  const options = [
    ...namesOf(kit, table, name),
    /** @type {[string, string]} */ ([OWN, kit.label("set.own")]),
  ];
  const names = table.settings[name].choices ?? [];
  const choice = createChoice(kit.label(table.settings[name].label ?? ""), options, (value) => {
    if (value !== OWN) return kit.set({ [name]: value });
    kit.set({ [name]: writeCells(cellsOf(kit.settings())) });
    remark(kit.label("grad.type_own"));
  });
  return {
    element: choice.element,
    show: (chosen) => choice.show(names.includes(chosen[name]) ? chosen[name] : OWN),
  };
}

/** @param {Kit} kit @returns {Control} */
function poolChoice(kit) {
  const choice = createChoice(kit.label("set.pool"), namesOf(kit, table, "pool"), (pool) =>
    kit.set({ pool }),
  );
  return { element: choice.element, show: ({ pool }) => choice.show(pool) };
}

/** @param {Kit} kit @param {(saying: string) => void} remark */
export function createControls(kit, remark) {
  return createSettings(kit, [
    [
      segmentsOf(kit, table, "view"),
      sliderOf(kit, remark, numericOf(table, settings, "target")),
      typedChoice(kit, remark, "input", inputOf),
      typedChoice(kit, remark, "kernel", kernelOf),
      poolChoice(kit),
    ],
  ]);
}

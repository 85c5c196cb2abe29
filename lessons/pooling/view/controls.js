/** What can be set in the pooling figure, in two rows. */

import { choiceOf, OWN, switchOf } from "../../kit/controls/choice.js";
import { asTold, waiting } from "../../kit/controls/more.js";
import { createSettings, numericOf, sliderOf, stepperOf } from "../../kit/controls/settings.js";
import { make } from "../../kit/dom/dom.js";
import { lastPicture } from "../../kit/pictures/upload.js";
import { writeCells } from "../../kit/settings/table.js";
import {
  asLarge,
  asNumbers,
  inputOf,
  isPicture,
  LARGEST_SIDE,
  LAST,
  settings,
  sizeOf,
  table,
} from "../model/limits.js";

/** @import { Control } from "../../kit/controls/choice.js" */
/** @import { Numeric } from "../../kit/controls/settings.js" */
/** @import { Kit } from "../../kit/dom/kit.js" */
/** @import { Settings } from "../model/limits.js" */

/** @param {Settings} chosen */
const inGlobal = ({ layer }) => (layer === "global" ? "pool.global_fixed" : null);
/** @param {Settings} chosen */
const inNumbers = ({ input }) => (isPicture(input) ? null : "pool.map_fixed");

/** A side of some numbers; that of a picture's map is always as long. @param {Kit} kit @param {0 | 1} axis @returns {Numeric} */
function side(kit, axis) {
  return {
    label: axis === 0 ? "set.height" : "set.width",
    more: table.settings.input.more,
    value: (chosen) => sizeOf(chosen)[axis],
    change: (value) => {
      const [height, width] = sizeOf(kit.settings());
      return axis === 0 ? asLarge(kit.settings(), value, width) : asLarge(kit.settings(), height, value);
    },
    limits: () => [1, LARGEST_SIDE],
    fixed: ({ input }) => (isPicture(input) ? "pool.side_fixed" : null),
  };
}

/** The map of a picture, or numbers. @param {Kit} kit @param {(saying: string) => void} remark @returns {Control} */
function inputValues(kit, remark) {
  const take = (/** @type {string} */ value) => {
    const chosen = kit.settings();
    const canBeHad = value !== LAST || lastPicture() !== null;
    if (!canBeHad) remark(kit.label("pool.no_last"));
    else if (value !== OWN) kit.set({ input: value, shift: 0 });
    else {
      kit.set(isPicture(chosen.input) ? asNumbers(chosen) : { input: writeCells(inputOf(chosen, 0)) });
      remark(kit.label("pool.type_own"));
    }
    return canBeHad;
  };
  return choiceOf(kit, table, "input", { take });
}

/** Yes or no, by PyTorch's own name. @param {Kit} kit @param {(saying: string) => void} remark @param {"ceil_mode" | "count_include_pad"} name @returns {Control} */
function argument(kit, remark, name) {
  const toggle = switchOf(kit, table, name, {
    called: name,
    fixed: ({ layer }) => (layer === "pool" ? null : kit.label("pool.argument_fixed", { name })),
    remark,
  });
  const element = make("div.setting.argument", waiting(toggle.element, false)); // it waits as a whole
  // A layer without this argument has it off.
  const show = (/** @type {any} */ chosen) =>
    toggle.show(chosen.layer === "pool" ? chosen : { ...chosen, [name]: 0 });
  return asTold(table, name, { element, show });
}

/** @param {Kit} kit @param {(saying: string) => void} remark */
export function createControls(kit, remark) {
  const numeric = (/** @type {string} */ name) => numericOf(table, settings, name);
  const ofWindows = ["kernel_size", "stride", "padding"].map((name) => ({
    ...numeric(name),
    fixed: inGlobal,
  }));
  const steppers = [side(kit, 0), side(kit, 1), { ...numeric("map"), fixed: inNumbers }];
  return createSettings(kit, [
    [numeric("shift"), ...ofWindows].map((setting) => sliderOf(kit, remark, setting)),
    [
      choiceOf(kit, table, "layer"),
      inputValues(kit, remark),
      ...steppers.map((setting) => stepperOf(kit, remark, setting)),
      argument(kit, remark, "ceil_mode"),
      argument(kit, remark, "count_include_pad"),
    ],
  ]);
}

// @ts-check
/** What is said of the digit: the pinned number, or what a change of the picture did. */

import { productsOf } from "./numbers.js";

/** @param {number} value */
const short = (value) => {
  const text =
    Math.abs(value) < 0.01 && value !== 0 ? Math.abs(value).toPrecision(2) : Math.abs(value).toFixed(2);
  return value < 0 ? `−${text}` : text;
};

/** @param {import("../../kit/dom/kit.js").Kit} kit @param {import("./numbers.js").Chosen} chosen @param {import("./numbers.js").Numbers} numbers */
export function caption(kit, chosen, numbers) {
  const { before, now, pixels, loss, values, gradients } = numbers;
  const lead = kit.label("glive.lead", { d: now, a: numbers.answer, l: short(loss) });
  if (chosen.change !== "none") {
    const id = before === now ? "glive.holds" : "glive.breaks";
    const how = kit.label(`glive.by_${chosen.change}`, { e: (chosen.size / 100).toFixed(2), n: pixels });
    return { lead, text: kit.label(id, { how, a: before, b: now }) };
  }
  const grid = values[chosen.pin];
  const at = (chosen.pin_row - 1) * grid.width + chosen.pin_column - 1;
  const place = { grid: kit.label(`glive.${chosen.pin}`), r: chosen.pin_row, c: chosen.pin_column };
  const value = { v: short(grid.values[at]), g: short(gradients[chosen.pin].values[at]) };
  const said = kit.label("glive.pinned", { ...place, ...value });
  if (chosen.pin !== "kernel") return { lead, text: said };
  return { lead, text: `${said} ${kit.label("glive.products", productsOf(chosen, numbers))}` };
}

// @ts-check
/** The settings of a figure: a slider each; on a phone they wait in a sheet behind one button. */

import { formatNumber } from "./arithmetic/rounding.js";
import { icon, make } from "./dom.js";
import { createSlider } from "./slider.js";

/**
 * @param {import("./entry.js").Kit} kit
 * @param {Record<string, import("./address.js").Setting>} known
 * @param {string[]} names which of them, in this order
 * @param {(saying: string) => void} remark
 */
export function createSettings(kit, known, names, remark) {
  const sliders = names.map((id) => {
    const name = kit.label(`set.${id}`);
    const slider = createSlider({
      name,
      decrease: kit.label("set.decrease", { name }),
      increase: kit.label("set.increase", { name }),
      write: formatNumber,
      onChange: (value) => kit.set({ [id]: value }),
      onLimit: (wanted) => {
        const [lowest, highest] = known[id].limits(kit.settings());
        const reason = wanted > highest ? "set.limit" : "set.limit_below";
        remark(kit.label(reason, { name, n: formatNumber(wanted > highest ? highest : lowest) }));
      },
    });
    return { id, slider };
  });
  const element = make(
    "div",
    { class: "settings", id: "settings" },
    ...sliders.map(({ slider }) => slider.element),
  );
  const button = make(
    "button",
    { type: "button", class: "plain open-settings", "aria-expanded": false, "aria-controls": "settings" },
    icon("settings"),
    make("span", {}, kit.label("set.settings")),
  );
  button.addEventListener("click", () => {
    const open = element.parentElement?.classList.toggle("open") ?? false;
    button.setAttribute("aria-expanded", String(open));
  });
  return {
    element,
    button,
    /** @param {import("./address.js").Settings} chosen */
    show(chosen) {
      for (const { id, slider } of sliders) slider.show(chosen[id], known[id].limits(chosen));
    },
  };
}

/** Sliders that move or turn a silhouette. */

/** @import { Numeric } from "../controls/settings.js" */
/** @import { Kit } from "../dom/kit.js" */

/** @param {number} value */
const signed = (value) => String(value).replace("-", "−");

/** By whole pixels. @param {Kit} kit @param {Numeric} numeric @returns {Numeric} */
export const moveOf = (kit, numeric) => ({
  ...numeric,
  write: (chosen) => kit.label("silhouette.px", { n: signed(numeric.value(chosen)) }),
});

/** By so many degrees a step. @param {Kit} kit @param {Numeric} numeric @param {number} step @returns {Numeric} */
export const turnOf = (kit, numeric, step) => ({
  ...numeric,
  value: (chosen) => numeric.value(chosen) / step,
  change: (value) => numeric.change(value * step),
  limits: (chosen) => {
    const [lowest, highest] = numeric.limits(chosen);
    return [lowest / step, highest / step];
  },
  write: (chosen) => kit.label("silhouette.degrees", { n: signed(numeric.value(chosen)) }),
  writeLimit: (limit) => `${signed(limit * step)}°`,
});

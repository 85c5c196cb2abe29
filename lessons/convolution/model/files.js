// @ts-check
/** What a file of the sliding window is made from, and what it is called. */

import { fileStem } from "../../kit/menu/download.js";
import { asked } from "./limits.js";
import { OWN_PHOTO, sentOf } from "./photos.js";

/** @typedef {import("./limits.js").Settings} Settings */

/** What Python draws from: what it is asked about, and the pixels of a photo that only the browser has. @param {Settings} chosen */
export function drawnState(chosen) {
  const state = asked(chosen);
  return chosen.input === OWN_PHOTO ? { ...state, hundredths: sentOf(OWN_PHOTO) } : state;
}

/** Such as "convolution-k3-s1-p1". @param {Settings} chosen */
export function stemOf({ kernel_size, stride, padding, dilation }) {
  return fileStem("convolution", { kernel_size, stride, padding, ...(dilation > 1 ? { dilation } : {}) });
}

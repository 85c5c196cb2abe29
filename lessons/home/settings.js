// @ts-check
/** What can be set on the start page: which kernel slides, and how many places it has been at. */

import { whole } from "../kit/settings/address.js";

/** @typedef {{ kernel: number, step: number }} Settings both from 1 */

export const KERNEL_SIZE = 5;
export const MAPS = 5;
export const SIDE = 28;
export const PLACES = SIDE - KERNEL_SIZE + 1; // 24 a row
export const STEPS = PLACES ** 2;
const BEGUN = 6 * PLACES + 12; // so far the map is filled when the page opens: the middle of the seventh row

/** @type {Record<string, import("../kit/settings/address.js").Setting>} */
export const settings = {
  kernel: whole(1, () => [1, MAPS]),
  step: whole(BEGUN, () => [1, STEPS]),
};

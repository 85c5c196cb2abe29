/** The settings of the two folds, "What they look at" and "From local to global": one silhouette, and what is seen of it. */

import { tableOf } from "../../../kit/figure/fetched.js";
import { settingsOf } from "../../../kit/settings/table.js";

export const table = await tableOf("live_network/looks");

/**
 * @typedef {object} Settings
 * @property {string} silhouette a sample
 * @property {number} silhouette_right pixels
 * @property {number} silhouette_down pixels
 * @property {number} silhouette_rotate degrees, clockwise
 * @property {number} filter whose map is seen to move along, from 1
 * @property {number} conv_channel of the first map on the way from local to global, from 1
 * @property {number} deep_channel of the last map
 */

export const settings = settingsOf(table);
export const SAMPLES = table.settings.silhouette.choices ?? [];
export const FILTERS = table.settings.filter.range?.[1] ?? 0;

/** The settings of the laboratory, how they limit each other, and what they come to. */

import { tableOf } from "../../kit/figure/fetched.js";
import { settingsOf } from "../../kit/settings/table.js";

/** @import { Setting } from "../../kit/settings/address.js" */

export const table = await tableOf("why_cnn");

/**
 * @typedef {"dense" | "flatten" | "global"} NetName of a row
 * @typedef {"global" | "wide" | "average"} Third the net in the third row
 *
 * @typedef {object} Settings
 * @property {string} picture a sample, or "own"
 * @property {number} right pixels
 * @property {number} down pixels
 * @property {number} rotate degrees, clockwise
 * @property {number} shuffle 0 or 1
 * @property {"centred" | "moved"} practice what the nets were trained on
 * @property {Third} third
 * @property {NetName} net whose code is shown
 */

const { picture, rotate, net } = table.settings;
export const OWN = "own";
export const SAMPLES = (picture.choices ?? []).filter((name) => name !== OWN);
export const NETS = /** @type {NetName[]} */ (net.choices);
export const FARTHEST = 8; // pixels: 6 both ways at once
export const ANGLE_STEP = rotate.multiple_of ?? 1; // degrees
export const MOST_ANGLE = rotate.range?.[1] ?? 0;

const listed = settingsOf(table);

/** @type {Record<string, Setting>} */
export const settings = {
  ...listed,
  practice: {
    ...listed.practice,
    // The nets of the shuffled pixels have practised those.
    keep: (value, { shuffle }) => (value === "moved" && !shuffle ? "moved" : "centred"),
  },
};

/** How far the picture is moved, in whole pixels. @param {Settings} chosen */
export const distanceOf = ({ right, down }) => Math.round(Math.hypot(right, down));

/** What the nets on the screen were trained on. @param {Settings} chosen @returns {"centred" | "moved" | "shuffled"} */
export const practised = ({ shuffle, practice }) => (shuffle ? "shuffled" : practice);

/** Whether the curve runs over angles: turned, and not moved. @param {Settings} chosen */
export const isTurnedOnly = (chosen) => chosen.rotate !== 0 && distanceOf(chosen) === 0;

/** Which net stands in a row. @param {Settings} chosen @param {NetName} row @returns {NetName | Third} */
export const netIn = ({ third }, row) => (row === "global" ? third : row);

/** The weights of the net in a row. @param {Settings} chosen @param {NetName} row */
export const netKey = (chosen, row) => `${practised(chosen)} ${netIn(chosen, row)}`;

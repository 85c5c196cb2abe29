// @ts-check
/** What can be set in the laboratory, and how it stands in the address. */

import { oneOf, whole } from "../kit/settings/address.js";

/**
 * @typedef {import("../kit/settings/address.js").Setting} Setting
 * @typedef {"dense" | "flatten" | "global"} NetName
 *
 * @typedef {object} Settings
 * @property {string} picture a sample, or "own"
 * @property {number} right pixels
 * @property {number} down pixels
 * @property {number} rotate degrees, clockwise
 * @property {number} shuffle 0 or 1
 * @property {"centred" | "moved"} practice what the nets were trained on
 * @property {NetName} net whose code is shown
 * @property {number} filter whose map is seen to move along, from 1
 * @property {number} conv_channel of the first map on the way from local to global, from 1
 * @property {number} deep_channel of the last map
 */

export const SAMPLES = ["cat_1", "cat_2", "cat_3", "dog_1", "dog_2", "dog_3"];
export const OWN = "own";
/** @type {readonly NetName[]} */
export const NETS = ["dense", "flatten", "global"];
export const REACH = 6; // pixels; both ways at once are 8
export const FARTHEST = 8;
export const ANGLE_STEP = 5; // degrees
export const MOST_ANGLE = 90;
/** How many channels the maps of the CNN have. */
export const CHANNELS = { conv: 8, deep: 32 };

const angle = whole(0, () => [-MOST_ANGLE, MOST_ANGLE]);

/** @type {Record<string, Setting>} */
export const settings = {
  picture: oneOf(SAMPLES[0], [...SAMPLES, OWN]),
  right: whole(0, () => [-REACH, REACH]),
  down: whole(0, () => [-REACH, REACH]),
  rotate: {
    ...angle,
    keep: (value, chosen) =>
      Math.round(/** @type {number} */ (angle.keep(value, chosen)) / ANGLE_STEP) * ANGLE_STEP + 0,
  },
  shuffle: whole(0, () => [0, 1]),
  practice: {
    ...oneOf("centred", ["centred", "moved"]),
    // The nets of the shuffled pixels have practised those.
    keep: (value, { shuffle }) => (value === "moved" && !shuffle ? "moved" : "centred"),
  },
  net: oneOf("global", NETS),
  filter: whole(1, () => [1, CHANNELS.conv]),
  conv_channel: whole(1, () => [1, CHANNELS.conv]),
  deep_channel: whole(1, () => [1, CHANNELS.deep]),
};

/** How far the picture is moved, in whole pixels. @param {Settings} chosen */
export const distanceOf = ({ right, down }) => Math.round(Math.hypot(right, down));

/** What the nets on the screen were trained on. @param {Settings} chosen @returns {"centred" | "moved" | "shuffled"} */
export const practised = ({ shuffle, practice }) => (shuffle ? "shuffled" : practice);

/** Whether the curve runs over angles: turned, and not moved. @param {Settings} chosen */
export const isTurnedOnly = (chosen) => chosen.rotate !== 0 && distanceOf(chosen) === 0;

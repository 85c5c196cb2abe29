/** The settings of the laboratory, how they limit each other, and what they come to. */

import { tableOf } from "../../kit/figure/fetched.js";
import { isFramed } from "../../kit/settings/address.js";
import { settingsOf } from "../../kit/settings/table.js";

// Two parts of this page stand at the end of /live-network now: whoever kept an address of theirs is led there.
const PAGE = "/live-network";
/** What the parts were called; their places have kept their names. @type {Record<string, string>} */
const PLACES = { "#looks": "#looking", "#looking": "#looking", "#fields": "#local", "#local": "#local" };
const CHANNELS = ["conv_channel", "deep_channel"];
const OF_PARTS = ["filter", ...CHANNELS];
const OF_LABORATORY = ["shuffle", "practice", "third", "net"];
/** Settings there by what they were called here. @type {Record<string, string>} */
const THERE = {
  ...Object.fromEntries(["lang", ...OF_PARTS].map((name) => [name, name])),
  ...Object.fromEntries(["right", "down", "rotate"].map((name) => [name, `silhouette_${name}`])),
  picture: "silhouette",
};

/** The part that an address without a place is about; the laboratory wrote their settings as well, as they start. @param {URLSearchParams} asked */
function placeOf(asked) {
  const named = OF_PARTS.filter((name) => asked.has(name));
  const changed = named.filter((name) => asked.get(name) !== "1");
  const isOfLaboratory = named.length === 0 || OF_LABORATORY.some((name) => asked.has(name));
  if (changed.length === 0 && isOfLaboratory) return null;
  return CHANNELS.some((name) => changed.includes(name)) ? "#local" : "#looking";
}

/** Where an address leads that was one of those parts; null for one of the laboratory. @param {{ search: string, hash: string }} address */
export function movedTo({ search, hash }) {
  const asked = new URLSearchParams(search);
  const place = PLACES[hash] ?? placeOf(asked);
  if (!place) return null;
  // A drawing was nowhere but on the page it was made on.
  const kept = [...asked].filter(([name, value]) => name in THERE && value !== "own");
  const there = new URLSearchParams(kept.map(([name, value]) => [THERE[name], value]));
  const hasMoved = Number(asked.get("right")) !== 0 || Number(asked.get("down")) !== 0;
  // What lay in place "What they look at" showed as it goes: so that part begins now.
  if (place === "#looking" && !hasMoved) for (const way of ["right", "down"]) there.delete(THERE[way]);
  else if (!asked.has("right")) there.set(THERE.right, "0");
  return `${PAGE}?${there}${place}`;
}

/** Leave for where an address leads now. In the frame of another page stands the laboratory, as ever. */
export function leave() {
  const there = isFramed() ? null : movedTo(location);
  if (there) location.replace(there);
  return there !== null;
}

export const table = await tableOf("why_cnn");

/**
 * picture: a sample, or "own"; right, down: pixels; rotate: degrees, clockwise; shuffle: 0 or 1; practice: what the nets were
 * trained on; net: whose code is shown.
 * @typedef {ChosenIn<typeof import("../settings.json"), { practice: "centred" | "moved", third: Third, net: NetName }>} Settings
 * @typedef {"dense" | "flatten" | "global"} NetName of a row
 * @typedef {"global" | "wide" | "average"} Third the net in the third row
 */

const { picture, rotate, net } = table.settings;
export const OWN = "own";
export const SAMPLES = (picture.choices ?? []).filter((name) => name !== OWN);
export const NETS = /** @type {NetName[]} */ (net.choices);
export const FARTHEST = 8; // pixels: 6 both ways at once
export const MOST_ANGLE = rotate.range?.[1] ?? 0;

export const settings = settingsOf(table, {
  // The nets of the shuffled pixels have practised those.
  practice: { keep: (value, { shuffle }) => (value === "moved" && !shuffle ? "moved" : "centred") },
});

/** How far the picture is moved, in whole pixels. @param {Settings} chosen */
export const distanceOf = ({ right, down }) => Math.round(Math.hypot(right, down));

/** What the nets on the screen were trained on. @param {Settings} chosen @returns {"centred" | "moved" | "shuffled"} */
export const practised = ({ shuffle, practice }) => (shuffle ? "shuffled" : practice);

/** Which net stands in a row. @param {Settings} chosen @param {NetName} row @returns {NetName | Third} */
export const netIn = ({ third }, row) => (row === "global" ? third : row);

/** The weights of the net in a row. @param {Settings} chosen @param {NetName} row */
export const netKey = (chosen, row) => `${practised(chosen)} ${netIn(chosen, row)}`;

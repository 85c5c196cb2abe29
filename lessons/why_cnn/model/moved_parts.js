/** Two parts of this page stand at the end of /live-network now: whoever kept an address of theirs is led there. */

import { isFramed } from "../../kit/settings/framed.js";

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

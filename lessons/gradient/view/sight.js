/** What a narrow stage shows of the columns: of a step what it reads and where it leads, of a nudge what moves. */

import { isDigit } from "../model/digit.js";

/** @import { Settings } from "../model/given.js" */
/** @import { Layer } from "../model/places.js" */
/** @import { Name } from "./cells.js" */
/** @typedef {{ panels: { name: Name, element: HTMLElement }[] }} Lane */

/** The columns that a narrow stage has room for at each layer: first and last, on a middle one and on a phone above and below. @type {Record<Layer, { middle: [Name, Name], tiles: [Name, Name], dots: [Name, Name] }>} */
const IN_SIGHT = {
  ...fromTo(["loss", "score", "linear", "features"], ["pool", "loss"], ["pool", "loss"], ["pool", "loss"]),
  ...fromTo(["pool"], ["active", "weights"], ["active", "pool"], ["active", "pool"]),
  ...fromTo(["relu"], ["conv", "pool"], ["conv", "active"], ["conv", "active"]),
  ...fromTo(["conv"], ["input", "conv"], ["input", "kernel"], ["kernel", "conv"]),
  ...fromTo(["pixel"], ["input", "conv"], ["input", "kernel"], ["input", "conv"]),
};

/** @param {Layer[]} layers @param {[Name, Name]} middle @param {[Name, Name]} tiled @param {[Name, Name]} dotted @returns {any} */
function fromTo(layers, middle, tiled, dotted) {
  return Object.fromEntries(layers.map((layer) => [layer, { middle, tiles: tiled, dots: dotted }]));
}

/** The columns of a lane from one to another; of the digit the weights are no column. @param {Lane} lane @param {[Name, Name]} ends */
function between({ panels }, [first, last]) {
  const names = panels.map(({ name }) => name);
  const to = names.includes(last) ? names.indexOf(last) : names.indexOf("score");
  return names.slice(names.indexOf(first), to + 1);
}

/** Hides on a narrow stage what is not of this step. @param {Lane} lane @param {Name[]} middle @param {Name[]} phone */
function keepInSight({ panels }, middle, phone) {
  for (const { name, element } of panels) {
    element.classList.toggle("not-middle", !middle.includes(name));
    element.classList.toggle("not-phone", !phone.includes(name));
    element.classList.toggle("first-middle", name === middle[0]);
    element.classList.toggle("first-phone", name === phone[0]);
  }
}

/** @param {Lane} above @param {Lane} below @param {Settings} chosen @param {import("../model/mistakes.js").Wrong | null} wrong what is drawn of a mistake is in sight as well */
export function paintSight(above, below, chosen, wrong) {
  const { layer, view } = chosen;
  const { middle, tiles, dots } = IN_SIGHT[layer];
  const own = layer === "pixel" ? "input" : layer === "linear" ? "weights" : "kernel";
  if (view === "nudge") {
    const all = /** @type {Name[]} */ ([...between(above, middle), own, "score", "loss"]);
    keepInSight(above, all, [own, "score"]); // on a phone the sentence says the loss
    return keepInSight(below, [own], [own]);
  }
  const phone = isDigit(chosen) && ["loss", "score", "features"].includes(layer);
  keepInSight(above, between(above, middle), between(above, phone ? ["score", "loss"] : tiles));
  if (layer === "pool" && wrong?.dots?.conv) {
    const reached = between(below, ["conv", "active"]);
    return keepInSight(below, reached, reached);
  }
  const reading = between(below, phone ? ["pool", "score"] : dots);
  // A pixel gets nothing of the kernel's gradients that stand between.
  keepInSight(below, between(below, middle), layer === "pixel" ? ["input", "conv"] : reading);
}

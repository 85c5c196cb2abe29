/** The picture that is shown, as Python has prepared it: in the browser's memory as long as the page is open, stored nowhere. */

import { remembered } from "../../kit/dom/storage.js";
import { TRAINED, trainedNet } from "../../kit/pictures/nets.js";
import { keepLastPicture } from "../../kit/pictures/upload.js";

/** @import { Net } from "../../kit/pictures/nets.js" */
/**
 * @typedef {{ name: string, says: Said[], choice: string, url: string }} Step
 *   choice: what was chosen here and can be taken back, "" for nothing; url: "" where that was done
 * @typedef {{ top: number, left: number, bottom: number, right: number }} Outline in shares of the original
 * @typedef {{ label: string } & Record<string, string | number>} Said
 *
 * @typedef {object} Picture what Python says of a picture
 * @property {string} source a sample's name, or "own"
 * @property {Step[]} steps
 * @property {"drawing" | "photo"} way how it was read
 * @property {string | null} asked_way the reading that was chosen by hand
 * @property {Said[]} reasons
 * @property {Outline[]} signs in reading order
 * @property {number} sign the one that is read, from 0
 * @property {string[]} without the choices that were taken back
 * @property {number[]} pixels 28x28, in hundredths
 *
 * @typedef {object} Wish a picture that is asked for: a sample, or a file
 * @property {string} [sample]
 * @property {Blob} [file]
 * @property {string} name what a refusal calls it
 * @property {boolean} [isDrawn] on the page's own pad
 * @property {string} [way] how it is to be read; left out, that is decided by what is seen
 * @property {number} [sign] which of its signs is to be read, from 0
 * @property {string[]} [without] the choices that are taken back
 */

export const OWN = "own";

/** The shipped networks, as Python has sent them. @type {Record<string, Net>} */
let nets = {};
/**
 * The picture that is shown, and what it was made from: that is handed over again for another reading.
 * sent: its pixels as Python is handed them for its code.
 * @type {Map<"shown", { picture: Picture, wish: Wish, sent: string }>}
 */
const memory = remembered();

/** @param {Record<string, Net>} sent */
export function takeNets(sent) {
  nets = sent;
}

/** @param {Picture} picture @param {Wish} wish */
export function takePicture(picture, wish) {
  memory.set("shown", { picture, wish, sent: btoa(String.fromCharCode(...picture.pixels)) });
  keepLastPicture(picture.pixels, picture.source === OWN);
}

/** The picture that was shown last, since the page was opened. */
export const shownPicture = () => memory.get("shown")?.picture ?? null;
/** Its pixels in hundredths, base64, one byte a pixel. */
export const sentPixels = () => memory.get("shown")?.sent ?? "";
/** @returns {Wish} */
export const shownWish = () => memory.get("shown")?.wish ?? { name: "" };

/** What the network is computed from. @returns {import("./network.js").Received} */
export function received() {
  const [picture, own] = [shownPicture(), trainedNet()];
  return {
    nets: own ? { ...nets, [TRAINED]: own.net } : nets,
    pixels: picture?.pixels ?? [],
    way: picture?.way,
  };
}

/** The other way at a choice: taken back, or made again. The signs are counted anew. @param {Picture} picture @param {string} choice @returns {Partial<Wish>} */
export function otherwise({ without }, choice) {
  if (choice === "photo") return { way: "drawing" };
  const others = without.filter((each) => each !== choice);
  return { without: others.length < without.length ? others : [...without, choice], sign: undefined };
}

/** One of several signs. @param {Picture} picture @param {number} sign from 0 @returns {Partial<Wish>} */
export const onlySign = ({ without }, sign) => ({ without: without.filter((each) => each !== "sign"), sign });

/** How Python is asked about a picture. @param {Wish} wish @returns {import("../../kit/pictures/upload.js").Handed} */
export function handedOf({ sample, file, name, isDrawn = false, way, sign, without = [] }) {
  const about = { way: way ?? null, sign: sign ?? null, without, drawn: isDrawn };
  if (!file) return { question: "sample", body: JSON.stringify({ sample, ...about }), name };
  return { question: "picture", body: file, about, name };
}

/** The picture that is shown, as Python has prepared it, in the memory of the page alone; and the network, layer by layer: its five kernels, which are shipped, made by hand or random, all whole hundredths, and what they make of the picture. */

import { gridOf, moved } from "../../kit/arithmetic/grid.js";
import { argmax } from "../../kit/arithmetic/scores.js";
import { rememberedOne } from "../../kit/dom/storage.js";
import {
  HUNDREDTH,
  KERNEL_SIZE,
  mapsOf,
  read,
  readerOf,
  TRAINED,
  trainedNet,
} from "../../kit/pictures/nets.js";
import { keepLastPicture } from "../../kit/pictures/upload.js";
import { chanceFrom } from "../../kit/quiz/shuffle.js";
import { SIDE } from "../../kit/silhouettes/nets.js";

/** @import { Net } from "../../kit/pictures/nets.js" */
/** @import { Settings } from "./limits.js" */

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
 * @property {"upload" | "draw" | "camera"} [from] where a file comes from
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
 */
const [shown, show] = rememberedOne(
  () => /** @type {{ picture: Picture, wish: Wish, sent: string } | null} */ (null),
);

/** @param {Record<string, Net>} sent */
export function takeNets(sent) {
  nets = sent;
}

/** @param {Picture} picture @param {Wish} wish */
export function takePicture(picture, wish) {
  show({ picture, wish, sent: btoa(String.fromCharCode(...picture.pixels)) });
  keepLastPicture(picture.pixels, picture.source === OWN);
}

/** The picture that was shown last, since the page was opened. */
export const shownPicture = () => shown()?.picture ?? null;
/** Its pixels in hundredths, base64, one byte a pixel. */
export const sentPixels = () => shown()?.sent ?? "";
/** @returns {Wish} */
export const shownWish = () => shown()?.wish ?? { name: "" };

/** What the network is computed from. */
export function received() {
  const [picture, own] = [shownPicture(), trainedNet()];
  return {
    nets: own ? { ...nets, [TRAINED]: own.net } : nets,
    pixels: picture?.pixels ?? [], // 28x28, in hundredths
    source: picture?.source ?? "",
    way: picture?.way, // it was read
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
export function handedOf({ sample, file, name, from, way, sign, without = [] }) {
  const about = { way: way ?? null, sign: sign ?? null, without, drawn: from === "draw" };
  if (!file) return { question: "sample", body: JSON.stringify({ sample, ...about }), name };
  return { question: "picture", body: file, about, name };
}

export const MAPS = 5;
/** Trained to be readable, trained plainly, random with a trained reader, from equal starts; and silhouettes. */
const SHIPPED = ["digits", "digits_plain", "digits_random", "digits_equal", "cats_dogs"];
const LARGEST_RANDOM = 20; // hundredths: PyTorch starts nn.Conv2d(1, 5, 5) between -1/5 and 1/5

/** @param {string} filters of a shipped net, or of the one that the visitor has trained */
export const isTrained = (filters) => SHIPPED.includes(filters) || filters === TRAINED;

/** @param {(row: number, column: number) => number} weight in hundredths */
const kernelOf = (weight) => gridOf(KERNEL_SIZE, KERNEL_SIZE, weight);

const MIDDLE = 2;
/** Bright before dark is above zero. @param {number} place */
const edge = (place) => 10 * Math.sign(MIDDLE - place) + 0;

/** Kernels made by hand, each with the label of its name. @type {[label: string, kernel: Grid][]} */
export const HAND_MADE = [
  ["live.filter_vertical", kernelOf((_, column) => edge(column))],
  ["live.filter_horizontal", kernelOf((row) => edge(row))],
  ["live.filter_diagonal", kernelOf((row, column) => edge((row + column) / 2))],
  ["live.filter_spot", kernelOf((row, column) => (row === MIDDLE && column === MIDDLE ? 48 : -2))],
  ["live.filter_blur", kernelOf(() => 4)],
];

/** The same for the same seed. @param {number} seed @returns {Grid[]} */
export function randomKernels(seed) {
  const { whole } = chanceFrom(seed);
  return Array.from({ length: MAPS }, () => kernelOf(() => whole(-LARGEST_RANDOM, LARGEST_RANDOM)));
}

/** @param {Record<string, Net>} nets @param {Pick<Settings, "filters" | "seed">} chosen */
export function kernelsOf(nets, { filters, seed }) {
  if (filters === "hand_made") return HAND_MADE.map(([, kernel]) => kernel);
  if (filters === "random") return randomKernels(seed);
  return nets[filters].kernels.map((weights) =>
    kernelOf((row, column) => weights[row * KERNEL_SIZE + column]),
  );
}

/** @typedef {ReturnType<typeof received>} Received @typedef {ReturnType<typeof compute>} Network */

/** Every layer as grids, in the whole numbers of kit/pictures/nets.js; biases in hundredths. @param {Pick<Received, "pixels" | "nets">} received @param {Settings} chosen */
export function compute({ pixels, nets }, chosen) {
  const picture = { height: SIDE, width: SIDE, values: Float64Array.from(pixels) };
  const input = moved(picture, chosen.down, chosen.right);
  const kernels = kernelsOf(nets, chosen);
  const biases = chosen.bias.map((bias) => Math.round(bias * HUNDREDTH));
  const maps = mapsOf(input, kernels, biases, chosen);
  const reader = chosen.scores && isTrained(chosen.filters) ? readerOf(nets[chosen.filters]) : null;
  const { scores, shares } = reader ? read(maps.pool, reader) : { scores: null, shares: null };
  return { input, kernels, biases, ...maps, reader, scores, shares };
}

/** The class of the highest score, the first of equals; -1 without scores. @param {Network} network */
export const answerOf = ({ scores }) => (scores ? argmax(scores) : -1);

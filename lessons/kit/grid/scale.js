/** Colours of numbers, and what they mean: blue above zero, orange below, brightness for pictures. */

import { formatNumber } from "../arithmetic/rounding.js";
import { make, setText } from "../dom/dom.js";

/** @typedef {{ background: string, ink: string }} Paint the colours of one cell */

/** @type {Record<Theme, { positive: string[], negative: string[], darkest: string, brightest: string, never: string, veil: string }>} */
const STOPS = {
  light: {
    positive: ["#fbfaf8", "#d2e3f6", "#86b4e6", "#3477c4", "#0f4486"],
    negative: ["#fbfaf8", "#fbe0c8", "#efa860", "#c8640f", "#843a02"],
    darkest: "#b9b4ac",
    brightest: "#ffffff",
    never: "#77726b",
    veil: "#ffffff",
  },
  dark: {
    positive: ["#262421", "#2b4466", "#3c74bb", "#5f9fec", "#a5d0ff"],
    negative: ["#262421", "#533519", "#a35d22", "#e38a3c", "#ffc590"],
    darkest: "#171a1d",
    brightest: "#7d7a75",
    never: "#8f8a82",
    veil: "#1e1d1a",
  },
};

/** @typedef {[number, number, number]} Rgb red, green, blue, 0 to 255 */

/** @param {string} hex @returns {Rgb} */
function parse(hex) {
  const value = Number.parseInt(hex.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

/** @param {Rgb} from @param {Rgb} to @param {number} part @returns {Rgb} */
const mix = (from, to, part) =>
  /** @type {Rgb} */ (from.map((start, i) => Math.round(start + (to[i] - start) * part)));

/** @param {Rgb} colour relative luminance, WCAG 2.2 */
function luminance(colour) {
  const [r, g, b] = colour.map((channel) => {
    const part = channel / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** Pure black or pure white, whichever contrasts more. @param {Rgb} background @returns {Paint} */
function paintOn(background) {
  const light = luminance(background) + 0.05;
  const ink = light / 0.05 >= 1.05 / light ? "#000" : "#fff";
  return { background: `rgb(${background.join(" ")})`, ink };
}

/** As a style. @param {Paint} paint */
export const styleOf = ({ background, ink }) => `background: ${background}; color: ${ink}`;

/** The colour of a signed number on a scale from -limit to +limit. @param {number} value @param {number} limit @param {Theme} theme @returns {Rgb} */
export function signedColour(value, limit, theme) {
  const stops = value < 0 ? STOPS[theme].negative : STOPS[theme].positive;
  const place = limit > 0 ? Math.min(Math.abs(value) / limit, 1) * (stops.length - 1) : 0;
  const below = Math.min(Math.floor(place), stops.length - 2);
  return mix(parse(stops[below]), parse(stops[below + 1]), place - below);
}

/** @param {number} value @param {number} limit @param {Theme} theme */
export const signedPaint = (value, limit, theme) => paintOn(signedColour(value, limit, theme));

/** The brightness of an input number between 0 and `maximum`. @param {number} value @param {number} maximum @param {Theme} theme @returns {Paint} */
export function numberPaint(value, maximum, theme) {
  const part = Math.min(Math.max(value / maximum, 0), 1);
  return paintOn(mix(parse(STOPS[theme].darkest), parse(STOPS[theme].brightest), part));
}

/** True brightness of a pixel, 0 black to 1 white, alike in both themes. @param {number} value @returns {Rgb} */
export function greyColour(value) {
  const level = Math.round(Math.min(Math.max(value, 0), 1) * 255);
  return [level, level, level];
}

const VEIL = 0.55; // how much of a pixel that is never read the veil hides

/** The lines over such pixels. @param {Theme} theme */
export const hatchColour = (theme) => parse(STOPS[theme].never);

/** @param {number} value */
export const greyPaint = (value) => paintOn(greyColour(value));

/** The four bytes of a pixel, opaque, as one number. @param {Rgb} colour */
export const pixelOf = ([red, green, blue]) =>
  new Uint32Array(Uint8Array.of(red, green, blue, 255).buffer)[0];

const SHADES = 1024;
/** Each scale from -1 to +1: a picture has too many cells to mix a colour for each. @type {Map<string, Uint32Array>} */
const tables = new Map();

/** The colours of numbers as pixels. @param {string} name under which their table is kept @param {(value: number) => Rgb} colour @param {number} [limit] @returns {(value: number) => number} */
function pixelsOf(name, colour, limit = 1) {
  const half = SHADES / 2;
  const made = () => Array.from({ length: SHADES + 1 }, (_, at) => pixelOf(colour((at - half) / half)));
  const table = tables.get(name) ?? Uint32Array.from(made());
  tables.set(name, table);
  const scale = half / limit;
  return (value) => table[Math.round(Math.min(Math.max(value * scale, -half), half)) + half];
}

/** Those of signed numbers. @param {number} limit @param {Theme} theme */
export const signedPixels = (limit, theme) =>
  pixelsOf(`signed ${theme}`, (value) => signedColour(value, 1, theme), limit);

/** True brightness. @param {number} [white] the number that is white */
export const greyPixels = (white = 1) => pixelsOf("grey", greyColour, white);

/** Pixels that no window reads, under a veil. @param {Theme} theme */
export const veiledPixels = (theme) =>
  pixelsOf(`veiled ${theme}`, (value) => mix(greyColour(value), parse(STOPS[theme].veil), VEIL));

/** @param {Kit} kit */
export function createLegend(kit) {
  const [lowest, highest] = [make("span"), make("span")];
  const { negative, positive } = STOPS[kit.theme];
  const stops = [...negative].reverse().concat(positive.slice(1)).join(", ");
  const strip = make("i.own-line.boxed", { style: `background: linear-gradient(to right, ${stops})` });
  const zero = make("span.zero.own-line", "0");
  return {
    element: make("p.legend.in-row.muted", lowest, make("span.strip.centred", strip, zero), highest),
    show(/** @type {number} */ limit) {
      setText(lowest, formatNumber(-limit));
      setText(highest, `+${formatNumber(limit)}`);
    },
  };
}

/** Korean particles: which form follows a number, a word or a sign, by how it is read aloud. The twin of particles.py. */

import { READINGS } from "./readings.js";

/** Where no line may end: the browser's part of unbroken.py. */
const PLACES = [/([)\]”’」』%°$][`*]*)(?=[가-힣])/g, /\b(Sobel-)(?=[xy]\b)/g];

/** A sentence in which what belongs together is joined. @param {string} text */
export const unbroken = (text) => PLACES.reduce((now, place) => now.replace(place, "$1\u2060"), text);

/** After a final consonant, after a vowel. @type {Record<string, [string, string]>} */
const PAIRS = {
  은는: ["은", "는"],
  이가: ["이", "가"],
  을를: ["을", "를"],
  과와: ["과", "와"],
  으로로: ["으로", "로"],
  이나나: ["이나", "나"],
  이라라: ["이라", "라"],
  이란란: ["이란", "란"],
};
const SILENT = /[ \u00a0\n`*_"'”’」』.,!?:;…]+$/;
const FINAL_RIEUL = 8;

/** @param {keyof typeof READINGS} kind @param {string} name */
const find = (kind, name) => (Object.hasOwn(READINGS[kind], name) ? READINGS[kind][name] : null);

/** What is read last before a closing bracket: 계층(layer) -> 계층, Conv2d(1, 5) -> 1, 5. @param {string} text */
function beforeBracket(text) {
  let depth = 0;
  for (let place = text.length - 1; place >= 0; place--) {
    depth += Number(")]".includes(text[place])) - Number("([".includes(text[place]));
    if (depth > 0) continue;
    const [before, inside] = [text.slice(0, place), text.slice(place + 1, -1)];
    return /[가-힣0-9][`*]*$/.test(before) || !inside.trim() ? before : inside;
  }
  return text.slice(0, -1);
}

/** The reading of the Latin word that `text` ends in; undefined if it ends in none, null if nobody knows. @param {string} text */
function latinReading(text) {
  const name = text.match(/[A-Za-z_][A-Za-z0-9_]*$/)?.[0];
  if (name === undefined) return undefined;
  const lastPart = name.slice(name.lastIndexOf("_") + 1);
  const known = find("word", name.toLowerCase()) ?? find("word", lastPart.toLowerCase());
  if (known) return known;
  if (/[0-9]$/.test(text)) return undefined;
  const isSpelled = name.length === 1 || /^[A-Z0-9]*[A-Z][A-Z0-9]*$/.test(lastPart) || name.at(-2) === "_";
  return isSpelled ? find("letter", text.slice(-1).toUpperCase()) : null;
}

/** Hangul whose last syllable is how `text` ends when it is read aloud; null if nobody knows. @param {string} text */
function reading(text) {
  let read = text.normalize("NFC").replace(SILENT, "");
  while (/[)\]]$/.test(read)) read = beforeBracket(read).replace(SILENT, "");
  const last = read.slice(-1);
  if (last >= "가" && last <= "힣") return last;
  const sign = find("symbol", last);
  if (sign) return sign;
  const latin = latinReading(read);
  return latin === undefined ? find("digit", last) : latin;
}

/** `text` with its particle: "3" and "은는" make "3은"; an unknown word gets both forms. @param {string} text @param {string} pair */
export function particle(text, pair) {
  const [consonant, vowel] = PAIRS[pair];
  const read = reading(text);
  if (!read) return `${text}${consonant}(${vowel})`;
  const final = (read.charCodeAt(read.length - 1) - "가".charCodeAt(0)) % 28;
  return text + (final === 0 || (pair === "으로로" && final === FINAL_RIEUL) ? vowel : consonant);
}

/**
 * `template` with its values put in: {a} as it is, {a|이가} with the particle that fits; {a|cell|cells} is the
 * first word where the value is 1, else the second.
 * @param {string} template
 * @param {Record<string, string | number>} values
 */
export function fill(template, values) {
  const filled = template.replace(/\{(\w+)(?:\|([^|{}]+))?(?:\|([^|{}]+))?\}/g, (_, name, first, many) => {
    const value = String(values[name]);
    if (many) return value === "1" ? first : many;
    return first ? particle(value, first) : value;
  });
  return unbroken(filled);
}

// @ts-check
/** Korean particles after numbers and Hangul: the browser's part of particles.py. */

import { unbroken } from "./unbroken.js";

/** After a final consonant, after a vowel. @type {Record<string, [string, string]>} */
const PAIRS = {
  은는: ["은", "는"],
  이가: ["이", "가"],
  을를: ["을", "를"],
  과와: ["과", "와"],
  으로로: ["으로", "로"],
  이라라: ["이라", "라"],
};
const DIGITS = ["영", "일", "이", "삼", "사", "오", "육", "칠", "팔", "구"];
const FINAL_RIEUL = 8;

/**
 * @param {string} text a number or a Korean word
 * @param {string} pair such as "은는"
 */
export function particle(text, pair) {
  const [consonant, vowel] = PAIRS[pair];
  const last = text
    .normalize("NFC")
    .replace(/[\s)\]"”.,`]+$/, "")
    .slice(-1);
  const syllable = last >= "0" && last <= "9" ? DIGITS[Number(last)] : last;
  if (!(syllable >= "가" && syllable <= "힣")) return `${text}${consonant}(${vowel})`;
  const final = (syllable.charCodeAt(0) - "가".charCodeAt(0)) % 28;
  return text + (final === 0 || (pair === "으로로" && final === FINAL_RIEUL) ? vowel : consonant);
}

/**
 * `template` with its values put in: {a} as it is, {a|이가} with the particle that fits.
 * @param {string} template
 * @param {Record<string, string | number>} values
 */
export function fill(template, values) {
  const filled = template.replace(/\{(\w+)(?:\|([가-힣]+))?\}/g, (_, name, pair) => {
    const value = String(values[name]);
    return pair ? particle(value, pair) : value;
  });
  return unbroken(filled);
}

// @ts-check
/** Korean particles after numbers and Hangul: the browser's part of particles.py. */

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
 * `template` with its values put in: {a} as it is, {a|이가} with the particle that fits; {a|cell|cells} is the
 * first word where the value is 1, else the second.
 * @param {string} template
 * @param {Record<string, string | number>} values
 */
export function fill(template, values) {
  return template.replace(/\{(\w+)(?:\|([^|{}]+))?(?:\|([^|{}]+))?\}/g, (_, name, first, many) => {
    const value = String(values[name]);
    if (many) return value === "1" ? first : many;
    return first ? particle(value, first) : value;
  });
}

// What each lesson's figure tells Python in random states that a visitor can bring about, as JSON by lesson.
import { readFileSync } from "node:fs";

/**
 * @typedef {import("../../lessons/kit/settings/address.js").Setting} Setting
 * @typedef {import("../../lessons/kit/settings/address.js").Settings} Settings
 * @typedef {import("../../lessons/kit/settings/address.js").Value} Value
 */

const { lessons, root, runs } = JSON.parse(readFileSync(0, "utf8"));
const { randomFrom } = await import(`${root}/kit/quiz/shuffle.js`);
const { withinLimits } = await import(`${root}/kit/settings/address.js`);
const random = randomFrom(7);
/** @param {[number, number]} limits */
const whole = ([lowest, highest]) => lowest + Math.floor(random() * (highest - lowest + 1));

/** @param {Setting} setting @param {Settings} settings @returns {Value} */
function chosenFor({ initial, names, limits }, settings) {
  if (random() < 0.2) return initial;
  if (names && (!limits || random() < 0.2)) return names[whole([0, names.length - 1])];
  if (!limits) return initial;
  const within = limits(settings);
  if (typeof initial === "number") return whole(within);
  const pair = Array.isArray(initial) ? initial : [0, 0]; // a pair that starts as a word
  return pair.map(() => whole(within));
}

/** @param {{ settings: Record<string, Setting> }} figure */
function stateOf({ settings: known }) {
  /** @type {Settings} */
  const wanted = {};
  for (const [name, setting] of Object.entries(known)) {
    const now = withinLimits(known, wanted);
    wanted[name] = setting.keep(chosenFor(setting, now), now);
  }
  return withinLimits(known, wanted);
}

/** @type {Record<string, object[]>} */
const told = {};
for (const lesson of lessons) {
  const { figure } = await import(`${root}/${lesson}/figure.js`);
  // A figure on the new plan tells nothing; what it asks is in tests/oracle/asked.js.
  told[lesson] = figure.tell ? Array.from({ length: runs }, () => figure.tell(stateOf(figure))) : [];
}
console.log(JSON.stringify(told));

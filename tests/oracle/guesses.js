// What a figure asks before it shows a state: the folder of the lessons is an argument, so that a copy with a planted
// fault can be asked as well; by lesson, states on stdin, and on stdout what each is, and what is right and wrong of it.

import "./fetch_files.js";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const wanted = Object.entries(JSON.parse(readFileSync(0, "utf8")));
/** @param {string[]} parts @returns {Promise<any>} */
const load = (...parts) => import(pathToFileURL(join(process.argv[2], ...parts)).href);
const { withinLimits } = await load("kit", "settings", "address.js");
const { askedOf } = await load("kit", "settings", "table.js");
const kit = { label: (/** @type {string} */ id) => id };

/** @param {any} lesson @param {any} each */
function guessOf({ settings, table, asked, compute, question }, each) {
  const chosen = withinLimits(settings, each);
  const [guess] = question(kit, chosen, 0, question.length > 3 ? compute(chosen) : null);
  const options = guess?.options ?? [];
  const texts = (/** @type {boolean} */ isRight) =>
    options
      .filter((/** @type {any} */ { rule }) => (rule === null) === isRight)
      .map((/** @type {any} */ { text }) => text);
  return {
    chosen,
    state: asked?.(chosen) ?? askedOf(table, chosen),
    right: texts(true),
    wrong: texts(false),
  };
}

const given = wanted.map(async ([name, states]) => {
  const { figure } = await load(name, "figure.js");
  return states.map((/** @type {any} */ each) => guessOf(figure.lesson, each));
});
process.stdout.write(JSON.stringify(await Promise.all(given)));

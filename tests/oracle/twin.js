// Run many calls of the JavaScript twin in one process: [name, arguments] pairs on stdin, answers on stdout.
// The folder of the modules is an argument, so that a copy with a planted fault can be run as well.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const folder = process.argv[2];
const names = readdirSync(folder).filter((name) => name.endsWith(".js"));
const modules = await Promise.all(names.map((name) => import(pathToFileURL(join(folder, name)).href)));
/** @type {Record<string, any>} */
const functions = Object.assign({}, ...modules);

/** A grid's values arrive as a plain list. @param {string} _key @param {any} value */
const decode = (_key, value) =>
  value && Array.isArray(value.values) ? { ...value, values: Float64Array.from(value.values) } : value;

/** JSON knows no infinity: it goes as a word. @param {string} _key @param {any} value @returns {any} */
const encode = (_key, value) => {
  if (ArrayBuffer.isView(value)) {
    return Array.from(/** @type {Float64Array} */ (value), (number) => encode("", number));
  }
  return typeof value === "number" && !Number.isFinite(value) ? String(value) : value;
};

/** @type {[string, any[]][]} */
const calls = JSON.parse(readFileSync(0, "utf8"), decode);
const answers = calls.map(([name, values]) => {
  try {
    return { answer: functions[name](...values) };
  } catch (/** @type {any} */ error) {
    if (error instanceof functions.GeometryError) {
      return { refused: error.reason, values: error.values };
    }
    return { crashed: String(error) };
  }
});
process.stdout.write(JSON.stringify(answers, encode));

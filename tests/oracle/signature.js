// What the figure of a signature says of many argument sets, in one process: settings on stdin, answers on stdout.
// The folder of the lessons is an argument, so that a copy with a planted fault can be run as well.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [, , folder, lesson] = process.argv;
/** @param {string} file @returns {Promise<any>} */
const load = (file) => import(pathToFileURL(join(folder, file)).href);
const { withinLimits } = await load("kit/settings/address.js");
/** A lesson of the new plan keeps what is pure in a room of its own. */
const isNew = existsSync(join(folder, lesson, "model"));
const room = isNew ? `${lesson}/model` : lesson;
const { settings, tell } = await load(isNew ? `${room}/limits.js` : `${room}/settings.js`);
const layer = await load(`${room}/layer.js`);
const fixes = await load(isNew ? `${room}/fixes.js` : `${room}/mends.js`);
const suggested = fixes.suggestedFixes ?? fixes.mendsOf;
const told = tell ?? (await asked());

/** What is asked of Python, and how many lines its answer has. */
async function asked() {
  const { askedOf } = await load("kit/settings/table.js");
  const { table } = await load(`${room}/table.js`);
  const { codeLines } = await load(`${room}/code_lines.js`);
  /** @param {any} chosen */
  return (chosen) => ({ state: askedOf(table, chosen), lines: codeLines(chosen) });
}

/** @param {any} wanted */
const report = (wanted) => {
  const chosen = withinLimits(settings, wanted);
  const mends = suggested(chosen).map((/** @type {any} */ mend) => {
    const mended = withinLimits(settings, { ...chosen, ...mend.changes });
    const reason = layer.refusalOf(mended)?.reason ?? null;
    return { ...mend, call: layer.codeOf(mended), input: layer.inputShape(mended), reason };
  });
  return {
    call: layer.codeOf(chosen),
    input: layer.inputShape(chosen),
    reason: layer.refusalOf(chosen)?.reason ?? null,
    output: layer.outputOf(chosen),
    weight: layer.weightShape?.(chosen) ?? null,
    count: layer.parameterCount?.(chosen) ?? null,
    told: told(chosen),
    mends,
  };
};

process.stdout.write(JSON.stringify(JSON.parse(readFileSync(0, "utf8")).map(report)));

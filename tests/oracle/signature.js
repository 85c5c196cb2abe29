// What the figure of a signature says of many argument sets, in one process: settings on stdin, answers on stdout.
// The folder of the lessons is an argument, so that a copy with a planted fault can be run as well.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [, , folder, lesson] = process.argv;
/** @param {string} file @returns {Promise<any>} */
const load = (file) => import(pathToFileURL(join(folder, file)).href);
const { withinLimits } = await load("kit/settings/address.js");
const { codeOf } = await load("kit/settings/call.js");
const { askedOf } = await load("kit/settings/table.js");
const layer = await load(`${lesson}/model/limits.js`);
const { settings, table, suggestedFixes } = layer;

/** @param {any} wanted */
const report = (wanted) => {
  const chosen = withinLimits(settings, wanted);
  const mends = suggestedFixes(chosen).map((/** @type {any} */ mend) => {
    const mended = withinLimits(settings, { ...chosen, ...mend.changes });
    const reason = layer.refusalOf(mended)?.reason ?? null;
    return { ...mend, call: codeOf(table, mended), input: layer.inputShape(mended), reason };
  });
  return {
    call: codeOf(table, chosen),
    input: layer.inputShape(chosen),
    reason: layer.refusalOf(chosen)?.reason ?? null,
    output: layer.outputOf(chosen),
    weight: layer.weightShape?.(chosen) ?? null,
    count: layer.parameterCount?.(chosen) ?? null,
    state: askedOf(table, chosen),
    mends,
  };
};

process.stdout.write(JSON.stringify(JSON.parse(readFileSync(0, "utf8")).map(report)));

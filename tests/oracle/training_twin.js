// Train in node as the Worker does in a browser: digits and runs on stdin, weights and numbers on stdout. Each run names
// its folder of lessons, so that a copy with a planted fault is run beside the true one.

import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** @param {string} lessons */
async function load(lessons) {
  const of = (/** @type {string} */ name) =>
    import(pathToFileURL(join(lessons, "training/model", name)).href);
  const [trainer, digits, file] = await Promise.all(["trainer.js", "digits.js", "data_file.js"].map(of));
  return { ...trainer, ...digits, ...file };
}

/** @typedef {{ lessons: string, setup: any, updates: number[], file: string, measured: boolean }} Run */
/** @type {{ digits: string, runs: Run[] }} */
const { digits, runs } = JSON.parse(readFileSync(0, "utf8"));
/** @param {Float64Array} weights */
const packed = (weights) => Buffer.from(weights.buffer).toString("base64");
const bytes = new Uint8Array(Buffer.from(digits, "base64"));
const answers = [];
for (const { lessons, setup, updates, file, measured } of runs) {
  const { Trainer, partsOf, dataFile, SIDE } = await load(lessons);
  const parts = partsOf(bytes);
  const own = {
    pixels: parts.unseen.pixels.slice(0, setup.own * SIDE ** 2),
    classes: parts.unseen.classes.slice(0, setup.own).map((/** @type {number} */ digit) => (digit + 1) % 10),
  };
  const trainer = new Trainer(parts, setup, own);
  const start = packed(trainer.weights);
  const losses = [];
  const moments = [];
  const last = Math.max(...updates);
  for (let done = 0; done <= last; done++) {
    if (updates.includes(done)) {
      const hash = createHash("sha256").update(trainer.weights).digest("hex");
      moments.push({ weights: packed(trainer.weights), hash, ...(measured && trainer.measure()) });
    }
    if (done < last) losses.push(trainer.update());
  }
  if (file) {
    const archive = dataFile(trainer.practised, trainer.unseen, setup);
    writeFileSync(file, Buffer.from(await archive.arrayBuffer()));
  }
  answers.push({ start, losses, moments });
}
process.stdout.write(JSON.stringify(answers));

// Train in node as the Worker does in a browser: digits and setups on stdin, weights and numbers on stdout. The folder
// of the lessons is an argument, so that a copy with a planted fault can be run as well.

import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const load = (/** @type {string} */ name) =>
  import(pathToFileURL(join(process.argv[2], "training/model", name)).href);
const [{ Trainer }, { partsOf }, { dataFile }] = await Promise.all(
  ["trainer.js", "digits.js", "data_file.js"].map(load),
);
/** @type {{ digits: string, runs: { setup: any, updates: number[], file?: string }[] }} */
const { digits, runs } = JSON.parse(readFileSync(0, "utf8"));
const parts = partsOf(new Uint8Array(Buffer.from(digits, "base64")));
const answers = [];
for (const { setup, updates, file } of runs) {
  const trainer = new Trainer(parts, setup);
  const start = [...trainer.weights];
  const losses = [];
  const moments = [];
  for (let done = 0; done <= Math.max(...updates); done++) {
    if (updates.includes(done)) {
      const hash = createHash("sha256").update(trainer.weights).digest("hex");
      moments.push({ weights: [...trainer.weights], hash, ...(file && trainer.measure()) });
    }
    if (done < Math.max(...updates)) losses.push(trainer.update());
  }
  if (file) {
    const archive = dataFile(trainer.practised, trainer.unseen, setup);
    writeFileSync(file, Buffer.from(await archive.arrayBuffer()));
  }
  answers.push({ start, losses, moments });
}
process.stdout.write(JSON.stringify(answers));

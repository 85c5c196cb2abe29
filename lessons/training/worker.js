/**
 * The Worker that trains: the page stays free, and the server does nothing. It fetches the digits itself, when it is
 * started, and rests now and then so that a pause is heard.
 */

import { dataFile } from "./model/data_file.js";
import { partsOf } from "./model/digits.js";
import { isKept, Trainer } from "./model/trainer.js";

/** @import { Digits } from "./model/digits.js" */
/** @import { Setup } from "./model/limits.js" */
/**
 * @typedef {{ kind: "start", setup: Setup, own: Digits } | { kind: "run", until: number } | { kind: "pause" } | { kind: "save" }} Order
 *
 * @typedef {{ kind: "checkpoint" } & import("./model/trainer.js").Checkpoint} Made
 * @typedef {{ kind: "progress", update: number } | Made | { kind: "paused", update: number } | { kind: "file", file: Blob } | { kind: "failed" }} Report
 */

const REPORTED = 250; // ms between two reports
const WORKED = 40; // ms after which a message is let in
const FILE = new URL("../data/training.bin", import.meta.url);

/** @type {Promise<Trainer> | null} */
let starting = null;
let until = 0;
let isRunning = false;

/** @param {Report} said */
const report = (said) => postMessage(said);

/** @param {Setup} setup @param {Digits} own */
async function start(setup, own) {
  const answer = await fetch(FILE);
  if (!answer.ok) throw new Error(`${FILE.pathname}: ${answer.status}`);
  return new Trainer(partsOf(new Uint8Array(await answer.arrayBuffer())), setup, own);
}

async function run() {
  const trainer = await starting;
  if (isRunning || !trainer) return;
  isRunning = true;
  let [reported, rested, kept] = [performance.now(), performance.now(), -1];
  const keepOnce = () => {
    const { updates: update, weights } = trainer;
    if (kept !== update)
      report({ kind: "checkpoint", update, weights: weights.slice(), ...trainer.measure() });
    kept = update;
  };
  if (trainer.updates === 0) keepOnce();
  while (trainer.updates < until) {
    trainer.update();
    if (isKept(trainer.updates)) keepOnce();
    if (performance.now() - reported > REPORTED) {
      reported = performance.now();
      report({ kind: "progress", update: trainer.updates });
    }
    if (performance.now() - rested > WORKED) {
      await new Promise((done) => setTimeout(done)); // let a message in
      rested = performance.now();
    }
  }
  keepOnce();
  isRunning = false;
  report({ kind: "paused", update: trainer.updates });
}

/** @param {Order} order */
async function take(order) {
  if (order.kind === "start") starting = start(order.setup, order.own);
  if (order.kind === "pause") until = 0;
  if (order.kind === "run") {
    until = order.until;
    await run();
  }
  const trainer = await starting;
  if (order.kind === "save" && trainer)
    report({ kind: "file", file: dataFile(trainer.practised, trainer.unseen, trainer.setup) });
}

addEventListener("message", ({ data }) => {
  take(data).catch(() => report({ kind: "failed" }));
});

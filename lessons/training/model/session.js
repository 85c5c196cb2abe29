/** The run that a tab has under way: its Worker, its film, and the run it is compared with; and what is to be seen of it in a state. It outlives the figure's elements. */

import { largestOf, latest } from "../../kit/arithmetic/grid.js";
import { rememberedOne } from "../../kit/dom/storage.js";
import { setupOf } from "./limits.js";
import { NETS } from "./nets.js";
import { indexAt, startOf, TOTAL, withCheckpoint } from "./trainer.js";

/** @import { Checkpoint } from "./trainer.js" */
/** @import { Settings, Setup } from "./limits.js" */

class Session {
  /** @type {"still" | "coming" | "training" | "failed"} */
  state = "still";
  /** @type {Checkpoint[]} */
  film = [];
  /** @type {Setup | null} of the film */
  setup = null;
  /** How far the run is; the film may stand anywhere before. */
  reached = 0;
  /** A run that others are compared with. @type {{ setup: Setup, film: Checkpoint[] } | null} */
  kept = null;
  /** The visitor's own digits, practised behind the shipped ones. @type {import("./digits.js").Digits} */
  own = { pixels: new Uint8Array(), classes: new Uint8Array() };
  ownOfRun = this.own;
  /** @type {(update: number) => void} called whenever something has come: a moment of the film, or -1 for mere progress */
  onReport = () => {};
  /** @type {Worker | null} */
  #worker = null;
  /** Who waits for a file, in the order in which they asked. @type {{ done: (file: Blob) => void, fail: (why: Error) => void }[]} */
  #waiting = [];

  /** Whether the film is of this run. @param {Setup} setup */
  isOf(setup) {
    return JSON.stringify(this.setup) === JSON.stringify(setup) && this.own === this.ownOfRun;
  }

  /** Train on, or anew where the run is another one. @param {Setup} setup @param {number} until */
  train(setup, until) {
    if (!this.isOf(setup) || !this.#worker) this.#begin(setup);
    this.state = this.film[0].unseen ? "training" : "coming";
    this.#send({ kind: "run", until: Math.min(until, TOTAL) });
  }

  pause() {
    if (this.state === "training" || this.state === "coming") this.#send({ kind: "pause" });
  }

  /** Back to the start: the film is empty, and the same run would fill it again. */
  rewind() {
    this.#end();
    Object.assign(this, { film: [], setup: null, reached: 0, state: "still" });
  }

  /** The film becomes what the next one is compared with; again: it no longer is. */
  keep() {
    this.kept = this.kept || !this.setup ? null : { setup: this.setup, film: this.film };
  }

  /** Practise one more digit. @param {Uint8Array} pixels in hundredths @param {number} answer */
  addOwn(pixels, answer) {
    const { pixels: before, classes } = this.own;
    this.own = { pixels: Uint8Array.of(...before, ...pixels), classes: Uint8Array.of(...classes, answer) };
  }

  /** The data for the code of the page, refused where the run ends before. @param {Setup} setup @returns {Promise<Blob>} */
  save(setup) {
    if (!this.isOf(setup) || !this.#worker) this.#begin(setup);
    return new Promise((done, fail) => {
      this.#waiting.push({ done, fail });
      this.#send({ kind: "save" });
    });
  }

  /** @param {Setup} setup */
  #begin(setup) {
    this.#end();
    this.setup = setup;
    this.ownOfRun = this.own;
    this.film = [{ update: 0, weights: startOf(setup), practised: null, unseen: null }];
    this.reached = 0;
    this.#worker = new Worker(new URL("../worker.js", import.meta.url), { type: "module" });
    this.#worker.onmessage = ({ data }) => this.#take(data);
    this.#worker.onerror = () => this.#fail();
    this.#send({ kind: "start", setup, own: this.own });
  }

  #end() {
    this.#worker?.terminate();
    this.#worker = null;
    for (const { fail } of this.#waiting.splice(0)) fail(new Error("its run has ended"));
  }

  #fail() {
    this.#end();
    this.state = "failed";
    this.onReport(this.reached);
  }

  /** @param {import("../worker.js").Order} order */
  #send(order) {
    this.#worker?.postMessage(order);
  }

  /** @param {import("../worker.js").Report} report */
  #take(report) {
    if (report.kind === "failed") return this.#fail();
    if (report.kind === "file") return this.#waiting.shift()?.done(report.file);
    this.reached = report.update;
    if (report.kind === "checkpoint") {
      const { update, weights, practised, unseen } = report;
      this.film = withCheckpoint(this.film, { update, weights, practised, unseen });
    }
    this.state = report.kind === "paused" ? "still" : "training";
    this.onReport(report.kind === "progress" ? -1 : report.update);
  }
}

/** The one of this tab. */
export const [session] = rememberedOne(() => new Session());

/** @typedef {ReturnType<typeof compute>} Numbers */

const LEAST_SCALE = { conv: 0.4, dense: 0.1 }; // a pixel has many weights, so each starts small

/** The largest weight that is shown, rounded up so that the scale seldom changes. @param {Checkpoint[]} film @param {import("./nets.js").NetName} net */
export function scaleOf(film, net) {
  const largest = largestOf(film.flatMap(({ weights }) => NETS[net].weightsShown(weights)));
  let scale = LEAST_SCALE[net];
  while (scale < largest && scale < 1e6) scale *= 2;
  return scale;
}

/** What a run would start from. */
const start = latest(startOf, ({ net, seed, filters }) => [net, seed, filters]);

/** The film, never empty, and which of it is shown; whether it is of another run than is set; how many digits the run practises, the visitor's own among them; the scale of all weights that are shown. @param {Settings} chosen */
export function compute(chosen) {
  const run = session();
  const wanted = setupOf(chosen);
  const setup = run.setup ?? wanted;
  const film =
    run.film.length > 0 ? run.film : [{ update: 0, weights: start(wanted), practised: null, unseen: null }];
  const at = Math.max(indexAt(film, chosen.update), 0);
  return {
    ...{ setup, film, at, now: film[at], scale: scaleOf(film, setup.net) },
    digits: setup.digits + run.ownOfRun.classes.length,
    isOther: run.setup !== null && !run.isOf(wanted),
    ...{ state: run.state, reached: run.reached, isComplete: run.reached >= TOTAL },
    kept: run.kept?.film === film ? null : run.kept, // a film is not compared with itself
  };
}

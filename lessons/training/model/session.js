/** The run that a tab has under way: its Worker, its film, and the run it is compared with. It outlives the figure's elements. */

import { remembered } from "../../kit/dom/remembered.js";
import { TOTAL, withCheckpoint } from "./film.js";
import { startOf } from "./recipe.js";

/** @import { Digits } from "./digits.js" */
/** @import { Checkpoint } from "./film.js" */
/** @import { Setup } from "./recipe.js" */
/**
 * @typedef {"still" | "coming" | "training" | "failed"} State
 *
 * @typedef {{ setup: Setup, film: Checkpoint[] }} Kept a run that others are compared with
 */

/** The visitor's own digits, practised behind the shipped ones. @returns {Digits} */
const none = () => ({ pixels: new Uint8Array(), classes: new Uint8Array() });

class Session {
  /** @type {State} */
  state = "still";
  /** @type {Checkpoint[]} */
  film = [];
  /** @type {Setup | null} of the film */
  setup = null;
  /** How far the run is; the film may stand anywhere before. */
  reached = 0;
  /** @type {Kept | null} */
  kept = null;
  own = none();
  ownOfRun = this.own;
  /** ms that an update takes, with what is measured in between */
  pace = 0;
  /** @type {(update: number) => void} called whenever something has come: a moment of the film, or -1 for mere progress */
  onReport = () => {};
  /** @type {Worker | null} */
  #worker = null;
  /** @type {((file: Blob) => void) | null} */
  #onFile = null;
  #began = { at: 0, update: 0 };

  /** Whether the film is of this run. @param {Setup} setup */
  isOf(setup) {
    return JSON.stringify(this.setup) === JSON.stringify(setup) && this.own === this.ownOfRun;
  }

  /** Train on, or anew where the run is another one. @param {Setup} setup @param {number} until */
  train(setup, until) {
    if (!this.isOf(setup) || !this.#worker) this.#begin(setup);
    this.state = this.film[0].unseen ? "training" : "coming";
    this.#began = { at: performance.now(), update: this.reached };
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

  /** The data for the code of the page. @param {Setup} setup @returns {Promise<Blob>} */
  save(setup) {
    if (!this.isOf(setup) || !this.#worker) this.#begin(setup);
    return new Promise((done) => {
      this.#onFile = done;
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
    if (report.kind === "file") return this.#onFile?.(report.file);
    this.reached = report.update;
    if (report.kind === "checkpoint") {
      const { update, weights, practised, unseen } = report;
      this.film = withCheckpoint(this.film, { update, weights, practised, unseen });
    }
    this.state = report.kind === "paused" ? "still" : "training";
    const done = this.reached - this.#began.update;
    if (done > 0) this.pace = (performance.now() - this.#began.at) / done;
    this.onReport(report.kind === "progress" ? -1 : report.update);
  }
}

/** @type {Map<"session", Session>} */
const memory = remembered();

/** The one of this tab. */
export function session() {
  const known = memory.get("session") ?? new Session();
  memory.set("session", known);
  return known;
}

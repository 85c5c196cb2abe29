/** Play, step and scrub. Nothing moves until it is asked to. A long way is played a row at a time. */

import { formatCount } from "../arithmetic/rounding.js";
import { icon, make, setText } from "../dom/dom.js";
import { createTrack } from "./track.js";

const STEP = 600; // ms a step takes at 1x
const ROW = 150; // ms a row takes at 1x
const FRAME = 40; // ms: what is shorter is shown several steps at once
const LONG = 1000; // steps from which on it plays by rows
const SPEEDS = [0.5, 1, 2, 4];
const MOST_TICKS = 24;
/** @typedef {[label: string, from: number, to: number]} Stretch steps that have a name, such as a layer's */

const ROUND = [1, 2, 5, 10, 25, 50, 100];

/** @param {Parameters<typeof icon>[0]} picture @param {string} name @param {() => void} press */
function iconButton(picture, name, press) {
  return make("button", { class: `plain ${picture}`, "aria-label": name, onclick: press }, icon(picture));
}

/** After which steps a tick stands: where rows end; of many rows every fifth, tenth or so. @param {number} steps @param {number} rowLength */
export function ticksOf(steps, rowLength) {
  const rows = Math.floor((steps - 1) / rowLength);
  const every = ROUND.find((each) => rows / each <= MOST_TICKS) ?? rows;
  return Array.from({ length: Math.floor(rows / every) }, (_, tick) => (tick + 1) * every * rowLength);
}

/** A step among all, as its label takes it. @param {number} step @param {number} steps */
export function countOf(step, steps) {
  return { i: formatCount(step), n: formatCount(steps) };
}

/** @param {number} step @param {number} steps */
export function shortCount(step, steps) {
  const { i, n } = countOf(step, steps);
  return `${i} / ${n}`;
}

export class Transport {
  #step = 1;
  #steps = 1;
  #start = 1; // the first step: 0 where nothing has been done yet
  #rowLength = 1;
  #speed = 1;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #playing;
  #kit;
  #onStep;
  #onPause;
  #play = make("button.play");
  #first;
  #back;
  #next;
  #scrub;
  #ticks = make("div.ticks", { "aria-hidden": true });
  #names = make("div.step-names", { "aria-hidden": true });
  /** @type {Stretch[]} */
  #stretches = [];
  #count = make("span.count", { "aria-hidden": true });
  #pace;
  /** What walks: the further buttons are no part of it. @type {HTMLElement[]} */
  #walking;
  #isIdle = false;
  element = make("div.transport");

  /**
   * @param {import("../dom/kit.js").Kit} kit @param {(step: number) => void} onStep
   * @param {() => void} onPause
   * @param {HTMLElement[]} extra further buttons, at the end of the row
   */
  constructor(kit, onStep, onPause, extra) {
    this.#kit = kit;
    this.#onStep = onStep;
    this.#onPause = onPause;
    this.#first = iconButton("first", kit.label("play.first"), () => this.#jump(this.#start));
    this.#back = iconButton("back", kit.label("play.back"), () => this.#jump(this.#step - 1));
    this.#next = iconButton("next", kit.label("play.next"), () => this.#jump(this.#step + 1));
    this.#play.addEventListener("click", () => (this.#playing ? this.pause() : this.#run()));
    this.#scrub = make("input", {
      type: "range",
      min: 1,
      step: 1,
      class: "scrub",
      "aria-label": kit.label("play.scrub"),
    });
    this.#scrub.addEventListener("input", () => this.#jump(Number(this.#scrub.value)));
    const speeds = SPEEDS.map((x) => make("option", { value: x, selected: x === 1 }));
    this.#pace = make("select.pace.more", { "aria-label": kit.label("play.speed") }, ...speeds);
    this.#writeSpeeds();
    this.#pace.addEventListener("change", () => this.#setPace(SPEEDS.indexOf(Number(this.#pace.value))));
    kit.signal.addEventListener("abort", () => clearTimeout(this.#playing));
    const buttons = make("div.buttons", this.#first, this.#back, this.#play, this.#next, ...extra);
    const track = createTrack(this.#scrub, this.#ticks);
    track.append(this.#names);
    this.element.append(buttons, track, this.#count, this.#pace);
    this.#walking = [this.#first, this.#back, this.#play, this.#next, track, this.#count, this.#pace];
    this.#showPlay();
  }

  /** There is nothing to walk, or how many steps there are is what is asked. @param {boolean} isIdle */
  rest(isIdle) {
    this.#isIdle = isIdle;
    for (const part of this.#walking) part.inert = isIdle;
    this.element.classList.toggle("waiting", isIdle);
  }

  /** @param {number} step @param {number} steps @param {number} rowLength @param {number} [start] the first step @param {Stretch[]} [stretches] what is written below the bar */
  show(step, steps, rowLength, start = 1, stretches = []) {
    if (steps !== this.#steps || rowLength !== this.#rowLength || this.#ticks.childElementCount === 0)
      this.#drawTicks(steps, rowLength);
    const wasLong = this.#isLong;
    this.#start = start;
    this.#stretches = stretches;
    [this.#step, this.#steps, this.#rowLength] = [step, steps, rowLength];
    if (this.#isLong !== wasLong) this.#writeSpeeds();
    this.#scrub.min = String(start);
    this.#scrub.max = String(steps);
    this.#scrub.value = String(step);
    this.#scrub.style.setProperty("--part", String((step - start) / Math.max(steps - start, 1)));
    this.#scrub.setAttribute("aria-valuetext", this.#kit.label("play.count", countOf(step, steps)));
    setText(this.#count, shortCount(step, steps));
    this.#showNames();
    for (const button of [this.#first, this.#back])
      button.setAttribute("aria-disabled", String(step <= start));
    this.#next.setAttribute("aria-disabled", String(step >= steps));
  }

  /** How fast steps follow each other when it plays. */
  get stepsPerSecond() {
    return 1000 / this.#interval;
  }

  get #isLong() {
    return this.#steps >= LONG;
  }

  /** Between two moves. */
  get #interval() {
    return (this.#isLong ? ROW : STEP) / this.#speed;
  }

  /** How many steps one move goes on. */
  get #stride() {
    return this.#isLong ? this.#rowLength : Math.ceil(FRAME / this.#interval);
  }

  #wait() {
    this.#playing = setTimeout(() => this.#tick(), Math.max(this.#interval, FRAME));
  }

  get isPlaying() {
    return this.#playing !== undefined;
  }

  pause = () => {
    if (!this.#playing) return;
    clearTimeout(this.#playing);
    this.#playing = undefined;
    this.#showPlay();
    this.#onPause();
  };

  /** Keys by their place on the keyboard: a Korean layout types other letters there. @param {KeyboardEvent} event */
  takeKey(event) {
    if (this.#isIdle || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const target = event.composedPath()[0];
    const onControl = target instanceof Element && target.closest("button, select, a, input[type=file]");
    if (event.code === "Space" && onControl) return;
    /** @type {Record<string, () => void>} */
    const keys = {
      Space: () => this.#play.click(),
      Comma: () => this.#jump(this.#step - 1),
      Period: () => this.#jump(this.#step + 1),
      BracketLeft: () => this.#setPace(SPEEDS.indexOf(this.#speed) - 1),
      BracketRight: () => this.#setPace(SPEEDS.indexOf(this.#speed) + 1),
    };
    if (!keys[event.code]) return;
    event.preventDefault();
    keys[event.code]();
  }

  #drawTicks(/** @type {number} */ steps, /** @type {number} */ rowLength) {
    const ticks = ticksOf(steps, rowLength).map((at) =>
      make("i", { style: `left: ${(100 * at) / Math.max(steps - 1, 1)}%` }),
    );
    this.#ticks.replaceChildren(...ticks);
  }

  /** Below the bar the name of each stretch, that of this step bold. */
  #showNames() {
    const names = this.#stretches.map(([label, from, to]) => {
      const place = (100 * ((from + to) / 2 - this.#start)) / Math.max(this.#steps - this.#start, 1);
      const isHere = this.#step >= from && this.#step <= to;
      const attributes = { style: `left: ${place}%`, class: isHere ? "here" : null };
      return make("span", attributes, this.#kit.label(label));
    });
    this.#names.replaceChildren(...names);
  }

  toggle = () => this.#play.click();

  /** @param {number} by how many steps */
  stepBy = (by) => this.#jump(this.#step + by);

  #jump(/** @type {number} */ wanted) {
    this.pause();
    if (wanted >= this.#start && wanted <= this.#steps) this.#onStep(wanted);
  }

  #run() {
    if (this.#step >= this.#steps) this.#onStep(this.#start);
    this.#wait();
    this.#showPlay();
  }

  #tick() {
    if (this.#step >= this.#steps) return this.pause();
    this.#wait();
    this.#onStep(Math.min(this.#step + this.#stride, this.#steps));
  }

  #writeSpeeds() {
    const label = this.#isLong ? "play.rows_value" : "play.speed_value";
    for (const option of this.#pace.options) setText(option, this.#kit.label(label, { x: option.value }));
  }

  #showPlay() {
    const state = this.#playing ? "pause" : "play";
    this.#play.replaceChildren(icon(state), make("span", this.#kit.label(`play.${state}`)));
  }

  /** @param {number} wanted index into SPEEDS */
  #setPace(wanted) {
    this.#speed = SPEEDS[Math.min(Math.max(wanted, 0), SPEEDS.length - 1)];
    this.#pace.value = String(this.#speed);
  }
}

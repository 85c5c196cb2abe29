/** Play, step and scrub. Nothing moves until it is asked to. A long way is played a row at a time. */

import { formatCount } from "../arithmetic/rounding.js";
import { icon, make, setText } from "../dom/dom.js";
import { createTrack } from "./number.js";

const STEP = 600; // ms a step takes at 1x
const ROW = 150; // ms a row takes at 1x
const FRAME = 40; // ms: what is shorter is shown several steps at once
const LONG = 1000; // steps from which on it plays by rows
const SPEEDS = [0.5, 1, 2, 4];
const MOST_TICKS = 24;
const ROUND = [1, 2, 5, 10, 25, 50, 100];

/**
 * @typedef {[label: string, from: number, to: number]} Stretch steps that have a name, such as a layer's
 * @typedef {{ step: number, steps: number, rowLength: number, start: number, stretches: Stretch[] }} Walked start: the first
 *   step, 0 where nothing has been done yet; stretches: what is written below the bar
 */

/** @param {Walked} now */
const isLong = ({ steps }) => steps >= LONG;

/** After which steps a tick stands: where rows end; of many rows every fifth, tenth or so. @param {number} steps @param {number} rowLength */
export function ticksOf(steps, rowLength) {
  const rows = Math.floor((steps - 1) / rowLength);
  const every = ROUND.find((each) => rows / each <= MOST_TICKS) ?? rows;
  return Array.from({ length: Math.floor(rows / every) }, (_, tick) => (tick + 1) * every * rowLength);
}

/** A step among all, as its label takes it. @param {number} step @param {number} steps */
export const countOf = (step, steps) => ({ i: formatCount(step), n: formatCount(steps) });

/** @param {number} step @param {number} steps */
export function shortCount(step, steps) {
  const { i, n } = countOf(step, steps);
  return `${i} / ${n}`;
}

/** What is said of a step: which it is of all, and what is to be seen there. @param {Pick<Kit, "label">} kit @param {number} step @param {number} steps @param {string} text @param {string} lead its label */
export const stepCaption = ({ label }, step, steps, text, lead) => ({
  lead: label(lead, countOf(step, steps)),
  text,
  short: shortCount(step, steps),
});

/** What walks. @param {Kit} kit */
function createParts({ label }) {
  const [first, back, next] = /** @type {const} */ (["first", "back", "next"]).map((picture) =>
    make("button", { class: `plain ${picture}`, "aria-label": label(`play.${picture}`) }, icon(picture)),
  );
  const name = label("play.scrub");
  const scrub = make("input.scrub", { type: "range", min: 1, step: 1, "aria-label": name });
  const ticks = make("div.ticks.laid-over", { "aria-hidden": true });
  const names = make("div.step-names.wide-only.laid-over", { "aria-hidden": true });
  const track = createTrack(scrub, ticks, names);
  const count = make("span.count.no-phone.at-right", { "aria-hidden": true });
  const speeds = SPEEDS.map((x) => {
    const said = label("play.speed_value", { x });
    return make("option", { value: x, selected: x === 1 }, said);
  });
  const pace = make("select.pace.more.no-phone", { "aria-label": label("play.speed") }, ...speeds);
  return { first, back, play: make("button.play"), next, scrub, ticks, names, track, count, pace };
}

/** @param {Kit} kit @param {ReturnType<typeof createParts>} parts @param {Walked} now @param {Walked} before */
function paint({ label }, { first, back, next, scrub, ticks, names, count, pace }, now, before) {
  const { step, steps, rowLength, start, stretches } = now;
  const partAt = (/** @type {number} */ at) => (at - start) / Math.max(steps - start, 1);
  if (steps !== before.steps || rowLength !== before.rowLength) {
    const last = Math.max(steps - 1, 1);
    const places = ticksOf(steps, rowLength).map((at) => `left: ${(100 * at) / last}%`);
    ticks.replaceChildren(...places.map((style) => make("i.placed", { style })));
    const said = isLong(now) ? "play.rows_value" : "play.speed_value";
    for (const option of pace.options) setText(option, label(said, { x: option.value }));
  }
  scrub.min = String(start);
  scrub.max = String(steps);
  scrub.value = String(step);
  scrub.style.setProperty("--part", String(partAt(step)));
  scrub.setAttribute("aria-valuetext", label("play.count", countOf(step, steps)));
  setText(count, shortCount(step, steps));
  for (const button of [first, back]) button.setAttribute("aria-disabled", String(step <= start));
  next.setAttribute("aria-disabled", String(step >= steps));
  const named = stretches.map(([name, from, to]) => {
    const isHere = step >= from && step <= to; // its name is bold
    const style = `left: ${100 * partAt((from + to) / 2)}%`;
    return make("span", { style, class: `placed muted in-one${isHere ? " here" : ""}` }, label(name));
  });
  names.replaceChildren(...named);
}

/** @param {Kit} kit @param {HTMLElement} play @param {boolean} isPlaying */
function showPlay({ label }, play, isPlaying) {
  const state = isPlaying ? "pause" : "play";
  play.replaceChildren(icon(state), make("span", label(`play.${state}`)));
}

/** Goes on by itself. @param {() => Walked} nowOf @param {() => number} speedOf @param {(step: number) => void} onStep @param {() => void} onTurn it has begun, or ended */
export function createPlayer(nowOf, speedOf, onStep, onTurn) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let playing;
  const interval = () => (isLong(nowOf()) ? ROW : STEP) / speedOf(); // ms between two moves
  const wait = () => {
    playing = setTimeout(tick, Math.max(interval(), FRAME));
  };
  const pause = () => {
    if (!playing) return;
    clearTimeout(playing);
    playing = undefined;
    onTurn();
  };
  const tick = () => {
    const now = nowOf();
    if (now.step >= now.steps) return pause();
    wait();
    const stride = isLong(now) ? now.rowLength : Math.ceil(FRAME / interval()); // the steps of one move
    onStep(Math.min(now.step + stride, now.steps));
  };
  const run = () => {
    const { step, steps, start } = nowOf();
    if (step >= steps) onStep(start);
    wait();
    onTurn();
  };
  return {
    ...{ pause, toggle: () => (playing ? pause() : run()), end: () => clearTimeout(playing) },
    isPlaying: () => playing !== undefined,
    /** How fast steps follow each other when it plays. */
    stepsPerSecond: () => 1000 / interval(),
  };
}

/** What a key does, by its place on the keyboard: a Korean layout types other letters there. @param {KeyboardEvent} event @param {Record<string, () => void>} keys @returns {boolean} whether it does something */
export function takeKey(event, keys) {
  if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || !keys[event.code]) return false;
  const target = event.composedPath()[0];
  const onControl = target instanceof Element && target.closest("button, select, a, input[type=file]");
  if (event.code === "Space" && onControl) return false;
  event.preventDefault();
  keys[event.code]();
  return true;
}

/**
 * @param {Kit} kit @param {(step: number, isDragged?: boolean) => void} onStep a hand that drags has no eye for how each step comes about
 * @param {() => void} onPause
 * @param {HTMLElement[]} extra further buttons, at the end of the row: they are no part of what walks
 */
export function createTransport(kit, onStep, onPause, extra) {
  const parts = createParts(kit);
  const { first, back, play, next, scrub, track, count, pace } = parts;
  const walking = [first, back, play, next, track, count, pace];
  /** @type {Walked} */
  let now = { step: 1, steps: 0, rowLength: 1, start: 1, stretches: [] };
  const onTurn = () => {
    showPlay(kit, play, player.isPlaying());
    if (!player.isPlaying()) onPause();
  };
  const speedOf = () => Number(pace.value);
  const { end, ...player } = createPlayer(() => now, speedOf, onStep, onTurn);
  const jump = (/** @type {number} */ wanted, isDragged = false) => {
    player.pause();
    if (wanted >= now.start && wanted <= now.steps) onStep(wanted, isDragged);
  };
  const stepBy = (/** @type {number} */ by) => jump(now.step + by);
  const [slower, faster] = [-1, 1].map((by) => () => {
    pace.selectedIndex = Math.min(Math.max(pace.selectedIndex + by, 0), SPEEDS.length - 1);
  });
  const ways = { Space: player.toggle, Comma: () => stepBy(-1), Period: () => stepBy(1) };
  const keys = { ...ways, BracketLeft: slower, BracketRight: faster };
  first.addEventListener("click", () => jump(now.start));
  back.addEventListener("click", keys.Comma);
  next.addEventListener("click", keys.Period);
  play.addEventListener("click", player.toggle);
  scrub.addEventListener("input", () => jump(Number(scrub.value), true));
  kit.signal.addEventListener("abort", end);
  const buttons = make("div.buttons.in-row", first, back, play, next, ...extra);
  const element = make("div.transport.in-rows", buttons, make("div.along.in-row", track, count, pace));
  showPlay(kit, play, false);
  return {
    ...{ element, ...player, stepBy },
    takeKey: (/** @type {KeyboardEvent} */ event) => takeKey(event, track.inert ? {} : keys),
    /** There is nothing to walk, or how many steps there are is what is asked. @param {boolean} isIdle */
    rest(isIdle) {
      for (const part of walking) {
        part.inert = isIdle;
        // Where another button is when it wakes, `paint` has said.
        const isTold = part.matches("button") && (isIdle || part === play);
        if (isTold) part.setAttribute("aria-disabled", String(isIdle));
      }
      element.classList.toggle("waiting", isIdle);
    },
    /** @param {number} step @param {number} steps @param {number} rowLength @param {number} [start] @param {Stretch[]} [stretches] */
    show(step, steps, rowLength, start = 1, stretches = []) {
      const before = now;
      now = { step, steps, rowLength, start, stretches };
      paint(kit, parts, now, before);
    },
  };
}

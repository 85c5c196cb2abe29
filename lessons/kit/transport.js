// @ts-check
/** Play, step and scrub. Nothing moves until it is asked to. */

import { icon, make } from "./dom.js";

/**
 * @typedef {object} TransportView
 * @property {HTMLElement} element
 * @property {(step: number, steps: number, rowLength: number) => void} show
 * @property {() => boolean} isPlaying
 * @property {() => void} pause
 * @property {(event: KeyboardEvent) => boolean} takeKey whether the key was one of the transport's
 */

const STEP = 600; // ms a step takes at 1x
const SPEEDS = [0.5, 1, 2, 4];

/**
 * @param {import("./entry.js").Kit} kit
 * @param {(step: number) => void} onStep
 * @param {() => void} onPause
 * @param {HTMLElement[]} extra further buttons, at the end of the row
 * @returns {TransportView}
 */
export function createTransport(kit, onStep, onPause, extra = []) {
  let step = 1;
  let steps = 1;
  let speed = 1;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let playing;

  /** @param {Parameters<typeof icon>[0]} picture @param {string} name @param {() => void} press */
  const button = (picture, name, press) =>
    make(
      "button",
      { type: "button", class: `plain ${picture}`, "aria-label": name, onclick: press },
      icon(picture),
    );
  const first = button("first", kit.label("play.first"), () => jump(1));
  const back = button("back", kit.label("play.back"), () => jump(step - 1));
  const next = button("next", kit.label("play.next"), () => jump(step + 1));
  const play = make("button", {
    type: "button",
    class: "play",
    onclick: () => (playing ? pause() : start()),
  });
  const scrub = make("input", {
    type: "range",
    min: 1,
    step: 1,
    class: "scrub",
    "aria-label": kit.label("play.scrub"),
  });
  const ticks = make("div", { class: "ticks", "aria-hidden": true });
  const count = make("span", { class: "count", "aria-hidden": true });
  const pace = make(
    "select",
    { class: "pace", "aria-label": kit.label("play.speed") },
    ...SPEEDS.map((x) =>
      make("option", { value: x, selected: x === 1 }, kit.label("play.speed_value", { x })),
    ),
  );

  /** @param {number} wanted */
  function jump(wanted) {
    pause();
    if (wanted >= 1 && wanted <= steps) onStep(wanted);
  }
  function tick() {
    if (step >= steps) return pause();
    playing = setTimeout(tick, STEP / speed);
    onStep(step + 1);
  }
  function start() {
    if (step >= steps) onStep(1);
    playing = setTimeout(tick, STEP / speed);
    showPlay();
  }
  function pause() {
    if (!playing) return;
    clearTimeout(playing);
    playing = undefined;
    showPlay();
    onPause();
  }
  function showPlay() {
    const state = playing ? "pause" : "play";
    play.replaceChildren(icon(state), make("span", {}, kit.label(`play.${state}`)));
  }
  /** @param {number} wanted index into SPEEDS */
  function setPace(wanted) {
    speed = SPEEDS[Math.min(Math.max(wanted, 0), SPEEDS.length - 1)];
    pace.value = String(speed);
  }
  scrub.addEventListener("input", () => jump(Number(scrub.value)));
  pace.addEventListener("change", () => setPace(SPEEDS.indexOf(Number(pace.value))));
  kit.signal.addEventListener("abort", () => clearTimeout(playing));
  showPlay();

  /** By place on the keyboard: a Korean layout types other letters there. @type {Record<string, () => void>} */
  const keys = {
    Space: () => play.click(),
    Comma: () => jump(step - 1),
    Period: () => jump(step + 1),
    BracketLeft: () => setPace(SPEEDS.indexOf(speed) - 1),
    BracketRight: () => setPace(SPEEDS.indexOf(speed) + 1),
  };
  const buttons = make("div", { class: "buttons" }, first, back, play, next, ...extra);
  const line = make("div", { class: "track" }, scrub, ticks);
  return {
    element: make("div", { class: "transport" }, buttons, line, count, pace),
    show(nowAt, of, rowLength) {
      if (of !== steps || ticks.childElementCount === 0) {
        const rows = Array.from(
          { length: Math.floor((of - 1) / rowLength) },
          (_, row) => (row + 1) * rowLength,
        );
        const marks = rows.map((at) => make("i", { style: `left: ${(100 * at) / Math.max(of - 1, 1)}%` }));
        ticks.replaceChildren(...marks);
      }
      [step, steps] = [nowAt, of];
      scrub.max = String(of);
      scrub.value = String(nowAt);
      scrub.style.setProperty("--part", String((nowAt - 1) / Math.max(of - 1, 1)));
      scrub.setAttribute("aria-valuetext", kit.label("play.count", { i: nowAt, n: of }));
      count.textContent = `${nowAt} / ${of}`;
      first.setAttribute("aria-disabled", String(nowAt <= 1));
      back.setAttribute("aria-disabled", String(nowAt <= 1));
      next.setAttribute("aria-disabled", String(nowAt >= of));
    },
    isPlaying: () => playing !== undefined,
    pause,
    takeKey(event) {
      if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return false;
      const onControl =
        event.target instanceof Element && event.target.closest("button, select, a, input[type=file]");
      if (!keys[event.code] || (event.code === "Space" && onControl)) return false;
      event.preventDefault();
      keys[event.code]();
      return true;
    },
  };
}

/** Ten seconds, seen as a bar that empties; only who asks for it has it. */

import { make } from "../../../kit/dom/dom.js";

const SECONDS = 10;
const TICK = 100; // ms

/** @param {import("../../../kit/dom/kit.js").Kit} kit @param {() => void} onEnd */
export function createClock(kit, onEnd) {
  const bar = make("i");
  const left = make("span", { role: "timer" });
  const element = make("div.clock", make("div.bar-of-time", bar), left);
  let [running, started] = ["", 0];
  /** @type {ReturnType<typeof setInterval> | undefined} */
  let ticking;
  const seconds = () => (performance.now() - started) / 1000;
  const paint = () => {
    const rest = Math.max(SECONDS - seconds(), 0);
    bar.style.setProperty("--part", String(rest / SECONDS));
    left.textContent = kit.label("shape.seconds", { n: Math.ceil(rest) });
    if (rest > 0) return;
    clearInterval(ticking);
    onEnd();
  };
  const stop = () => {
    clearInterval(ticking);
    running = "";
  };
  kit.signal.addEventListener("abort", () => clearInterval(ticking));
  return {
    element,
    stop,
    /** Begin anew for another question; painting the same one again changes nothing. @param {string} question */
    start(question) {
      if (running === question) return;
      stop();
      [running, started] = [question, performance.now()];
      ticking = setInterval(paint, TICK);
      paint();
    },
  };
}

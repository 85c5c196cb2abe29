// @ts-check
/** The head of the race: what it is doing, and what can be asked of it. */

import { icon, make } from "../kit/stage/dom.js";

/**
 * @typedef {import("../kit/stage/entry.js").Kit} Kit
 * @typedef {import("./race.js").Race} Race
 */

const SEEDS = 100;

/** Ask Python for something. @param {Kit} kit @param {object} event */
const send = (kit, event) => kit.send({ ...event, at: Date.now() });

/** What the filled button asks for, and how it is called. @param {Kit} kit @param {Race} race */
function mainAction(kit, { stage, seed = 0 }) {
  if (stage === "idle") return { event: { race: "start", seed }, name: kit.label("why.race_start") };
  if (stage === "left") return { event: { race: "go_on" }, name: kit.label("why.race_go_on") };
  return againAction(kit, stage === "lost" ? seed : nextSeed(seed));
}

/** @param {Kit} kit @param {number} seed */
const againAction = (kit, seed) => ({
  event: { race: "start", seed },
  name: kit.label("why.race_again", { s: seed }),
});

/** @param {number} seed */
const nextSeed = (seed) => (seed + 1) % SEEDS;

/** What a race that was stopped still offers: another one, or why it cannot go on. @param {Kit} kit */
export function createStopped(kit) {
  const again = make("button", { type: "button" });
  const lost = make("p", { role: "status" });
  let seed = 0;
  again.addEventListener("click", () => send(kit, againAction(kit, seed).event));
  const element = make("div", { class: "race-stopped" }, again, lost);
  return {
    element,
    isShown: () => !element.hidden,
    /** @param {Race} race */
    show({ stage, seed: run = 0 }) {
      seed = nextSeed(run);
      element.hidden = stage !== "left" && stage !== "lost";
      again.hidden = stage !== "left";
      again.textContent = againAction(kit, seed).name;
      lost.textContent = stage === "lost" ? kit.label("why.race_lost") : "";
    },
  };
}

/** The head: what the race is doing, and the one button that fits. @param {Kit} kit */
export function createHead(kit) {
  const [title, note] = [make("b", {}), make("span", { class: "note" })];
  const progress = make("div", { class: "progress", "aria-hidden": true }, make("i", {}));
  const start = make("button", { type: "button", class: "play start" });
  const leave = make(
    "button",
    { type: "button", class: "leave" },
    icon("cross"),
    kit.label("why.race_leave"),
  );
  /** @type {Race} */
  let now = { stage: "idle" };
  start.addEventListener("click", () => send(kit, mainAction(kit, now).event));
  leave.addEventListener("click", () => send(kit, { race: "leave" }));
  const element = make(
    "div",
    { class: "race-head panel-head" },
    make("p", {}, title, " ", note),
    progress,
    start,
    leave,
  );
  return {
    element,
    /** @param {Race} race */
    show(race) {
      now = race;
      const { stage, done = 0, all = 1, ahead = 0, seed = 0 } = race;
      const isOpen = stage === "waiting" || stage === "running";
      title.textContent = kit.label(stage === "idle" ? "why.race" : "why.race_own");
      const stopped = kit.label("why.race_left", { n: done, all });
      const said = {
        idle: "",
        waiting: kit.label("why.race_waiting", { n: ahead }),
        running: kit.label("why.race_steps", { n: done, all }),
        done: kit.label("why.race_done", { s: seed }),
        left: stopped,
        lost: stopped,
      };
      note.textContent = said[stage];
      progress.hidden = stage !== "running";
      progress.style.setProperty("--share", String(done / all));
      leave.hidden = !isOpen;
      start.hidden = isOpen;
      start.textContent = mainAction(kit, race).name;
    },
  };
}

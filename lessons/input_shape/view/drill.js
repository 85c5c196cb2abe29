/** The drill on the stage: ten questions of a seed, with or without a clock of ten seconds. */

import { tuple } from "../../kit/arithmetic/rounding.js";
import { createSwitch } from "../../kit/controls/control.js";
import { isAnew, make } from "../../kit/dom/dom.js";
import { choiceOf, createCircles, createPills, verdictIcon, verdictText } from "../../kit/quiz/told.js";
import {
  answer,
  chosenOf,
  forgetAnswers,
  isAnswered,
  QUESTIONS,
  questionOf,
  rightOf,
} from "../model/drill.js";
import { table } from "../model/limits.js";
import { choiceText, slipText } from "../model/numbers.js";
import { rightWords } from "../model/words.js";

/** @import { DrillQuestion } from "../model/drill.js" */
/** @import { Choice } from "../model/numbers.js" */

const SECONDS = 10;
const TICK = 100; // ms

/** Ten seconds, seen as a bar that empties; only who asks for it has it. @param {Kit} kit @param {() => void} onEnd */
function createClock(kit, onEnd) {
  const bar = make("div.share-bar.grows");
  const left = make("span", { role: "timer" });
  const element = make("div.clock.in-rows.placed", bar, left);
  let [isTimed, running, started] = [false, "", 0];
  const timing = createSwitch(kit.label("shape.drill_clock"), (isOn) => {
    isTimed = isOn;
    kit.repaint();
  });
  /** @type {ReturnType<typeof setInterval> | undefined} */
  let ticking;
  const paint = () => {
    const rest = Math.max(SECONDS - (performance.now() - started) / 1000, 0);
    bar.style.setProperty("--share", String(rest / SECONDS));
    left.textContent = kit.label("shape.seconds", { n: Math.ceil(rest) });
    if (rest > 0) return;
    clearInterval(ticking);
    onEnd();
  };
  const stop = () => {
    clearInterval(ticking);
    running = "";
  };
  kit.signal.addEventListener("abort", stop);
  return {
    element,
    timing: timing.element,
    stop,
    /** Begin anew for another question; painting the same one again changes nothing. @param {string} question @param {boolean} isOver */
    show(question, isOver) {
      timing.show(isTimed);
      element.hidden = !isTimed;
      if (isOver || !isTimed) return stop();
      if (running === question) return;
      stop();
      [running, started] = [question, performance.now()];
      ticking = setInterval(paint, TICK);
      paint();
    },
  };
}

const SEEDS = table.settings.seed.range?.[1] ?? 1;

/** Which questions of the seed are answered, and how. @param {Kit} kit */
function createDots(kit) {
  const { circles, show } = createCircles(QUESTIONS, (at) => kit.set({ question: at + 1 }));
  const name = kit.label("shape.drill_questions");
  return {
    element: make("div.dots.in-rows", { role: "group", "aria-label": name }, ...circles),
    /** @param {number} seed @param {number} now */
    show(seed, now) {
      const of = (/** @type {number} */ at) => {
        const isRight = chosenOf(seed, at + 1)?.rule === null;
        const state = !isAnswered(seed, at + 1) ? "open" : isRight ? "right" : "wrong";
        return { look: `dot ${state}`, name: `${at + 1}, ${kit.label(`shape.drill_${state}`)}` };
      };
      show(of, now - 1);
    },
  };
}

/** Verdict and reason; time may have been up before an answer. @param {Kit} kit @param {DrillQuestion} question @param {Choice | undefined} given @param {string} message of torch, where it refuses */
function toldWords(kit, question, given, message) {
  const kind = given?.rule === null ? "right" : "wrong";
  const text = given?.shape ? tuple(given.shape) : "";
  const right = rightOf(question);
  const slip = given?.rule ? slipText(kit, given.rule, right) : kit.label("shape.drill_time_up");
  const why = kind === "right" ? rightWords(kit, question) : slip;
  const not = text && kind === "wrong" ? kit.label("quiz.not", { answer: text }) : undefined;
  const first = given ? not : kit.label("shape.drill_late");
  const words = make("p", verdictIcon(kind), " ", ...verdictText(kit, kind, { text, why }, first));
  const answer = choiceText(kit, right);
  if (kind === "wrong") words.append(" ", kit.label("shape.drill_answer_is", { answer }));
  return message ? [words, make("p", make("code.long", message))] : [words];
}

/** The answers to choose from, made anew for each question only. @param {Kit} kit @param {(chosen: number) => void} onAnswer */
function createAnswers(kit, onAnswer) {
  const element = make("div.pills.in-rows", { role: "group", "aria-label": kit.label("shape.drill_ask") });
  return {
    element,
    /** @param {string} name of the question @param {DrillQuestion} question @param {Choice | undefined} given @param {boolean} isTold */
    show(name, { choices }, given, isTold) {
      if (isAnew(element, name)) {
        const options = choices.map((choice) => ({ text: choiceText(kit, choice) }));
        element.replaceChildren(...createPills(kit, options, onAnswer));
      }
      [...element.children].forEach((pill, at) => {
        const look = choices[at].rule === null ? "right" : choices[at].rule === given?.rule ? "wrong" : "";
        pill.className = `pill ${isTold ? look : ""}`;
        pill.setAttribute("aria-disabled", String(isTold));
      });
    },
  };
}

/** What can be done after an answer. @param {Kit} kit @param {() => void} onNext the next question has come */
function createFoot(kit, onNext) {
  const goOn = () => {
    const { seed, question } = kit.settings();
    kit.set(question < QUESTIONS ? { question: question + 1 } : { seed: (seed % SEEDS) + 1, question: 1 });
    onNext();
  };
  const show = () => {
    const { seed, question } = kit.settings();
    kit.set(questionOf(seed, question).state);
  };
  const restart = () => {
    forgetAnswers(kit.settings().seed);
    kit.set({ question: 1 });
    onNext();
  };
  /** @param {string} look @param {string} text @param {() => void} onclick */
  const button = (look, text, onclick) => make("button", { class: look, onclick }, text);
  const next = button("play next-question", kit.label("quiz.next"), goOn);
  const truth = button("quiet", kit.label("quiz.show_figure"), show);
  const again = button("quiet", kit.label("shape.drill_again"), restart);
  return {
    element: make("div.drill-foot.in-rows", next, truth, again),
    focus: () => next.focus(),
    show(/** @type {boolean} */ isAnswered) {
      next.hidden = !isAnswered;
      truth.hidden = !isAnswered;
    },
  };
}

/** @param {Kit} kit @param {Controls} control */
export function createDrillView(kit, control) {
  const [before, code] = [make("code.shape"), make("code")];
  const told = make("div.drill-told.centred", { role: "status" });
  /** @param {number} at the place of the choice, −1 when time is up */
  const answerAt = (at) => {
    const { seed, question } = kit.settings();
    if (isAnswered(seed, question)) return;
    const held = pills.element.matches(":focus-within");
    answer(seed, question, questionOf(seed, question).choices[at]);
    clock.stop();
    kit.repaint();
    if (held) foot.focus(); // the pressed answer can no longer be pressed
  };
  const [dots, pills] = [createDots(kit), createAnswers(kit, answerAt)];
  const foot = createFoot(kit, () => pills.element.querySelector("button")?.focus());
  const clock = createClock(kit, () => answerAt(-1));
  const seeds = control("seed", { change: (seed) => ({ seed, question: 1 }) });
  const head = make("div.drill-head.in-rows.apart.as-wide.at-bottom", dots, clock.timing, seeds);
  const ask = make("p.drill-ask.larger.strong", kit.label("shape.drill_ask"));
  const line = make("p.drill-code.centred", before, make("span", { "aria-hidden": true }, " → "), code);
  const parts = [head, clock.element, ask, line, pills.element, told, foot.element];
  return {
    element: make("div.view.drill.in-column.grows", ...parts),
    /** Another view comes: no clock runs unseen. */
    leave: clock.stop,
    /** Answer by a key; whether it was one. @param {KeyboardEvent} event */
    takeKey(event) {
      const place = choiceOf(event);
      if (place >= 0 && place < pills.element.childElementCount) answerAt(place);
      return place >= 0;
    },
    /** @param {{ chosen: import("../model/limits.js").Settings }} scene @param {string} words of torch, where it refuses */
    show({ chosen: { seed, question: number } }, words) {
      const [question, name] = [questionOf(seed, number), `${seed}/${number}`];
      const [given, isTold] = [chosenOf(seed, number), isAnswered(seed, number)];
      before.textContent = question.before;
      code.textContent = question.code;
      dots.show(seed, number);
      seeds.show({ seed });
      pills.show(name, question, given, isTold);
      told.replaceChildren(...(isTold ? toldWords(kit, question, given, words) : []));
      foot.show(isTold);
      clock.show(name, isTold);
    },
  };
}

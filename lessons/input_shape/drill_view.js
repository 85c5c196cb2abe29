// @ts-check
/** The drill on the stage: ten questions of a seed, with or without a clock of ten seconds. */

import { createSwitch } from "../kit/choice.js";
import { icon, make } from "../kit/dom.js";
import { stepperOf } from "../kit/settings.js";
import { createClock } from "./clock.js";
import { tuple } from "./conv_words.js";
import { answerOf, forgetAnswers, keepAnswer, QUESTIONS, questionOf } from "./drill.js";

/**
 * @typedef {import("../kit/entry.js").Kit} Kit
 * @typedef {import("./settings.js").Settings} Settings
 * @typedef {import("./drill.js").DrillQuestion} DrillQuestion
 * @typedef {import("./drill.js").Choice} Choice
 */

/** @param {Kit} kit @param {Choice} choice */
const choiceText = (kit, { shape }) => (shape ? tuple(shape) : kit.label("shape.an_error"));

/** Which questions of the seed are answered, and how. @param {Kit} kit @param {number} seed @param {number} now */
function marks(kit, seed, now) {
  return Array.from({ length: QUESTIONS }, (_, at) => {
    const answer = answerOf(seed, at + 1);
    const isRight = answer && questionOf(seed, at + 1).choices[answer.chosen]?.rule === null;
    const name = kit.label(!answer ? "shape.drill_open" : isRight ? "shape.drill_right" : "shape.drill_wrong");
    const look = `dot ${!answer ? "" : isRight ? "right" : "wrong"}`;
    const attributes = { type: "button", class: look, "aria-label": `${at + 1}, ${name}`, "aria-current": at + 1 === now ? "step" : null };
    return make("button", { ...attributes, onclick: () => kit.set({ question: at + 1 }) }, String(at + 1));
  });
}

/** Verdict and reason. @param {Kit} kit @param {DrillQuestion} question @param {number} chosen */
function toldWords(kit, { choices, message }, chosen) {
  const right = choices.findIndex(({ rule }) => rule === null);
  const { rule } = choices[chosen] ?? { rule: "time_up" };
  const lead = rule === null ? kit.label("quiz.right") : kit.label("shape.drill_answer_is", { answer: choiceText(kit, choices[right]) });
  const look = rule === null ? "lead-right" : "lead-wrong";
  const why = rule === null ? "" : ` ${kit.label(`shape.drill_${rule}`)}`;
  const first = make("p", {}, make("b", { class: look }, icon(rule === null ? "check" : "cross"), " ", lead), why);
  return message ? [first, make("p", { class: "torch" }, make("code", {}, message))] : [first];
}

/** @param {Kit} kit @param {(saying: string) => void} remark */
export function createDrillView(kit, remark) {
  const [before, code] = [make("code", { class: "shape" }), make("code", { class: "call" })];
  const ask = make("p", { class: "drill-ask" }, kit.label("shape.drill_ask"));
  const line = make("p", { class: "drill-code" }, before, make("span", { "aria-hidden": true }, " → "), code);
  const pills = make("div", { class: "drill-pills", role: "group", "aria-label": kit.label("shape.drill_ask") });
  const told = make("div", { class: "drill-told", role: "status" });
  const dots = make("div", { class: "dots", role: "group", "aria-label": kit.label("shape.drill_questions") });
  const clock = createClock(kit, () => answer(-1));
  let timed = false;
  const timing = createSwitch(kit.label("shape.drill_clock"), (isOn) => {
    timed = isOn;
    kit.set({});
  });
  const seed = stepperOf(kit, remark, {
    label: "shape.seed",
    value: (chosen) => chosen.seed,
    change: (value) => ({ seed: value, question: 1 }),
    limits: () => [1, 9999],
  });
  const next = make("button", { type: "button", class: "play next-question" }, kit.label("shape.drill_next"));
  const show = make("button", { type: "button", class: "quiet" }, kit.label("quiz.show_figure"));
  next.addEventListener("click", () => {
    const { seed: now, question } = kit.settings();
    if (question < QUESTIONS) kit.set({ question: question + 1 });
    else kit.set({ seed: (now % 9999) + 1, question: 1 });
    pills.querySelector("button")?.focus();
  });
  show.addEventListener("click", () => {
    const { seed: now, question } = kit.settings();
    kit.set(questionOf(now, question).state);
  });
  const again = make("button", { type: "button", class: "quiet" }, kit.label("shape.drill_again"));
  again.addEventListener("click", () => {
    forgetAnswers(kit.settings().seed);
    kit.set({ question: 1 });
  });
  /** @param {number} chosen */
  const answer = (chosen) => {
    const { seed: now, question } = kit.settings();
    if (answerOf(now, question)) return;
    const held = pills.matches(":focus-within");
    keepAnswer(now, question, { chosen, seconds: clock.stop() });
    kit.set({});
    if (held || chosen < 0) next.focus();
  };
  const head = make("div", { class: "drill-head" }, dots, timing.element, seed.element);
  const foot = make("div", { class: "drill-foot" }, next, show, again);
  const element = make("div", { class: "view drill" }, head, clock.element, ask, line, pills, told, foot);
  return {
    element,
    /** Whether a key was an answer. @param {KeyboardEvent} event */
    takeKey(event) {
      const digit = /^(?:Digit|Numpad)([1-4])$/.exec(event.code);
      const typed = event.target instanceof Element && event.target.closest("input, select");
      if (!digit || typed || event.ctrlKey || event.metaKey || event.altKey) return false;
      const place = Number(digit[1]) - 1;
      if (place < pills.childElementCount) answer(place);
      return true;
    },
    leave: () => clock.stop(),
    /** @param {Settings} chosen */
    show({ seed: now, question: number }) {
      const question = questionOf(now, number);
      const given = answerOf(now, number);
      before.textContent = question.before;
      code.textContent = question.code;
      dots.replaceChildren(...marks(kit, now, number));
      timing.show(timed);
      seed.show({ seed: now });
      pills.replaceChildren(
        ...question.choices.map((choice, at) => {
          const isRight = given && choice.rule === null;
          const look = `pill ${isRight ? "right" : given?.chosen === at ? "wrong" : ""}`;
          const attributes = { type: "button", class: look, "aria-keyshortcuts": at + 1, "aria-disabled": given ? "true" : null };
          return make("button", { ...attributes, onclick: () => answer(at) }, choiceText(kit, choice));
        }),
      );
      if (given) told.replaceChildren(...toldWords(kit, question, given.chosen));
      else told.replaceChildren();
      for (const button of [next, show]) button.hidden = !given;
      if (given || !timed) clock.stop();
      else clock.start(`${now}/${number}`);
      clock.element.hidden = !timed;
    },
  };
}

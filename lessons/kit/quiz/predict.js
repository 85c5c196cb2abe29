/** The band above a figure: commit to a guess, then hear why. The band is as high as most questions need, and grows for longer ones. */

import { make, setText, whenResized } from "../dom/dom.js";
import { afterPaint } from "../dom/page.js";
import { richText } from "../grid/rich_text.js";
import { askedAgain as askedOnceMore, nameOf, pressed } from "./answer.js";
import { askOpening, guessesOf, keepAnswer, answerOf as keptAnswer } from "./memory.js";
import {
  answered,
  answerOf,
  askedAgain,
  BEFORE,
  isEarlier,
  mistakeOf,
  shown,
  startOf,
} from "./prediction_state.js";
import { seedOf, shuffled } from "./shuffle.js";
import { choiceOf, createPills, verdictIcon, verdictText } from "./told.js";

/** @import { Asking } from "./prediction_state.js" */
/**
 * @typedef {ReturnType<typeof answerOf>} Answer what may be shown of it: a "?", the answer, or nothing yet
 * @typedef {ReturnType<typeof createPredict>} PredictView
 */

/** What a lesson asks first, as the band asks it. @param {Kit} kit @param {string} lesson @param {Earlier} earlier @returns {Question} */
function openingQuestion(kit, lesson, { id, number, stem, show, options }) {
  const from = kit.label("step.from_lesson", { n: number });
  return { series: id, place: 0, stem, from, show, options: shuffled(options, seedOf(`${lesson} ${id}`)) };
}

/** Guesses are kept by the figure's state; the answer to an earlier lesson's question is kept with that lesson. @param {Kit} kit @param {string} lesson */
function createMemory(kit, lesson) {
  const guesses = guessesOf(kit, lesson);
  const earlier = askOpening(kit.earlier, lesson, Date.now());
  return {
    find: guesses.find,
    opening: earlier && openingQuestion(kit, lesson, earlier),
    add(/** @type {Question} */ question, /** @type {Option} */ guess) {
      if (!question.from) return guesses.add(question, guess);
      if (earlier)
        keepAnswer(earlier, pressed(askedOnceMore(keptAnswer(earlier)), nameOf(guess), Date.now()));
    },
  };
}

/** The elements of the band. @param {Kit} kit */
function createParts(kit) {
  const question = make("span", { id: "predict-question" });
  const ask = make("p.ask", make("b", kit.label("step.predict")), " ", question);
  const pills = make("div.pills.in-rows", { role: "group", "aria-labelledby": "predict-question" });
  const skip = make("button.quiet.skip.pushed", kit.label("quiz.skip"));
  const again = make("button.quiet.pushed", kit.label("quiz.again"));
  const told = make("p.told.grows");
  const spoken = make("p.unseen", { role: "status" });
  const element = make("div.predict.in-row", ask, pills, skip, told, again, spoken);
  return { element, question, ask, pills, skip, again, told, spoken };
}

/** @param {Kit} kit @param {Asking} now @param {string} nothing why there is nothing to ask @returns {(Node | string)[]} */
function toldWords(kit, { stage, current, asked, guess }, nothing) {
  const right = asked?.options.find(({ rule }) => rule === null);
  if (stage === "resting" || !right) {
    const saying = current ? kit.label("predict.rest") : nothing;
    return [make("b", `${kit.label("step.predict")}:`), " ", saying];
  }
  const answer = make("b", kit.label("quiz.answer_is", { answer: right.text }));
  if (!guess) return [answer, " ", ...richText(right.why, kit.theme)];
  const kind = guess.rule === null ? "right" : "wrong";
  const own = make("span.own.muted.in-one", kit.label("quiz.your_guess", { answer: guess.text }));
  const isUnseen = asked?.from !== undefined; // an earlier lesson's answer stands in no figure here
  const after = kind === "right" ? [" ", own] : isUnseen ? [" ", answer] : [];
  return [verdictIcon(kind), " ", ...verdictText(kit, kind, guess), ...after];
}

/** @param {Kit} kit @param {ReturnType<typeof createParts>} parts @param {Question} question @param {(guess: Option) => void} onGuess */
function showQuestion(kit, { element, question, pills }, { stem, from, options }, onGuess) {
  const origin = from ? [make("span.from.boxed", from), " "] : [];
  question.replaceChildren(...origin, ...richText(stem, kit.theme));
  element.classList.toggle("retrieval", from !== undefined);
  pills.replaceChildren(...createPills(kit, options, (at) => onGuess(options[at])));
}

/** Another state's question comes one frame later: a hand waits for what it moves. @param {Kit} kit @param {ReturnType<typeof createParts>} parts @param {Asking} before @param {() => Asking} now @param {(guess: Option) => void} onGuess */
function putQuestion(kit, parts, before, now, onGuess) {
  const put = () => {
    const { stage, asked } = now();
    if (stage === "asking" && asked) showQuestion(kit, parts, asked, onGuess);
  };
  if (before.stage === "asking" && before.asked) afterPaint(parts.element, put);
  else put();
}

/** Who asks is not told, and who is told is not asked. @param {Kit} kit @param {ReturnType<typeof createParts>} parts @param {Asking} now @param {string} nothing why there is nothing to ask */
function showStage(kit, parts, now, nothing) {
  const isAsking = now.stage === "asking";
  if (!isAsking) parts.told.replaceChildren(...toldWords(kit, now, nothing));
  if (now.stage !== "told") setText(parts.spoken, ""); // else a reader hears of another state's answer
  for (const element of [parts.ask, parts.pills, parts.skip]) element.hidden = !isAsking;
  parts.told.hidden = isAsking;
  parts.again.hidden = isAsking || now.current === null;
}

/** Keeps a band as high as it is until the window changes: the figure below must not jump. @param {HTMLElement} band @param {AbortSignal} signal */
function createHold(band, signal) {
  let height = 0; // as it was last laid out: to ask for it while a figure is painted would lay it out once more
  const measure = () => {
    height = band.offsetHeight;
  };
  whenResized(band, measure, signal);
  addEventListener("resize", () => band.style.removeProperty("min-height"), { signal });
  return () => {
    if (height > 0) band.style.minHeight = `${height}px`;
  };
}

/** What the press does that follows an answer: it asks again, or leads on. @param {Kit} kit @param {ReturnType<typeof createParts>} parts @param {() => void} ask */
function createAfter(kit, { again, pills }, ask) {
  /** @type {(() => void) | null} */
  let goOn = null;
  let leadsOn = false; // from an earlier lesson's question to the figure's own
  const name = () => {
    setText(again, kit.label(leadsOn || goOn ? "quiz.go_on" : "quiz.again"));
  };
  again.addEventListener("click", () => {
    if (goOn && !leadsOn) return goOn();
    ask();
    pills.querySelector("button")?.focus();
  });
  return {
    show(/** @type {Asking} */ now) {
      leadsOn = isEarlier(now);
      name();
    },
    lead(/** @type {(() => void) | null} */ next) {
      goOn = next;
      name();
    },
  };
}

/**
 * @param {Kit} kit @param {string} lesson under whose name guesses are kept
 * @param {(isEarlier: boolean) => void} onChange asked, guessed or skipped: the figure hides or shows the answer; what an earlier lesson asks is not about it
 */
export function createPredict(kit, lesson, onChange) {
  const [parts, memory] = [createParts(kit), createMemory(kit, lesson)];
  let [now, why] = [BEFORE, ""];
  const hold = createHold(parts.element, kit.signal);

  const turn = (/** @type {Asking} */ next) => {
    const before = now;
    now = next;
    if (next.asked !== before.asked || next.stage !== before.stage) {
      if (before.asked) hold();
      putQuestion(kit, parts, before, () => now, answer);
    }
    showStage(kit, parts, now, why);
    after.show(now);
  };
  const answer = (/** @type {Option | null} */ guess) => {
    const held = parts.element.matches(":focus-within");
    if (guess && now.asked) memory.add(now.asked, guess);
    turn(answered(now, guess));
    if (held) parts.again.focus(); // the pressed pill is gone
    setText(parts.spoken, parts.told.textContent);
    onChange(isEarlier(now));
  };
  parts.skip.addEventListener("click", () => answer(null));
  const askAgain = () => {
    turn(askedAgain(now));
    onChange(isEarlier(now));
  };
  const after = createAfter(kit, parts, askAgain);
  turn(startOf(memory.opening));
  return {
    element: parts.element,
    /** What the figure's state asks. @param {Question | string} asked or why nothing follows @param {boolean} [isAnswered] whether the figure shows the answer itself */
    show(asked, isAnswered = false) {
      why = typeof asked === "string" ? asked : "";
      turn(shown(now, typeof asked === "string" ? null : asked, memory.find));
      if (isAnswered && !isEarlier(now) && answerOf(now) === "hidden") answer(null);
    },
    answer: () => answerOf(now),
    current: () => now.current, // answered or not
    mistake: () => mistakeOf(now),
    lead: after.lead,
    /** Show the answer without a guess, or ask about what the figure shows now. */
    turnOver: () => {
      if (now.stage === "asking") answer(null);
      else if (now.current) askAgain();
    },
    /** Whether the key was an answer. @param {KeyboardEvent} event */
    takeKey(event) {
      const option = now.stage === "asking" ? now.asked?.options[choiceOf(event)] : undefined;
      if (option) answer(option);
      return option !== undefined;
    },
  };
}

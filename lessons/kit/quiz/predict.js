/** The band above a figure: commit to a guess, then hear why. First where a guess stands, asked, told or at rest, which is pure; then what is shown of it. The band is as high as most questions need, and grows for longer ones. */

import { make, setText, whenResized } from "../dom/dom.js";
import { afterPaint } from "../dom/page.js";
import { richText } from "../grid/rich_text.js";
import { memoryOf } from "./memory.js";
import { choiceOf, createPills, verdictIcon, verdictText } from "./told.js";

/**
 * @typedef {ReturnType<typeof answerOf>} Answer what may be shown of it: a "?", the answer, or nothing yet
 * @typedef {ReturnType<typeof createPredict>} PredictView
 *
 * @typedef {object} Question
 * @property {string} series what it is about; within one the answers come out one after the other
 * @property {number} place where in the series: a later place on the stage shows the answer
 * @property {string} stem
 * @property {Option[]} options in the order they are shown, exactly one of them right
 * @property {string} [show] the address that shows the truth, where that is not the figure as it is
 * @property {string} [from] where a question from an earlier lesson comes from: "From lesson 3"
 *
 * @typedef {object} Asking
 * @property {"asking" | "told" | "resting"} stage
 * @property {Question | null} current what the figure's state asks; null where nothing follows
 * @property {Question | null} asked what is asked or has been told
 * @property {Option | null} guess null while asking, after a skip, and when the figure has shown the answer
 */

/** @type {Asking} */
export const BEFORE = { stage: "resting", current: null, asked: null, guess: null };

/**
 * The figure has come to another state. An open question follows it, and is told as soon as its answer can be
 * seen; a folded one stays folded, so that nothing asks again and again.
 * @param {Asking} before @param {Question | null} question
 * @param {(question: Question) => Option | null} recalled the guess of an earlier visit
 * @returns {Asking}
 */
export function shown(before, question, recalled) {
  const now = { ...before, current: question };
  const { asked } = before;
  if (isEarlier(before) && before.stage !== "resting") return now; // an earlier lesson's question waits to be left
  const isSameSeries = asked !== null && question !== null && asked.series === question.series;
  if (asked !== null && before.stage !== "asking")
    return before.stage === "told" && isSameSeries ? now : { ...now, stage: "resting" };
  if (question === null) return { ...now, stage: "resting" };
  if (isSameSeries && question.place > asked.place) return { ...now, stage: "told", guess: null };
  if (isSameSeries && question.place === asked.place) return now;
  const guess = recalled(question);
  return { current: question, asked: question, stage: guess ? "told" : "asking", guess };
}

/** A lesson may open with a question of an earlier one; what the figure asks comes after it. @param {Question | null} opening @returns {Asking} */
export const startOf = (opening) =>
  opening ? { stage: "asking", current: null, asked: opening, guess: null } : BEFORE;

/** Whether an earlier lesson asks. @param {Asking} now */
export const isEarlier = ({ asked }) => asked?.from !== undefined;

/** A guess, or null for a skip. @param {Asking} before @param {Option | null} guess @returns {Asking} */
export const answered = (before, guess) =>
  before.stage === "asking" ? { ...before, stage: "told", guess } : before;

/** "Ask again": about the state the figure has now. @param {Asking} before @returns {Asking} */
export const askedAgain = (before) => ({
  ...before,
  asked: before.current,
  stage: before.current ? "asking" : "resting",
  guess: null,
});

/**
 * What the figure does with the answer: hidden behind "?", shown, or left open because nobody asks.
 * @param {Asking} now @returns {"hidden" | "shown" | "open"}
 */
export function answerOf(now) {
  const { stage, current, asked } = now;
  if (isEarlier(now) && stage !== "resting") return current ? "hidden" : "open"; // the figure's own is still to come
  if (!current || !asked || current.series !== asked.series || current.place !== asked.place) return "open";
  return stage === "asking" ? "hidden" : stage === "told" ? "shown" : "open";
}

/** The rule behind a wrong guess, as long as the figure still shows what was asked. @param {Asking} now */
export const mistakeOf = (now) => (answerOf(now) === "shown" ? (now.guess?.rule ?? null) : null);

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

/** Another state's question comes one frame later: a hand waits for what it moves. @param {Kit} kit @param {ReturnType<typeof createParts>} parts @param {Asking} before @param {() => Asking} now @param {(guess: Option) => void} onGuess */
function putQuestion(kit, { element, question, pills }, before, now, onGuess) {
  const put = () => {
    const { stage, asked } = now();
    if (stage !== "asking" || !asked) return;
    const { stem, from, options } = asked;
    const origin = from ? [make("span.from.boxed", from), " "] : [];
    question.replaceChildren(...origin, ...richText(stem, kit.theme));
    element.classList.toggle("retrieval", from !== undefined);
    pills.replaceChildren(...createPills(kit, options, (at) => onGuess(options[at])));
  };
  afterPaint(element, put, before.stage !== "asking" || !before.asked);
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
  const name = () => setText(again, kit.label(leadsOn || goOn ? "quiz.go_on" : "quiz.again"));
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
  const [parts, memory] = [createParts(kit), memoryOf(kit, lesson)];
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

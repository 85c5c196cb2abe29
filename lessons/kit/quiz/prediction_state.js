/** Where a guess stands: asked, told, or at rest. Pure: what is shown of it is predict.js. */

/**
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

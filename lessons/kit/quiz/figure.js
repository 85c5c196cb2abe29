// @ts-check
/** The questions at the end of a lesson, as cards. Answers are kept in this browser; nothing is scored. */

import { make } from "../dom/dom.js";
import { keep, recall } from "../dom/storage.js";
import { isDone, restored } from "./answers.js";
import { createCard } from "./card.js";
import { seedOf, shuffled } from "./shuffle.js";

/**
 * @typedef {import("../dom/kit.js").Kit} Kit
 * @typedef {{ lesson: string, seed: number, questions: import("./card.js").CheckQuestion[] }} Data
 */

/** Keep how far this lesson is. @param {Data} data @param {Record<string, import("./answers.js").Answer>} answers */
function keepProgress({ lesson, questions }, answers) {
  const answered = questions.filter(({ id }) => answers[id] && isDone(answers[id])).length;
  const progress = { answered, of: questions.length };
  keep(lesson, "progress", progress);
  return progress;
}

/** @param {HTMLElement} root @param {Kit} kit @param {Data} data */
function fill(root, kit, data) {
  const kept = recall(data.lesson, "answers");
  /** @type {Record<string, import("./answers.js").Answer>} */
  const answers = {};
  const spoken = make("p", { class: "unseen", role: "status" });
  const count = make("p", { class: "answered" });
  const showCount = () => {
    const { answered, of } = keepProgress(data, answers);
    count.textContent = kit.label("quiz.count", { k: answered, n: of });
  };
  const cards = data.questions.map((question, index) => {
    const options = shuffled(question.options, seedOf(`${data.seed} ${question.id}`));
    answers[question.id] = restored(kept[question.id], options);
    const number = kit.label("quiz.question", { i: index + 1, n: data.questions.length });
    return createCard(kit, { ...question, options }, number, answers[question.id], (answer, said) => {
      answers[question.id] = answer;
      keep(data.lesson, "answers", {
        ...recall(data.lesson, "answers"),
        [question.id]: { ...answer, at: Date.now() },
      });
      spoken.textContent = said;
      showCount();
    });
  });
  showCount();
  root.replaceChildren(count, make("div", { class: "cards" }, ...cards), spoken);
}

/** @param {HTMLElement} root @param {Kit} kit @param {Data} data @returns {import("../dom/kit.js").View} */
function build(root, kit, data) {
  let shown = "";
  return {
    paint: () => {},
    refuse: () => {},
    receive(next) {
      const text = JSON.stringify(next);
      if (text === shown) return;
      shown = text;
      fill(root, kit, next ?? data);
    },
  };
}

/** @type {import("../dom/kit.js").Figure} */
export const figure = { settings: {}, build };

// @ts-check
/** What a notebook is made of: the state that Python is asked about, and the words that only the browser knows. */

/**
 * @param {import("../settings/address.js").Settings} state
 * @param {import("./sentence.js").SentenceView} sentence
 * @param {import("../quiz/predict.js").PredictView} predict
 * @param {boolean} isOpen what the code prints is kept back
 */
export function notedOf(state, sentence, predict, isOpen) {
  const question = predict.current();
  return {
    ...{ state, sentence: sentence.said(), stem: question?.stem ?? "" },
    right: question?.options.find(({ rule }) => rule === null)?.text ?? "",
    is_open: isOpen,
  };
}

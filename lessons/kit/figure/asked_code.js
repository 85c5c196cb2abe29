/** The code of a figure that is built without the shell of lesson_figure.js: asked of Python, shown in its place. */

import { createAsker } from "../ask/asker.js";
import { routeOf } from "../ask/post.js";
import { forgetCode, showCode } from "../code/code_place.js";

/** The code of a figure that is built without the shell of lesson_figure.js: asked of Python, shown in its place. @param {import("../dom/kit.js").Kit} kit @param {string} lesson */
export function createAskedCode(kit, lesson) {
  let [state, lines] = [/** @type {import("../settings/address.js").Settings} */ ({}), 0];
  const paint = () => {
    const answer = /** @type {any} */ (asker.answer(state));
    showCode(lesson, { lines, answer, failure: asker.failure(state), again: asker.again, isAsked: false });
  };
  const asker = createAsker({ ...routeOf(kit, lesson, "code"), onAnswer: paint });
  kit.signal.addEventListener("abort", () => forgetCode(lesson));
  return {
    /** @param {import("../settings/address.js").Settings} asked @param {number} length how many lines there will be */
    show(asked, length) {
      [state, lines] = [asked, length];
      asker.want(asked);
      paint();
    },
  };
}

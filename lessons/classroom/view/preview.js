/** The first page of the sheet and of its key, as they will be printed. */

import { createAsker } from "../../kit/ask/asker.js";
import { routeOf } from "../../kit/ask/post.js";
import { make } from "../../kit/dom/dom.js";

/** @import { Sheet } from "../figure.js" */

const RESTED = 400; // ms: drawing takes longer than most answers

/** @param {import("../../kit/dom/kit.js").Kit} kit */
export function createPreview(kit) {
  const pages = ["sheet.first_page", "sheet.first_page_of_key"].map((name) =>
    make("img", { alt: kit.label(name), width: 595, height: 842, hidden: true }),
  );
  const element = make("div.first-pages", ...pages.map((each) => make("span", each)));
  /** @type {Sheet | null} */
  let shown = null;
  const asker = createAsker({
    ...routeOf(kit, "classroom", "first_pages"),
    fallbackMessage: kit.label("out.failed"),
    rested: RESTED,
    onAnswer: () => paint(),
  });
  const paint = () => {
    const answer = shown && asker.answer(shown);
    element.classList.toggle("is-old", !answer);
    for (const [at, page] of pages.entries()) {
      if (!answer) continue;
      page.src = `data:image/png;base64,${answer.pages[at]}`;
      page.hidden = false;
    }
  };
  return {
    element,
    /** @param {Sheet | null} sheet null while there is none */
    show(sheet) {
      shown = sheet;
      if (sheet) asker.want(sheet);
      paint();
    },
  };
}

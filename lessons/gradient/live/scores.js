// @ts-check
/** The ten scores: what each class gets of softmax, and the gradient of its score, to the left or right of a line. */

import { make } from "../../kit/dom/dom.js";
import { shareText } from "../../kit/pictures/shipped.js";

/** @param {number} gradient */
function gradientText(gradient) {
  const text = Math.abs(gradient).toFixed(2);
  return gradient < 0 && text !== "0.00" ? `−${text}` : text;
}

/** @param {import("../../kit/dom/kit.js").Kit} kit */
export function createScores(kit) {
  const heads = ["glive.class", "glive.share", "glive.gradient"].map((id) =>
    make("th", { scope: "col" }, kit.label(id)),
  );
  const rows = Array.from({ length: 10 }, (_, at) => {
    const [share, bar, gradient, signed] = [make("span", {}), make("i", {}), make("span", {}), make("i", {})];
    const line = make(
      "tr",
      {},
      make("th", { scope: "row" }, String(at)),
      make("td", { class: "share" }, bar, share),
      make("td", { class: "signed" }, signed, gradient),
    );
    return { line, share, bar, gradient, signed };
  });
  const element = make(
    "table",
    { class: "scores", "aria-label": kit.label("glive.scores") },
    make("thead", {}, make("tr", {}, ...heads)),
    make("tbody", {}, ...rows.map(({ line }) => line)),
  );
  return {
    element,
    /** @param {import("./numbers.js").Numbers} numbers */
    show({ shares, scores, now, answer }) {
      rows.forEach(({ line, share, bar, gradient, signed }, at) => {
        share.textContent = shareText(shares[at]);
        bar.style.setProperty("--share", String(shares[at]));
        gradient.textContent = gradientText(scores[at]);
        signed.className = scores[at] < 0 ? "below" : "above";
        signed.style.setProperty("--share", String(Math.abs(scores[at])));
        line.classList.toggle("is-answer", at === now);
        line.classList.toggle("is-wanted", at === answer);
      });
    },
  };
}

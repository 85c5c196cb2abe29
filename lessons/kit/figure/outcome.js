/** Above the open sheet of settings: what was changed last, and what became of the shape. */

import { make, setText } from "../dom/dom.js";
import { writeValue } from "../settings/address.js";

/** @import { Shape } from "./lesson_figure.js" */

const LONGEST = 8; // letters of a value: cells and names need more room than there is
const IMAGE = 4; // axes of a batch of images: their height and width say it

/** @param {Shape} shape @param {number} from the first axis of a batch of images that is written */
function sizeOf(shape, from) {
  if (!shape) return "—";
  if (shape.length === 1) return String(shape[0]);
  return shape.length === IMAGE ? shape.slice(from).join("×") : `(${shape.join(", ")})`;
}

/** What goes in and what comes out, "?" while that is asked: height and width, and the channels where they become others. @param {Shape} input @param {Shape} output */
export function becameOf(input, output) {
  const from = input && output?.length === IMAGE && input[1] !== output[1] ? 1 : 2;
  return `${sizeOf(input, from)} → ${sizeOf(output, from)}`;
}

/** Above the open sheet of settings: what was changed last, and what became of the shape. */
export function createOutcome() {
  const [changed, became] = [make("b"), make("span")];
  return {
    element: make("p.outcome", changed, became),
    /** @param {import("../layer_form/changes.js").Change | null} change @param {any} chosen @param {Shape} input @param {Shape} output */
    show(change, chosen, input, output) {
      const values = change ? [change.before, chosen].map((all) => writeValue(all[change.name])) : [];
      const isShort = values.every((value) => value.length <= LONGEST);
      setText(changed, change && isShort ? `${change.name} ${values.join(" → ")}` : "");
      setText(became, becameOf(input, output));
    },
  };
}

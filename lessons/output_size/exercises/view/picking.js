/** Which exercise: its grade, its seed, and the link that hands it to a class. */

import { segmentsOf } from "../../../kit/controls/choice.js";
import { stepperOf } from "../../../kit/controls/settings.js";
import { icon, make } from "../../../kit/dom/dom.js";
import { table } from "../model/limits.js";

const SAID = 2000; // ms for which the button says how it went

/** A button that copies the address, and answers in itself. @param {import("../../../kit/dom/kit.js").Kit} kit */
function createLinkButton(kit) {
  const name = kit.label("size.ex_copy");
  const word = make("span", name);
  const spoken = make("span.unseen", { "aria-live": "polite" });
  const button = make("button.class-link", icon("copy"), word);
  /** @param {string} label */
  const answer = (label) => {
    word.textContent = kit.label(label);
    spoken.textContent = kit.label(label);
    setTimeout(() => {
      word.textContent = name;
    }, SAID);
  };
  button.addEventListener("click", () => {
    const copied = navigator.clipboard?.writeText(location.href) ?? Promise.reject(new Error("no clipboard"));
    copied.then(
      () => answer("out.link_copied"),
      () => answer("out.link_failed"),
    );
  });
  return make("div.link-place", button, spoken);
}

/** @param {import("../../../kit/dom/kit.js").Kit} kit @param {(saying: string) => void} remark */
export function createPicking(kit, remark) {
  const grades = segmentsOf(kit, table, "grade", (grade) => ({ grade, exercise: 1, answer: 0 }));
  const [lowest, highest] = table.settings.seed.range ?? [1, 1];
  const seed = stepperOf(kit, remark, {
    label: "size.ex_seed",
    value: (chosen) => chosen.seed,
    change: (value) => ({ seed: value, exercise: 1, answer: 0 }),
    limits: () => [lowest, highest],
    fixed: ({ grade }) => (grade === "note" ? "size.ex_seed_note" : null),
  });
  const fresh = make("button", kit.label("size.ex_new_seed"));
  fresh.addEventListener("click", () => {
    const { grade } = kit.settings();
    const drawn = lowest + Math.floor(Math.random() * highest);
    kit.set({ seed: drawn, exercise: 1, answer: 0, grade: grade === "note" ? "1" : grade });
  });
  const chance = make("div.seed-place", seed.element, fresh, createLinkButton(kit));
  return {
    element: make("div.picking", grades.element, chance),
    /** @param {import("../model/limits.js").Settings} chosen */
    show(chosen) {
      grades.show(chosen);
      seed.show(chosen);
    },
  };
}

/** Which exercise, and what can be done with it: answer, take a hint, give up, go on. */

import { segmentsOf } from "../../../kit/controls/choice.js";
import { numericOf, stepperOf } from "../../../kit/controls/settings.js";
import { icon, make } from "../../../kit/dom/dom.js";
import { createSignKey } from "../../../kit/grid/cell_editor.js";
import { richText } from "../../../kit/grid/rich_text.js";
import { codeText, questionText } from "../model/answer.js";
import { attempts, NOTES, seriesOf, settings, table } from "../model/exercise.js";

/** @import { Kit } from "../../../kit/dom/kit.js" */
/** @import { Scene } from "../model/answer.js" */
/** @import { Settings } from "../model/exercise.js" */

const SAID = 2000; // ms for which the button says how it went

/** A button that copies the address, and answers in itself. @param {Kit} kit */
function createLinkButton(kit) {
  const name = kit.label("size.ex_copy");
  const word = make("span", name);
  const spoken = make("span.unseen", { "aria-live": "polite" });
  const copy = async () => {
    let label = "out.link_copied";
    try {
      await navigator.clipboard.writeText(location.href);
    } catch {
      label = "out.link_failed";
    }
    for (const element of [word, spoken]) element.textContent = kit.label(label);
    setTimeout(() => {
      word.textContent = name;
    }, SAID);
  };
  const button = make("button.class-link", { onclick: copy }, icon("copy"), word);
  return make("div.link-place", button, spoken);
}

/** @param {Kit} kit @param {(saying: string) => void} remark */
export function createPicking(kit, remark) {
  const grades = segmentsOf(kit, table, "grade", (grade) => ({ grade, exercise: 1, answer: 0 }));
  const seed = stepperOf(kit, remark, {
    ...numericOf(table, settings, "seed"),
    change: (value) => ({ seed: value, exercise: 1, answer: 0 }),
    fixed: ({ grade }) => (grade === "note" ? "size.ex_seed_note" : null),
  });
  const [lowest, highest] = table.settings.seed.range ?? [1, 1];
  const draw = () => {
    const { grade } = kit.settings();
    const drawn = lowest + Math.floor(Math.random() * highest);
    kit.set({ seed: drawn, exercise: 1, answer: 0, grade: grade === "note" ? "1" : grade });
  };
  const fresh = make("button", { onclick: draw }, kit.label("size.ex_new_seed"));
  const chance = make("div.seed-place", seed.element, fresh, createLinkButton(kit));
  return {
    element: make("div.picking", grades.element, chance),
    /** @param {Settings} chosen */
    show(chosen) {
      grades.show(chosen);
      seed.show(chosen);
    },
  };
}

/** One number, or height and width: fields that take numbers and nothing else. @param {Kit} kit @param {(typed: string[]) => void} onType @param {() => void} onEnter */
function createFields(kit, onType, onEnter) {
  const plain = { type: "text", inputmode: "decimal", autocomplete: "off", maxlength: 12, class: "answer" };
  let typedIn = 1;
  const inputs = ["size.axis_height", "size.axis_width"].map((name, at) =>
    make("input", {
      ...plain,
      "aria-label": kit.label(name),
      onfocus: () => {
        typedIn = at;
      },
      oninput: () => onType(inputs.map(({ value }) => value)),
      onkeydown: (/** @type {KeyboardEvent} */ event) => {
        if (event.key === "Enter" && !event.isComposing) onEnter();
      },
    }),
  );
  const [height, width] = inputs;
  const sign = createSignKey(kit.label("set.sign"), () => (height.hidden ? width : inputs[typedIn]));
  const times = make("span.op", { "aria-hidden": true }, "×");
  return {
    element: make("span.fields", height, times, width, sign),
    /** @param {string[]} typed @param {boolean} isPair @param {"right" | "wrong" | ""} verdict */
    show(typed, isPair, verdict) {
      height.hidden = !isPair;
      times.hidden = !isPair;
      width.setAttribute("aria-label", kit.label(isPair ? "size.axis_width" : "size.ex_number"));
      inputs.forEach((input, i) => {
        if (input.value !== typed[i]) input.value = typed[i];
        input.classList.toggle("wrong", verdict === "wrong");
        input.classList.toggle("right", verdict === "right");
        input.setAttribute("aria-invalid", String(verdict === "wrong"));
      });
    },
  };
}

/**
 * @typedef {{ type: (typed: string[]) => void, check: () => void, hint: () => void, show: () => void,
 *   go: (by: 1 | -1) => void }} Hands what can be done with the exercise
 */

/** @param {string} text @param {() => void} press @param {string} [kind] */
const button = (text, press, kind) => make("button", { class: kind ?? null, onclick: press }, text);

/** Where the exercise is from, and how many of its kind were solved. @param {Kit} kit @param {Settings} chosen */
function originText(kit, { grade, seed, exercise }) {
  const isNote = grade === "note";
  const from = kit.label(isNote ? "size.ex_from_note" : "size.ex_seeded", { seed });
  const place = isNote ? [kit.label("size.ex_of", { n: exercise, all: NOTES })] : [];
  const solved = attempts.found(seriesOf({ grade, seed }));
  const count = solved > 0 ? [kit.label("size.ex_so_far", { n: solved })] : [];
  return [from, ...place, ...count].join(" · ");
}

/** @param {Kit} kit @param {Hands} hands */
export function createAnswering(kit, hands) {
  const title = make("b");
  const origin = make("span.note");
  const question = make("p.question");
  const code = make("code");
  const fields = createFields(kit, hands.type, hands.check);
  const check = button(kit.label("size.ex_check"), hands.check, "play check-answer");
  const hint = button("", hands.hint, "hint");
  const show = button(kit.label("size.ex_show"), hands.show);
  const back = button("‹", () => hands.go(-1));
  back.setAttribute("aria-label", kit.label("size.ex_back_one"));
  const next = button(kit.label("size.ex_next"), () => hands.go(1), "next-exercise");
  const [head, asked] = [make("p.panel-head", title, " ", origin), make("p.asked-code", code)];
  const [answering, going] = [
    make("div.doing", fields.element, check, hint),
    make("div.doing", show, back, next),
  ];
  const element = make("section.answering", head, question, asked, answering, going);
  return {
    element,
    /** @param {Scene} scene @param {Settings} chosen */
    show({ asked, attempt, isRight, isDone }, chosen) {
      const { exercise } = chosen;
      title.textContent = kit.label("size.ex_title", { n: exercise });
      origin.textContent = originText(kit, chosen);
      question.replaceChildren(...richText(questionText(kit, asked), kit.theme));
      code.textContent = asked.asks === "features" ? "" : codeText(asked);
      const verdict = attempt.answer === null ? "" : isRight ? "right" : "wrong";
      fields.show(attempt.typed, asked.asks === "shape", verdict);
      const isLast = attempt.hints >= 3;
      hint.textContent = kit.label(isLast ? "size.ex_hints_all" : "size.ex_hint", { n: attempt.hints + 1 });
      hint.setAttribute("aria-disabled", String(isLast || isDone));
      show.setAttribute("aria-disabled", String(isDone));
      back.setAttribute("aria-disabled", String(exercise <= 1));
    },
  };
}

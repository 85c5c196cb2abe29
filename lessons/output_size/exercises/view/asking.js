/** Which exercise, and what can be done with it: answer in fields or by a box, take a hint, give up, go on. */

import { copying } from "../../../kit/code/figure.js";
import { together } from "../../../kit/controls/control.js";
import { arrowKeys, icon, keepDrag, make, signBetween } from "../../../kit/dom/dom.js";
import { createSignKey } from "../../../kit/grid/cell_editor.js";
import { richText } from "../../../kit/grid/rich_text.js";
import { pressed, revealed } from "../../../kit/quiz/answer.js";
import { createBoxes, sizeBox } from "../../view/counting.js";
import { codeText, HINTS, nameOf, questionText, readNumber, sceneOf } from "../model/answer.js";
import { attempts, NOTES, seriesOf, table } from "../model/exercise.js";

/** @import { Sides } from "../../view/counting.js" */
/** @import { Attempt, Settings } from "../model/exercise.js" */

/** A button that copies the address, and answers in itself. @param {Kit} kit */
function createLinkButton(kit) {
  const name = "size.ex_copy";
  const [word, spoken] = [make("span", kit.label(name)), make("span.unseen", { "aria-live": "polite" })];
  const copy = copying(kit, word, () => `${location.href.split("#")[0]}#exercises`, [
    name,
    "out.link_copied",
    "out.link_failed",
  ]);
  const onclick = async () => {
    await copy();
    spoken.textContent = word.textContent;
  };
  return make("div.around", make("button.class-link", { onclick }, icon("copy"), word), spoken);
}

/** @param {Kit} kit @param {Controls} control */
export function createPicking(kit, control) {
  const grades = control("grade", { change: (grade) => ({ grade, exercise: 1, answer: 0 }) });
  const seed = control("seed", {
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
  const chance = together(make("div.seed-place.in-rows.at-bottom"), seed);
  chance.element.append(fresh, createLinkButton(kit));
  return together(make("div.picking.in-rows.apart.tinted"), grades, chance);
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
  const times = signBetween("×");
  return {
    element: make("span.fields.in-row", height, times, width, sign),
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

/** @typedef {(changes: (attempt: Attempt) => Partial<Attempt>) => void} Act what was done with the exercise */

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

/** What was typed is checked, or why it cannot be is said. @param {Kit} kit @param {Act} change @param {(saying: string) => void} refuse */
function checkTyped(kit, change, refuse) {
  const { asked, attempt } = sceneOf(kit.settings());
  const isPair = asked.asks === "shape";
  const typed = isPair ? attempt.typed : attempt.typed.slice(1);
  const answer = typed.flatMap((text) => readNumber(text) ?? []);
  if (answer.length < typed.length) {
    change(() => ({ answer: null, open: null })); // what was said of the answer before it would be said of this one
    const isMissing = isPair && typed.some((text) => text.trim() === "");
    return refuse(kit.label(isMissing ? "size.ex_missing" : "size.ex_not_a_number"));
  }
  const name = nameOf(asked, answer);
  change((kept) => ({ ...pressed({ ...kept, open: null }, name, Date.now()), answer }));
  const wrong = asked.answer.findIndex((number, i) => number !== answer[i]);
  if (isPair && wrong >= 0) kit.set({ side: wrong === 0 ? "height" : "width" });
}

/** @param {Kit} kit @param {Act} change @param {(saying: string) => void} refuse */
export function createAnswering(kit, change, refuse) {
  const title = make("b");
  const origin = make("span.note");
  const question = make("p.question");
  const code = make("code");
  const onCheck = () => checkTyped(kit, change, refuse);
  const onHint = () => {
    if (!sceneOf(kit.settings()).isDone) change(({ hints }) => ({ hints: Math.min(hints + 1, HINTS) }));
  };
  const onShow = () => change((kept) => ({ ...revealed(kept, Date.now()), open: kept.open }));
  const go = (/** @type {1 | -1} */ by) => {
    const { grade, exercise } = kit.settings();
    const isOver = grade === "note" && exercise + by > NOTES;
    kit.set(isOver ? { grade: "1", exercise: 1, answer: 0 } : { exercise: exercise + by, answer: 0 });
  };
  const fields = createFields(kit, (typed) => change(() => ({ typed })), onCheck);
  const check = button(kit.label("size.ex_check"), onCheck, "play check-answer");
  const hint = button("", onHint, "hint");
  const show = button(kit.label("size.ex_show"), onShow);
  const back = button("‹", () => go(-1));
  back.setAttribute("aria-label", kit.label("size.ex_back_one"));
  const next = button(kit.label("nav.next"), () => go(1), "next-exercise");
  const [head, asked] = [make("p.panel-head", title, " ", origin), make("p.asked-code", code)];
  const [answering, going] = [
    make("div.doing.in-rows", fields, check, hint),
    make("div.doing.in-rows", show, back, next),
  ];
  return {
    element: make("section.answering", head, question, asked, answering, going),
    /** @param {import("../model/answer.js").AnswerScene} scene @param {Settings} chosen */
    show({ asked, attempt, isRight, isDone }, chosen) {
      const { exercise } = chosen;
      title.textContent = kit.label("size.ex_title", { n: exercise });
      origin.textContent = originText(kit, chosen);
      question.replaceChildren(...richText(questionText(kit, asked), kit.theme));
      code.textContent = asked.asks === "features" ? "" : codeText(asked);
      const verdict = attempt.answer === null ? "" : isRight ? "right" : "wrong";
      fields.show(attempt.typed, asked.asks === "shape", verdict);
      const isLast = attempt.hints >= HINTS;
      hint.textContent = kit.label(isLast ? "size.ex_hints_all" : "size.ex_hint", { n: attempt.hints + 1 });
      hint.setAttribute("aria-disabled", String(isLast || isDone));
      show.setAttribute("aria-disabled", String(isDone));
      back.setAttribute("aria-disabled", String(exercise <= 1));
    },
  };
}

const SIDE = 176; // px
const ROOM = 1.2; // times the input: an output may be larger
const FAR = 5; // cells an arrow moves with Shift

/** @typedef {{ scale: number, sides: Sides, most: number, isSquare: boolean }} Lie px a cell, the box that lies there, and how large it may be */

/** The corner is dragged, or moved by arrow keys. @param {HTMLElement} field @param {HTMLElement} handle @param {() => Lie} lie @param {(sides: Sides) => void} onPlace */
function listen(field, handle, lie, onPlace) {
  /** @param {number} height @param {number} width */
  const place = (height, width) => {
    const { most, isSquare } = lie();
    const kept = (/** @type {number} */ side) => Math.min(Math.max(Math.round(side), 1), most);
    const even = Math.max(height, width);
    onPlace(isSquare ? [kept(even), kept(even)] : [kept(height), kept(width)]);
  };
  handle.addEventListener("pointerdown", (event) => {
    handle.setPointerCapture(event.pointerId);
    event.preventDefault();
    handle.focus();
  });
  keepDrag(handle);
  handle.addEventListener("pointermove", (event) => {
    if (!handle.hasPointerCapture(event.pointerId)) return;
    const { left, top } = field.getBoundingClientRect();
    const { scale } = lie();
    place((event.clientY - top) / scale, (event.clientX - left) / scale);
  });
  handle.addEventListener("keydown", (event) =>
    arrowKeys(event, (down, across, isFar) => {
      const { sides, isSquare } = lie();
      const by = isFar ? FAR : 1;
      const even = sides[0] + (down || across) * by;
      if (isSquare) place(even, even);
      else place(sides[0] + down * by, sides[1] + across * by);
    }),
  );
}

/** @param {Kit} kit @param {(sides: Sides) => void} onPlace */
export function createPlace(kit, onPlace) {
  const boxes = createBoxes(SIDE);
  const guess = make("i.box.guess-box");
  const handle = make("button.corner.small-target.placed");
  const caption = make("p.note.in-one.spaced");
  boxes.element.removeAttribute("aria-hidden");
  boxes.element.append(guess, handle);
  const head = make("b.place-head.in-one.own-line", kit.label("size.ex_place"));
  /** @type {Lie} */
  let lie = { scale: 1, sides: [1, 1], most: 1, isSquare: true };
  listen(boxes.element, handle, () => lie, onPlace);
  return {
    element: make("div.place", head, boxes, caption),
    /** What the learner says, and the right sides once they may be shown. @param {Sides} input @param {Sides | null} placed @param {Sides | null} right @param {boolean} isOpen whether a box can be placed @param {boolean} isWrong @param {boolean} isDone nothing is to be placed any more */
    show(input, placed, right, isOpen, isWrong, isDone) {
      const most = Math.ceil(Math.max(...input) * ROOM);
      const [scale, sides] = [SIDE / most, placed ?? input];
      lie = { scale, sides, most, isSquare: input[0] === input[1] };
      boxes.show(input, right, most);
      const shown = /** @type {Sides} */ (sides.map((side) => Math.min(side, most)));
      guess.hidden = !isOpen || (isDone && !placed);
      guess.classList.toggle("wrong", isWrong);
      guess.classList.toggle("untouched", placed === null);
      sizeBox(guess, shown, scale);
      handle.hidden = !isOpen || isDone;
      handle.style.left = `${shown[1] * scale}px`;
      handle.style.top = `${shown[0] * scale}px`;
      const [h, w] = sides;
      handle.setAttribute("aria-label", kit.label("size.ex_place_handle", { h, w }));
      head.hidden = !isOpen;
      caption.textContent = !isOpen ? "" : kit.label(placed ? "size.ex_box" : "size.ex_place_help", { h, w });
    },
  };
}

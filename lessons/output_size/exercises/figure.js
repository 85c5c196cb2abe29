/** Exercises: the note's five, and endless ones by seed. A wrong number is met by the rule behind it, named and drawn. */

import { controlsOf } from "../../kit/controls/control.js";
import { make, tableHead, tableRow } from "../../kit/dom/dom.js";
import { sayRefused } from "../../kit/figure/sentence.js";
import { richText } from "../../kit/grid/rich_text.js";
import { lead, verdictIcon } from "../../kit/quiz/told.js";
import { markOf } from "../model/misconceptions.js";
import { createSteps } from "../view/counting.js";
import { createRuler } from "../view/ruler.js";
import {
  answerText,
  consequence,
  HINTS,
  hintsOf,
  noRuleText,
  readNumber,
  rulesText,
  sceneOf,
  solvedAxis,
  stackShapes,
  stackText,
} from "./model/answer.js";
import { attemptAt, attempts, isBackwards, seriesOf, settings, table } from "./model/exercise.js";
import { createAnswering, createPicking, createPlace } from "./view/asking.js";

/** @import { Row } from "../model/misconceptions.js" */
/** @import { AnswerScene } from "./model/answer.js" */
/** @import { Settings, Task } from "./model/exercise.js" */

/** Which rows a wrong rule gets wrong. @type {Record<string, (row: Row, at: number, layers: Row[]) => boolean>} */
const TOUCHED = {
  flatten_size_before_pool: ([name], at, layers) =>
    name === "MaxPool2d" && !layers.slice(at + 1).some(([other]) => other === "MaxPool2d"),
  pool_stride_is_one: ([name]) => name === "MaxPool2d",
  padding_ignored: ([, , , , padding]) => padding > 0,
  forgot_plus_one: ([name]) => name === "Conv2d",
  size_kept_by_default: ([name]) => name === "Conv2d",
  outputs_multiply: ([name]) => name === "Conv2d",
  ceil_not_floor: ([name]) => name === "MaxPool2d",
};

/** @param {Kit} kit */
function createStack(kit) {
  const body = make("tbody");
  const head = tableHead([kit.label("set.layer"), kit.label("size.ex_stage")]);
  const table = make("table", { "aria-label": kit.label("size.ex_4") }, head, body);
  return {
    element: make("div.stack.ruled", table),
    /** @param {Task} asked @param {boolean} isKnown @param {string | null} rule */
    show(asked, isKnown, rule) {
      const [given, ...shapes] = stackShapes(asked);
      const touches = rule ? TOUCHED[rule] : undefined;
      const rowsTouched = asked.layers.map((row, at, layers) => touches?.(row, at, layers) ?? false);
      const touched = [...rowsTouched, rule !== null && touches === undefined]; // the last is the flatten
      const rows = stackText(asked).map((code, at) => {
        const cell = isKnown ? make("td", shapes[at]) : make("td.ask", "?");
        return tableRow(make("code", code), [cell], { class: touched[at] ? "touched" : null });
      });
      body.replaceChildren(tableRow(make("code", "x"), [given]), ...rows);
    },
  };
}

/** The first words, with their icon. @param {import("../../kit/quiz/answer.js").Kind} kind @param {string} words */
function signed(kind, words) {
  const sign = make("span.sign", verdictIcon(kind));
  return make("span", { class: kind }, sign, " ", lead(kind, words), " ");
}

/** Each rule of several, to be pressed. @param {Kit} kit @param {AnswerScene} scene @param {(rule: string) => void} onRule */
function choices(kit, { asked, rules, rule, slipped: { axis, now } }, onRule) {
  const entries = rules.map((each) => {
    const press = { "aria-pressed": String(each === rule), onclick: () => onRule(each) };
    return make("li", make("button.rule.wordy.as-wide", press, rulesText(kit, asked, [each], axis, now)));
  });
  return make("ul.rules.in-column", ...entries);
}

/** @param {Kit} kit @param {AnswerScene} scene @param {(rule: string) => void} onRule @returns {Node[]} */
function verdict(kit, scene, onRule) {
  const { asked, attempt, isRight, isDone, rules, slipped } = scene;
  if (attempt.answer && isRight) return [make("p", signed("right", kit.label("quiz.right")))];
  const shown = kit.label("quiz.answer_is", { answer: answerText(asked.answer) });
  const answer = isDone ? [make("p", signed("shown", shown))] : [];
  if (!attempt.answer) return answer;
  const said = answerText(attempt.answer);
  const first = signed("wrong", kit.label("quiz.not", { answer: said }));
  const after = consequence(kit, asked, attempt.answer);
  const why =
    rules.length === 1 ? rulesText(kit, asked, rules, slipped.axis, slipped.now) : noRuleText(kit, scene);
  const several = kit.label("size.ex_several", { n: rules.length, answer: said });
  const reasons =
    rules.length > 1
      ? [make("p", first, several), choices(kit, scene, onRule)]
      : [make("p", first, ...richText(why, kit.theme))];
  return [...reasons, ...(after ? [make("p.note", after)] : []), ...answer];
}

/** @param {Kit} kit @param {(rule: string) => void} onRule */
function createFeedback(kit, onRule) {
  const told = make("div.told", { role: "status" });
  const alert = make("p.remark", { role: "alert" });
  const hints = make("ol.hints");
  const title = make("b");
  const worked = make("p.panel-head", title);
  const steps = createSteps(kit);
  const idle = make("p.note", kit.label("size.ex_start"));
  const element = make("div.feedback", {
    tabindex: 0,
    role: "group",
    "aria-label": kit.label("size.ex_feedback"),
  });
  element.append(idle, told, alert, hints, worked, steps.element);
  return {
    element,
    show(/** @type {AnswerScene} */ scene) {
      const { asked, attempt, isDone, now } = scene;
      alert.textContent = "";
      told.replaceChildren(...verdict(kit, scene, onRule));
      idle.hidden = told.childElementCount > 0 || attempt.hints > 0;
      const isStack = asked.asks === "features";
      const given = hintsOf(kit, asked).slice(0, isDone && isStack ? HINTS : attempt.hints);
      hints.replaceChildren(...given.map((hint) => make("li", hint)));
      hints.hidden = isDone && !isStack;
      worked.hidden = !isDone || isStack;
      steps.element.hidden = !isDone || isStack;
      const isPair = asked.asks === "shape";
      title.textContent = kit.label(isPair ? "size.ex_worked_both" : "size.ex_worked");
      if (isDone && !isStack) steps.show(isPair ? [solvedAxis(asked, 0), solvedAxis(asked, 1)] : [now], 4);
    },
    refuse(/** @type {string} */ saying) {
      idle.hidden = true;
      alert.textContent = saying;
    },
  };
}

/** @typedef {ReturnType<typeof createParts>} Parts */

const ASKED = 2; // windows that are drawn while their number is asked

/** @param {HTMLElement} root @param {Kit} kit */
function createParts(root, kit) {
  /** @type {import("./view/asking.js").Act} */
  const change = (changes) => {
    const chosen = kit.settings();
    attempts.keep(seriesOf(chosen), chosen.exercise, changes(attemptAt(chosen)));
    kit.repaint();
  };
  const feedback = createFeedback(kit, (open) => change(() => ({ open })));
  const answering = createAnswering(kit, change, feedback.refuse);
  const place = createPlace(kit, ([height, width]) =>
    change(() => ({ typed: [String(height), String(width)] })),
  );
  const control = controlsOf(kit, { table, settings }, feedback.refuse);
  const [picking, ruler, stack] = [createPicking(kit, control), createRuler(kit), createStack(kit)];
  const sides = control("side");
  const head = make("div.row-head.in-row", make("b.larger", kit.label("size.row")), sides);
  const row = make("section.drawn-row.ruled", head, ruler);
  const main = make("div.exercise.in-rows", answering, feedback, place);
  root.append(make("div.stage", picking, main, row, stack));
  return { feedback, answering, place, picking, ruler, stack, sides, row };
}

/** Where the rule behind a wrong answer looks on the drawn axis. @param {AnswerScene} scene */
function markIn({ asked, attempt, isRight: isSolved, rule, axis, now }) {
  if (attempt.answer === null || isSolved || now.refused) return null;
  if (isBackwards(asked)) return markOf(rule, now);
  const said = attempt.answer[asked.asks === "shape" ? axis : 0];
  return said === now.size ? null : markOf(rule, now, said);
}

/** @param {Parts} parts @param {Kit} kit @param {AnswerScene} scene @param {Settings} chosen */
function paintRow({ ruler, stack, sides, row }, kit, scene, chosen) {
  const { asked, attempt, isDone, rule, now } = scene;
  const isStack = asked.asks === "features";
  row.hidden = isStack;
  stack.element.hidden = !isStack;
  if (isStack) return stack.show(asked, isDone, rule);
  sides.element.hidden = asked.asks !== "shape";
  sides.show(chosen);
  const areAllSeen = attempt.answer !== null || isDone || asked.asks === "padding";
  const known = areAllSeen ? now.size : asked.asks === "stride" ? 1 : ASKED;
  ruler.show({
    name: kit.label("size.row_grid", { i: now.settings.input_size }),
    axis: now,
    known,
    step: known === now.size ? now.size : 1,
    mark: markIn(scene),
    refusal: null,
  });
}

/** @param {Parts} parts @param {AnswerScene} scene */
function paintPlace({ place }, { asked, attempt, isRight, isDone }) {
  const isOpen = asked.asks === "size" || asked.asks === "shape";
  const [height, width] = attempt.typed;
  const typed = [asked.asks === "shape" ? height : width, width].map(readNumber);
  const isWhole = typed.every((side) => side !== null && side >= 1);
  const placed = isWhole ? /** @type {[number, number]} */ (typed) : null;
  const [down, across = down] = isOpen ? asked.answer : [asked.target];
  const right = (isOpen ? isDone : asked.target) ? /** @type {[number, number]} */ ([down, across]) : null;
  place.element.classList.toggle("absent", asked.asks === "features");
  place.show(asked.input, placed, right, isOpen, attempt.answer !== null && !isRight, isDone);
}

/** @param {HTMLElement} root @param {Kit} kit @returns {View} */
function build(root, kit) {
  const parts = createParts(root, kit);
  return {
    paint(/** @type {Settings} */ chosen) {
      const scene = sceneOf(chosen);
      parts.picking.show(chosen);
      parts.answering.show(scene, chosen);
      parts.feedback.show(scene);
      paintPlace(parts, scene);
      paintRow(parts, kit, scene, chosen);
    },
    refuse: (refused) => parts.feedback.refuse(sayRefused(kit, refused)),
  };
}

/** @type {Figure} */
export const figure = { settings, build };

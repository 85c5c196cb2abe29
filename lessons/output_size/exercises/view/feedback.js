/** What an answer is told: the rule behind it, all rules that fit, hints, and the worked steps or the stack. */

import { formatCount } from "../../../kit/arithmetic/rounding.js";
import { make, tableHead, tableRow } from "../../../kit/dom/dom.js";
import { richText } from "../../../kit/grid/rich_text.js";
import { lead, verdictIcon } from "../../../kit/quiz/told.js";
import { sizesAfter } from "../../model/misconceptions.js";
import { sayRules } from "../../model/words.js";
import { createSteps } from "../../view/counting.js";
import { answerText, consequence, hintsOf, ruleValues, stackText } from "../model/answer.js";

/** @import { Kit } from "../../../kit/dom/kit.js" */
/** @import { Row } from "../../model/misconceptions.js" */
/** @import { Scene } from "../model/answer.js" */
/** @import { Exercise } from "../model/exercise.js" */

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

/** @param {string | null} rule @param {Row[]} layers @returns {boolean[]} of every layer, then of the flatten */
function touchedRows(rule, layers) {
  const touches = rule ? TOUCHED[rule] : undefined;
  const rows = layers.map((row, at) => touches?.(row, at, layers) ?? false);
  return [...rows, rule !== null && touches === undefined];
}

/** @param {Kit} kit */
export function createStack(kit) {
  const body = make("tbody");
  const head = tableHead([kit.label("size.layer"), kit.label("size.ex_stage")]);
  const table = make("table", { "aria-label": kit.label("size.ex_4") }, head, body);
  return {
    element: make("div.stack", table),
    /** @param {Exercise} asked @param {boolean} isKnown @param {string | null} rule */
    show({ channels, input, layers }, isKnown, rule) {
      const sizes = sizesAfter(channels, input[1], layers);
      const [maps, side] = sizes[sizes.length - 1];
      const shapes = [...sizes.map(([each, size]) => [1, each, size, size]), [1, maps * side * side]];
      const touched = touchedRows(rule, layers);
      const written = (/** @type {number[]} */ shape) => `(${shape.map(formatCount).join(", ")})`;
      const rows = stackText({ channels, input, layers }).map((code, at) => {
        const cell = isKnown ? make("td", written(shapes[at])) : make("td.ask", "?");
        return tableRow(make("code", code), [cell], { class: touched[at] ? "touched" : null });
      });
      body.replaceChildren(tableRow(make("code", "x"), [written([1, channels, ...input])]), ...rows);
    },
  };
}

/** The first words, with their icon. @param {import("../../../kit/quiz/answer.js").Kind} kind @param {string} words */
function signed(kind, words) {
  const sign = make("span.sign", verdictIcon(kind));
  return make("span", { class: kind }, sign, " ", lead(kind, words), " ");
}

/** Each rule of several, to be pressed. @param {Kit} kit @param {Scene} scene @param {(rule: string) => void} onRule */
function choices(kit, { asked, rules, rule, now }, onRule) {
  const entries = rules.map((each) => {
    const press = { "aria-pressed": String(each === rule), onclick: () => onRule(each) };
    return make("li", make("button.rule", press, sayRules(kit, [each], ruleValues(asked, now))));
  });
  return make("ul.rules", ...entries);
}

/** @param {Kit} kit @param {Scene} scene @param {(rule: string) => void} onRule @returns {Node[]} */
function verdict(kit, scene, onRule) {
  const { asked, attempt, isRight, isDone, rules, now } = scene;
  if (attempt.answer && isRight) return [make("p", signed("right", kit.label("size.ex_right")))];
  const shown = kit.label("size.ex_the_answer", { answer: answerText(asked.answer) });
  const answer = isDone ? [make("p", signed("shown", shown))] : [];
  if (!attempt.answer) return answer;
  const said = answerText(attempt.answer);
  const first = signed("wrong", kit.label("size.ex_wrong", { answer: said }));
  const after = consequence(kit, asked, attempt.answer);
  const why =
    rules.length === 1 ? sayRules(kit, rules, ruleValues(asked, now)) : kit.label("size.ex_no_rule");
  const several = kit.label("size.ex_several", { n: rules.length, answer: said });
  const reasons =
    rules.length > 1
      ? [make("p", first, several), choices(kit, scene, onRule)]
      : [make("p", first, ...richText(why, kit.theme))];
  return [...reasons, ...(after ? [make("p.note", after)] : []), ...answer];
}

/** @param {Kit} kit @param {(rule: string) => void} onRule */
export function createFeedback(kit, onRule) {
  const told = make("div.told", { role: "status" });
  const alert = make("p.remark", { role: "alert" });
  const hints = make("ol.hints");
  const worked = make("p.panel-head", make("b", kit.label("size.ex_worked")));
  const steps = createSteps(kit);
  const idle = make("p.note.idle", kit.label("size.ex_start"));
  const element = make("div.feedback", {
    tabindex: 0,
    role: "group",
    "aria-label": kit.label("size.ex_feedback"),
  });
  element.append(idle, told, alert, hints, worked, steps.element);
  return {
    element,
    /** @param {Scene} scene */
    show(scene) {
      const { asked, attempt, isDone, axis, now } = scene;
      alert.textContent = "";
      told.replaceChildren(...verdict(kit, scene, onRule));
      idle.hidden = told.childElementCount > 0 || attempt.hints > 0;
      const isStack = asked.asks === "features";
      const given = hintsOf(kit, asked, axis).slice(0, isDone && isStack ? 3 : attempt.hints);
      hints.replaceChildren(...given.map((hint) => make("li", hint)));
      hints.hidden = isDone && !isStack;
      worked.hidden = !isDone || isStack;
      steps.element.hidden = !isDone || isStack;
      if (isDone && !isStack) steps.show(now, 4);
    },
    /** @param {string} saying */
    refuse(saying) {
      idle.hidden = true;
      alert.textContent = saying;
    },
  };
}

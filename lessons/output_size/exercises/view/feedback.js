/** What an answer is told: the rule behind it, all rules that fit, hints, and the worked steps. */

import { make } from "../../../kit/dom/dom.js";
import { richText } from "../../../kit/grid/rich_text.js";
import { lead, verdictIcon } from "../../../kit/quiz/told.js";
import { sayRules } from "../../model/captions.js";
import { createSteps } from "../../view/formula.js";
import { answerText, consequence, hintsOf, ruleValues } from "../model/wording.js";

/** @import { Kit } from "../../../kit/dom/kit.js" */
/** @import { Counted } from "../../model/axis.js" */
/** @import { Exercise } from "../model/exercise.js" */
/**
 * @typedef {object} Scene
 * @property {Exercise} asked
 * @property {import("../model/limits.js").Attempt} attempt
 * @property {boolean} isRight the answer that was checked last
 * @property {boolean} isDone solved, or the answer is shown
 * @property {string[]} rules that give the learner's answer
 * @property {string | null} rule of them that is drawn
 * @property {0 | 1} axis that is drawn
 * @property {Counted} now what the row shows
 */

/** The first words, with their icon. @param {import("../../../kit/quiz/answer.js").Kind} kind @param {string} words */
function signed(kind, words) {
  const sign = make("span.sign", verdictIcon(kind));
  return make("span", { class: kind }, sign, " ", lead(kind, words), " ");
}

/** Each rule of several, to be pressed. @param {Kit} kit @param {Scene} scene @param {(rule: string) => void} onRule */
function choices(kit, { asked, rules, rule, now }, onRule) {
  const entries = rules.map((each) =>
    make(
      "li",
      make(
        "button.rule",
        { "aria-pressed": String(each === rule), onclick: () => onRule(each) },
        sayRules(kit, [each], ruleValues(asked, now)),
      ),
    ),
  );
  return make("ul.rules", ...entries);
}

/** @param {Kit} kit @param {Scene} scene @param {(rule: string) => void} onRule @returns {Node[]} */
function verdict(kit, scene, onRule) {
  const { asked, attempt, isRight, rules, now } = scene;
  const values = ruleValues(asked, now);
  if (attempt.answer && isRight) return [make("p", signed("right", kit.label("size.ex_right")))];
  const shown = scene.isDone;
  const answer = [signed("shown", kit.label("size.ex_the_answer", { answer: answerText(asked.answer) }))];
  if (!attempt.answer) return shown ? [make("p", ...answer)] : [];
  const said = answerText(attempt.answer);
  const first = signed("wrong", kit.label("size.ex_wrong", { answer: said }));
  const after = consequence(kit, asked, attempt.answer);
  const parts = [];
  if (rules.length > 1) {
    const several = kit.label("size.ex_several", { n: rules.length, answer: said });
    parts.push(make("p", first, several), choices(kit, scene, onRule));
  } else {
    const why = rules.length === 1 ? sayRules(kit, rules, values) : kit.label("size.ex_no_rule");
    parts.push(make("p", first, ...richText(why, kit.theme)));
  }
  if (after) parts.push(make("p.note", after));
  if (shown) parts.push(make("p", ...answer));
  return parts;
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

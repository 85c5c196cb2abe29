/** What PyTorch says of a call that it refuses, and the smallest changes that help, as buttons. */

import { createFailed } from "../ask/asker.js";
import { isAnew, make, setText } from "../dom/dom.js";
import { richText } from "../grid/rich_text.js";
import { fill } from "../i18n/korean_particles.js";
import { codeOf, writtenValue } from "../settings/table.js";

/** @import { Refusal } from "../arithmetic/geometry.js" */
/** @import { Answer, Failure } from "../ask/asker.js" */

/**
 * What torch comes upon first of all that is wrong: what was found on an axis is mended, to see what lies behind it. Of
 * several wrong arguments torch's message names one, and our arithmetic checks one axis after the other in an order of its own.
 * @template {object} Arguments
 * @param {Arguments[]} axes @param {(given: Arguments) => Refusal | null} refusalOf
 * @param {Record<string, Partial<Arguments>>} mended by reason
 * @param {(refused: Refusal, axis: number) => number} turnOf when torch looks
 * @returns {Refusal | null}
 */
export function firstRefusal(axes, refusalOf, mended, turnOf) {
  /** @type {{ refused: Refusal, turn: number }[]} */
  const found = [];
  for (const [axis, given] of axes.entries()) {
    for (let now = given, refused = refusalOf(now); refused; refused = refusalOf(now)) {
      found.push({ refused, turn: turnOf(refused, axis) });
      if (!mended[refused.reason]) break;
      now = { ...now, ...mended[refused.reason] };
    }
  }
  return found.sort((one, other) => one.turn - other.turn)[0]?.refused ?? null;
}

/** @typedef {{ code: string, changes: Record<string, unknown>, runs: boolean }} Fix */

/**
 * What may help, by the reason of a refusal.
 * @template Settings
 * @typedef {Record<string, (chosen: Settings, values: Refusal["values"]) => Partial<Settings>[]>} Candidates
 */

const MOST = 3;

/** As code: the arguments that change, or the whole call where it is written otherwise. @param {Table} table @param {Record<string, any>} chosen @param {Record<string, any>} changes */
function codeOfFix(table, chosen, changes) {
  const names = Object.keys(changes);
  if (names.some((name) => !table.settings[name].argument)) return codeOf(table, { ...chosen, ...changes });
  return names.map((name) => `${name}=${writtenValue(table, name, changes[name])}`).join(", ");
}

/** Whether the form can show these values. @param {Table} table @param {Record<string, any>} changes */
const isShown = (table, changes) =>
  Object.entries(changes).every(([name, value]) => {
    const [lowest, highest] = table.settings[name].range ?? [0, 0];
    const sides = typeof value === "string" ? [] : [value].flat();
    return sides.every((side) => side >= lowest && side <= highest);
  });

/**
 * The fixes after which it runs; where one is not enough, the first that leads on.
 * @template {Record<string, any>} Settings
 * @param {Table} table @param {Settings} chosen @param {(chosen: Settings) => Refusal | null} refusalOf
 * @param {Candidates<Settings>} candidates @returns {Fix[]}
 */
export function fixesOf(table, chosen, refusalOf, candidates) {
  const refused = refusalOf(chosen);
  if (!refused) return [];
  const found = candidates[refused.reason]?.(chosen, refused.values) ?? [];
  const all = found
    .filter((changes) => isShown(table, changes))
    .flatMap((changes) => {
      const left = refusalOf({ ...chosen, ...changes });
      if (left?.reason === refused.reason) return [];
      return [{ changes, code: codeOfFix(table, chosen, changes), runs: left === null }];
    });
  const running = all.filter(({ runs }) => runs);
  return (running.length > 0 ? running : all.slice(0, 1)).slice(0, MOST);
}

/** @param {Kit} kit @param {string} lesson whose labels explain the reasons that are its own */
export function createTorchWords(kit, lesson) {
  const kind = make("code");
  const message = make("pre.message.boxed", { tabindex: 0, "aria-label": kit.label("call.torch_says") });
  const reason = make("p.reason");
  const mends = make("div.mends.in-rows");
  const heading = make("p.panel-head", make("b", kit.label("call.torch_says")), " ", kind);
  const words = make("div", { role: "alert" }, heading, message, reason);
  const helps = make("p.note", kit.label("call.helps"));
  const failed = createFailed(kit);
  const element = make("section.torch-words", words, failed, helps, mends);
  return {
    element,
    /** @param {Refusal | null} refused @param {Fix[]} all @param {{ answer: Answer | null, failure: Failure | null, again: () => void }} answered */
    show(refused, all, { answer, failure, again }) {
      element.hidden = !refused;
      if (!refused) return;
      const { reason: name, values } = refused;
      const saying = kit.refusals[name]
        ? fill(kit.refusals[name], values)
        : kit.label(`${lesson}.reason_${name}`, values);
      failed.show(failure, again);
      message.hidden = failure !== null;
      setText(kind, answer?.error ?? ""); // as its message: torch's own words, "" where it refused nothing
      setText(message, answer?.message ?? kit.label("call.asking"));
      if (isAnew(reason, saying)) reason.replaceChildren(...richText(saying, kit.theme));
      helps.hidden = all.length === 0;
      if (!isAnew(mends, all)) return;
      const buttons = all.map(({ code, changes, runs }) => {
        const leads = make("small", kit.label(runs ? "call.runs" : "call.first_step"));
        return make("button.mend.wordy", { onclick: () => kit.set(changes) }, make("code", code), leads);
      });
      mends.replaceChildren(...buttons);
    },
  };
}

/** Below the code, where it breaks: torch's own words, what they mean, and the mends that were tried. */

import { isAnew, make, setText } from "../../kit/dom/dom.js";
import { richText } from "../../kit/grid/rich_text.js";
import { verdictIcon } from "../../kit/quiz/told.js";
import { howItCame } from "../model/diagnosis.js";
import { changedPart, written } from "../model/typing.js";

/** @import { Diagnosis, Failure, Mend, Span, Token } from "../model/diagnosis.js" */
/** @typedef {{ point: (span: Span) => void, apply: (mend: Mend) => void }} Hands */

// PyTorch's own names of arguments need no other word.
const ARGUMENTS = [
  "in_features",
  "out_features",
  "in_channels",
  "out_channels",
  "num_features",
  "kernel_size",
  "padding",
  "dilation",
];

const SPEAKERS = { torch: "torch.says", meta: "doctor.meta_says", Python: "doctor.python_says" };

/** @param {Kit} kit @param {string} role */
const roleOf = (kit, role) => (ARGUMENTS.includes(role) ? role : kit.label(`doctor.role_${role}`));

/** A part of the message: what it is stands below it, and where it is written it leads there. @param {Kit} kit @param {string} text @param {Token} token @param {Hands} hands */
function tokenOf(kit, text, { role, conflict, span }, hands) {
  const name = roleOf(kit, role);
  const parts = [make("span.said", text), make("small.fine", name)];
  const look = `token bare${conflict ? " conflict" : ""}`;
  if (!span) return make("span", { class: look }, ...parts);
  const spoken = kit.label("doctor.points_to", { text, role: name, n: span.line });
  const go = () => hands.point(span);
  return make("button", { class: look, "aria-label": spoken, onclick: go }, ...parts);
}

/** @param {Kit} kit @param {Failure} failure @param {Hands} hands @returns {(Node | string)[]} */
function messageOf(kit, { kind, message, tokens }, hands) {
  /** @type {(Node | string)[]} */
  const parts = [`${kind}: `];
  let end = 0;
  for (const token of tokens) {
    parts.push(message.slice(end, token.start));
    parts.push(tokenOf(kit, message.slice(token.start, token.end), token, hands));
    end = token.end;
  }
  return [...parts, message.slice(end)];
}

/** @param {Kit} kit @param {Mend} mend @returns {[before: string, changed: string, after: string]} */
export function codeOfMend(kit, { fix }) {
  if (fix.edits.length === 0 && fix.input_shape)
    return ["", kit.label("doctor.input_becomes", { shape: written(fix.input_shape) }), ""];
  return changedPart(fix);
}

/** @param {Kit} kit @param {Mend} mend @param {boolean} isFirst @param {Hands} hands */
function mendOf(kit, mend, isFirst, hands) {
  const [before, changed, after] = codeOfMend(kit, mend);
  const code = make("code", before, ...(changed ? [make("em", changed)] : []), after);
  const said = make("p.tried.note", verdictIcon("right"), " ", ...richText(mend[kit.language], kit.theme));
  const button = make(
    "button",
    {
      class: isFirst ? "play" : null,
      "aria-label": kit.label("doctor.apply_this", { code: code.textContent ?? "" }),
      onclick: () => hands.apply(mend),
    },
    kit.label("doctor.apply"),
  );
  return make("li.in-row", make("div.grows", code, said), button);
}

/** @param {Kit} kit @param {Diagnosis} found @returns {string[]} */
function meaningOf(kit, found) {
  const { failure } = found;
  if (!failure) return [];
  const { line, layer_line } = failure;
  const made = layer_line && layer_line !== line ? [kit.label("doctor.made_at", { n: layer_line })] : [];
  return [howItCame(kit, found) || failure[kit.language], ...made];
}

/** @param {Kit} kit @param {Hands} hands */
export function createExplaining(kit, hands) {
  const said = make("h2");
  const message = make("p.torch-said");
  const meaning = make("div");
  const words = make("section.words", said, message, make("h2", kit.label("doctor.means")), meaning);
  const heading = make("h2");
  const list = make("ol.in-column");
  const none = make("p.note", kit.label("doctor.no_mend"));
  const mends = make("section.offers", heading, list, none);
  const element = make("div.explaining.in-grid.ruled", words, mends);
  return {
    element,
    /** @param {Diagnosis | null} found */
    show(found) {
      const { failure = null, mends: offered = [] } = found ?? {};
      element.hidden = !failure && offered.length === 0;
      if (!found || !isAnew(element, failure, offered)) return;
      words.hidden = !failure;
      if (failure) {
        setText(said, kit.label(SPEAKERS[failure.speaker]));
        message.replaceChildren(...messageOf(kit, failure, hands));
        meaning.replaceChildren(
          ...meaningOf(kit, found).map((text) => make("p", ...richText(text, kit.theme))),
        );
      }
      setText(heading, kit.label(offered.length > 1 ? "doctor.mends" : "doctor.mend"));
      list.replaceChildren(...offered.map((mend, at) => mendOf(kit, mend, at === 0, hands)));
      none.hidden = offered.length > 0;
    },
  };
}

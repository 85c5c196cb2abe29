/** The three nets in rows: what each is, what it answers to this picture, how often it is right. */

import { formatCount, formatNumber } from "../../kit/arithmetic/rounding.js";
import { icon, make, makeSvg, setText } from "../../kit/dom/dom.js";
import { NETS, netIn, OWN } from "../model/limits.js";
import { whole } from "../model/store.js";

/** @import { Kit } from "../../kit/dom/kit.js" */
/** @import { Share } from "../model/store.js" */
/** @import { NetName, Settings } from "../model/limits.js" */

const CLASSES = ["cat", "dog"];
/** @type {Record<NetName, number>} */
const PARAMETERS = { dense: 100_738, flatten: 15_858, global: 6_706 };

const fan = [5, 13, 21, 29, 37]
  .flatMap((from) => [9, 17, 25, 33].map((to) => `M27 ${from}L56 ${to}`))
  .join("");
const dots = (/** @type {number} */ x) => [9, 17, 25, 33].map((y) => `M${x} ${y}h.01`).join("");
const CONV = "M2 8h24v26h-24zM6 12h8v8h-8zM33 12h18v18h-18zM37 8h18v18";
/** @type {Record<NetName, { thin: string, dots: string }>} */
const DRAWN = {
  dense: { thin: `M2 8h24v26h-24z${fan}`, dots: dots(59) },
  flatten: { thin: `${CONV}M64 4h6v34h-6zM64 12.500h6M64 21h6M64 29.500h6`, dots: "" },
  global: { thin: `${CONV}M55 8L66 21M51 30L66 21`, dots: "M67 21h.01" },
};

/** @param {NetName} net */
function drawingOf(net) {
  const { thin, dots: thick } = DRAWN[net];
  const parts = [makeSvg("path", { d: thin }), makeSvg("path", { d: thick, class: "dots" })];
  return makeSvg("svg", { viewBox: "0 0 72 42", class: "drawing", "aria-hidden": "true" }, ...parts);
}

/** A share with two decimals, never 1.00. @param {number} share */
function shareText(share) {
  if (share > 0.99) return ">.99";
  if (share < 0.01) return "<.01";
  return formatNumber(share, { leadingZero: false });
}

/** Whether the answer is right; null where nobody knows, as with a drawing. @param {string} picture @param {number} answer */
const isRight = (picture, answer) => (picture === OWN ? null : picture.startsWith(CLASSES[answer]));

/** What the net says of this picture. @param {Kit} kit */
function createAnswer(kit) {
  const names = CLASSES.map(() => make("span"));
  const bar = make("div.answer-bar", { "aria-hidden": true }, make("i"));
  const verdict = make("p.net-verdict");
  const element = make("div.answer", make("p.shares", ...names), bar, verdict);
  return {
    element,
    /** @param {Settings} chosen @param {number[]} shares */
    show({ picture }, shares) {
      const best = shares[1] > shares[0] ? 1 : 0;
      names.forEach((name, at) => {
        setText(name, `${kit.label(`why.${CLASSES[at]}`)} ${shareText(shares[at])}`);
        name.classList.toggle("best", at === best);
      });
      bar.style.setProperty("--share", String(shares[best]));
      bar.classList.toggle("for-second", best === 1); // it grows from the side of the name that wins
      const a = kit.label(`why.${CLASSES[best]}`);
      const right = isRight(picture, best);
      if (right === null) return verdict.replaceChildren(kit.label("why.own_answer", { a }));
      verdict.classList.toggle("wrong-answer", !right);
      verdict.replaceChildren(
        icon(right ? "check" : "cross"),
        kit.label(right ? "why.right" : "why.wrong", { a }),
      );
    },
  };
}

/** How often it is right over all held-out pictures. @param {Kit} kit */
function createAccuracy(kit) {
  const centred = make("p.centred");
  const bar = make("div.accuracy-bar", { "aria-hidden": true }, make("i"), make("b"));
  const percent = make("b.percent");
  const range = make("span.range");
  const element = make("div.accuracy", centred, bar, percent, range);
  return {
    element,
    /** @param {Share} now @param {Share} start @param {boolean} isAsked */
    show(now, start, isAsked) {
      setText(centred, kit.label("why.centred", { p: whole(start.mean) }));
      bar.style.setProperty("--share", String(isAsked ? 0 : now.mean / 100));
      bar.style.setProperty("--start", String(start.mean / 100));
      percent.classList.toggle("asked", isAsked);
      setText(percent, isAsked ? "?" : kit.label("why.percent", { p: whole(now.mean) }));
      const ends = { a: whole(now.lowest), b: whole(now.highest) };
      setText(range, isAsked ? "" : kit.label("why.range", ends));
    },
  };
}

/** @param {Kit} kit @param {NetName} net */
function createRow(kit, net) {
  const choose = () => kit.set({ net });
  const button = make("button.net-name.small-target", { onclick: choose });
  const idea = make("p.note.idea");
  const count = kit.label("why.parameters", { n: formatCount(PARAMETERS[net]) });
  const about = make("div.about", button, idea, make("p.note.parameters", count));
  const [answer, accuracy] = [createAnswer(kit), createAccuracy(kit)];
  const element = make("section", { class: `net ${net}` });
  element.append(drawingOf(net), about, answer.element, accuracy.element);
  return {
    ...{ element, answer, accuracy },
    /** What it is. @param {Settings} chosen */
    show(chosen) {
      const shown = netIn(chosen, net);
      const name = kit.label(`why.${shown}`);
      setText(button, name);
      button.title = kit.label("why.net_shown", { name });
      button.setAttribute("aria-pressed", String(chosen.net === net));
      element.setAttribute("aria-label", name);
      setText(idea, kit.label(`why.${shown}_idea`));
    },
  };
}

/** @param {Kit} kit */
export function createRows(kit) {
  const rows = NETS.map((net) => createRow(kit, net));
  const [answers, accuracy] = [make("span.note"), make("span.note")];
  const pictures = make("b");
  const head = make(
    "div.nets-head.panel-head",
    make("p.answer-head", make("b", kit.label("why.answers")), " ", answers),
    make("p.accuracy-head", pictures, " ", accuracy),
  );
  setText(answers, kit.label("why.answers_note"));
  return {
    element: make("div.nets", head, ...rows.map(({ element }) => element)),
    /** @param {Settings} chosen @param {(net: NetName) => number[]} sharesOf @param {import("../model/store.js").Accuracy} counts @param {boolean} isAsked */
    show(chosen, sharesOf, counts, isAsked) {
      setText(pictures, kit.label("why.accuracy", { n: counts.pictures }));
      setText(accuracy, kit.label("why.accuracy_seeds", { s: counts.now("dense", chosen).seeds }));
      NETS.forEach((net, at) => {
        const row = rows[at];
        row.show(chosen);
        row.answer.show(chosen, sharesOf(net));
        row.accuracy.show(counts.now(net, chosen), counts.start(net, chosen), isAsked);
      });
    },
  };
}

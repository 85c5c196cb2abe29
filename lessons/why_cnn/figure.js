/** The laboratory: one picture moved, turned or shuffled; three nets, a row each, answer at once, and 400 pictures are counted, drawn as a curve. */

import { formatCount, shortNumber } from "../kit/arithmetic/rounding.js";
import { together } from "../kit/controls/control.js";
import { createSettings } from "../kit/controls/settings.js";
import { icon, make, makeSvg, setText } from "../kit/dom/dom.js";
import { lessonFigure } from "../kit/figure/lesson_figure.js";
import { answerOf, transformed } from "../kit/silhouettes/nets.js";
import { moveOf, turnOf } from "../kit/silhouettes/strip.js";
import { leave, NETS, netIn, netKey, OWN, SAMPLES, settings, table } from "./model/limits.js";
import { accuracy, asked, curveOf, isDrawn, nets, pictureOf, ready, whole } from "./model/store.js";
import { areCountsHidden, caption, lineOf, questionOf } from "./model/words.js";
import { createCurve } from "./view/curve.js";
import { createPicture } from "./view/picture.js";

/** @import { NetName, Settings } from "./model/limits.js" */
/** @import { Share } from "./model/store.js" */

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

/** A share with two decimals, never 1.00. @param {number} share */
function shareText(share) {
  if (share > 0.99) return ">.99";
  if (share < 0.01) return "<.01";
  return shortNumber(share);
}

/** What the net says of this picture. @param {Kit} kit */
function createAnswer(kit) {
  const names = CLASSES.map(() => make("span"));
  const bar = make("div.answer-bar.around.not-still", { "aria-hidden": true }, make("i.placed"));
  const verdict = make("p.net-verdict.in-row");
  return {
    element: make("div.answer", make("p.shares.apart.muted.not-still", ...names), bar, verdict),
    /** @param {Settings} chosen @param {number[]} shares */
    show({ picture }, shares) {
      const best = shares[1] > shares[0] ? 1 : 0;
      names.forEach((name, at) => {
        setText(name, `${kit.label(`why.${CLASSES[at]}`)} ${shareText(shares[at])}`);
        name.classList.toggle("strong", at === best);
      });
      bar.style.setProperty("--share", String(shares[best]));
      bar.classList.toggle("for-second", best === 1); // it grows from the side of the name that wins
      const a = kit.label(`why.${CLASSES[best]}`);
      const right = picture === OWN ? null : picture.startsWith(CLASSES[best]); // of a drawing nobody knows
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
  const centred = make("p.fine.at-right.not-still");
  const bar = make("div.accuracy-bar.around.not-still", { "aria-hidden": true }, make("i.placed"), make("b"));
  const percent = make("b.percent.in-one");
  const range = make("span.range.fine.not-still");
  return {
    element: make("div.accuracy.in-grid", centred, bar, percent, range),
    /** @param {Share} now @param {Share} start @param {boolean} isAsked */
    show(now, start, isAsked) {
      setText(centred, kit.label("why.centred", { p: whole(start.mean) }));
      bar.style.setProperty("--share", String(isAsked ? 0 : now.mean / 100));
      bar.style.setProperty("--start", String(start.mean / 100));
      percent.classList.toggle("asked", isAsked);
      setText(percent, isAsked ? "?" : kit.label("curves.percent", { p: whole(now.mean) }));
      const ends = { a: whole(now.lowest), b: whole(now.highest) };
      setText(range, isAsked ? "" : kit.label("why.range", ends));
    },
  };
}

/** @param {Kit} kit @param {NetName} net */
function createRow(kit, net) {
  const button = make("button.net-name.bare.small-target", { onclick: () => kit.set({ net }) });
  const idea = make("p.note.idea.wide-only.not-still");
  const count = kit.label("why.parameters", { n: formatCount(PARAMETERS[net]) });
  const about = make("div.about", button, idea, make("p.note.parameters.not-still", count));
  const [answer, accuracy] = [createAnswer(kit), createAccuracy(kit)];
  const element = make("section", { class: `net ${net}` });
  const { thin, dots: thick } = DRAWN[net];
  const paths = [makeSvg("path", { d: thin }), makeSvg("path", { d: thick, class: "dots" })];
  const frame = { viewBox: "0 0 72 42", class: "drawing wide-only not-still", "aria-hidden": "true" };
  element.append(makeSvg("svg", frame, ...paths), about, answer.element, accuracy.element);
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
function createRows(kit) {
  const rows = NETS.map((net) => createRow(kit, net));
  const [answers, accuracy] = [make("span.note", kit.label("why.answers_note")), make("span.note")];
  const pictures = make("b");
  const ofAnswers = make("p.answer-head.wide-only", make("b", kit.label("why.answers")), " ", answers);
  const ofAccuracy = make("p.accuracy-head", pictures, " ", accuracy);
  const head = make("div.nets-head.panel-head.not-still", ofAnswers, ofAccuracy);
  return {
    element: make("div.nets.in-grid", head, ...rows),
    /** @param {Settings} chosen @param {(net: NetName) => number[]} sharesOf @param {import("./model/store.js").Accuracy} counts @param {boolean} isAsked */
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

/** What can be done to the picture, and what the nets have practised. @param {Kit} kit @param {LessonHands} hands */
function createControls(kit, { control }) {
  const moves = ["right", "down"].map((name) => control(name, moveOf(kit, name)));
  const practice = control("practice", {
    fixed: ({ shuffle }) => (shuffle ? "why.practice_shuffled" : null),
  });
  const press = () => kit.set({ right: 0, down: 0, rotate: 0 });
  const name = make("span", kit.label("why.centre"));
  const centre = make("button.plain.centre", { onclick: press }, icon("undo"), name);
  /** @type {Control} */
  const back = {
    element: centre,
    show: ({ right, down, rotate }) =>
      centre.setAttribute("aria-disabled", String(!right && !down && !rotate)),
  };
  const switches = together(make("div.switches"), control("shuffle"), practice);
  const last = together(make("div.rest.in-row"), switches, back);
  return createSettings(kit, control, [
    [...moves, control("rotate", turnOf(kit, "rotate")), last],
    ["third"],
  ]);
}

/** The picture, and a row a net: what each says of it, and how often it is right. @param {Kit} kit @param {() => void} onDrawn */
function createField(kit, onDrawn) {
  const [picture, rows] = [createPicture(kit, onDrawn), createRows(kit)];
  return {
    field: make("div.field.why.in-grid", picture, rows),
    show(/** @type {Scene} */ scene) {
      const { chosen } = scene;
      const seen = transformed(pictureOf(chosen.picture), chosen, nets().order);
      picture.show(chosen, seen);
      /** What a net of the state answers to the picture. @param {NetName} row */
      const answersOf = (row) =>
        answerOf(netIn(chosen, row), nets().weights[netKey(chosen, row)], seen).shares;
      rows.show(chosen, answersOf, accuracy(), areCountsHidden(scene));
    },
  };
}

/** The laboratory beside a link of the text. @param {Kit} kit */
const createSmall = (kit) => createField(kit, () => {});

/** @param {Kit} kit @param {LessonHands} hands @returns {LessonView} */
function createView(kit, hands) {
  // A drawing lives as long as the page: the address may ask for one that is no longer there.
  let isGone = kit.settings().picture === OWN && !isDrawn();
  if (isGone) kit.set({ picture: SAMPLES[0] });
  const { field, show } = createField(kit, kit.repaint);
  const [curve, options] = [createCurve(kit), createControls(kit, hands)];
  return {
    ...{ field, options, below: curve.element },
    show(scene) {
      show(scene);
      const { chosen, isGuessing: isHidden = false } = scene;
      if (!chosen.shuffle) return curve.show(curveOf(accuracy(), chosen), isHidden);
      const pairs = NETS.map((row) => ({
        net: netIn(chosen, row),
        place: accuracy().unshuffled(row, chosen),
        shuffled: accuracy().now(row, chosen),
      }));
      curve.showPairs(pairs, isHidden);
    },
    receive() {
      if (isGone) hands.sentence.refuse(kit.label("up.gone"));
      isGone = false; // it is said once
    },
  };
}

const RIGHT = Array.from({ length: 13 }, (_, at) => at - 6); // pixels; an animation moves the picture across

export const figure = lessonFigure({
  ...{ name: "why_cnn", table, settings, asked, caption, createView, createSmall },
  asksAhead: true, // what one net says of one picture answers no question about 400
  fetched: () => (leave() ? new Promise(() => {}) : ready()),
  compute: () => ({}),
  question: (kit, chosen) => questionOf(kit, accuracy(), chosen) ?? kit.label("predict.why_wait"),
  line: (_kit, { chosen }) => ({ before: "(1, 1, 28, 28)", code: lineOf(chosen), after: "(1, 2)" }),
  film: () => ({ name: "right", values: RIGHT }),
});

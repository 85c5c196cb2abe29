/** The shape doctor: a model as somebody wrote it, the shape that leaves every line, and why it breaks. What is typed is kept, asked about when the hand rests, and shown line by line. */

import { createAsker, routeOf } from "../kit/ask/asker.js";
import { make } from "../kit/dom/dom.js";
import { keep, recall } from "../kit/dom/storage.js";
import { lineSentence, nothing, troubledLine, verdictOf } from "./model/diagnosis.js";
import { askedOf, hashOf, readShape, Typing, typedIn, typedInHash, written } from "./model/typing.js";
import { createBand, createCards, createFooter, createHead } from "./view/around.js";
import { createBricks } from "./view/bricks.js";
import { createField, createLines } from "./view/code.js";
import { codeOfMend, createExplaining } from "./view/explaining.js";

/** @import { Failure } from "../kit/ask/asker.js" */
/** @import { Diagnosis } from "./model/diagnosis.js" */
/** @import { Typed } from "./model/typing.js" */
/**
 * @typedef {{ examples: import("./view/around.js").Example[], tables: Record<string, Table> }} Data
 * @typedef {ReturnType<typeof createParts>} Parts
 * @typedef {{ answer: Diagnosis | null, failure: Failure | null }} Answered for exactly what is typed
 */

const LESSON = "doctor";
const RESTED = 300; // ms after the last key

/** What was typed: a link says it, or else it is as it was left. @returns {Typed} */
function opened() {
  const linked = typedInHash(location.hash);
  if (linked) history.replaceState(history.state, "", location.pathname + location.search);
  return linked ?? typedIn(recall(LESSON, "typed"));
}

/** @param {Kit} kit @param {Typing} typing @param {Answered} answered @returns {import("./model/diagnosis.js").Verdict} */
function verdictFor(kit, { typed, found, isEmpty }, { failure }) {
  if (readShape(typed.input_shape) === null)
    return { look: "not_read", lead: "", text: kit.label("doctor.no_shape"), line: null };
  if (isEmpty) return nothing(kit);
  if (failure) return { look: "not_read", lead: "", text: "", line: null };
  return found ? verdictOf(kit, found) : { ...nothing(kit), text: kit.label("doctor.reading") };
}

/** What stands below the code. @param {Kit} kit @param {Typing} typing @param {Answered} answered */
function sentenceFor(kit, { current, done }, { answer }) {
  if (done) return done;
  const said = answer ? lineSentence(kit, answer, current) : "";
  if (said === "") return { lead: "", said: kit.label("doctor.choose_line") };
  return { lead: kit.label("doctor.at_line", { n: current }), said };
}

/** Why it fits now: what is given to what broke. @param {Kit} kit @param {import("./model/diagnosis.js").Mend} mend @param {Diagnosis | null} broken */
function nowArrives(kit, { fix: { arrives } }, broken) {
  const op = broken?.failure?.op;
  return op && arrives ? kit.label("doctor.now_arrives", { shape: written(arrives), op: `\`${op}\`` }) : "";
}

/** @param {Kit} kit @param {Typing} typing @param {import("./model/diagnosis.js").Mend} mend */
function mendIn(kit, typing, mend) {
  const { text, input_shape } = mend.fix;
  const shape = input_shape ? written(input_shape).slice(1, -1) : typing.typed.input_shape;
  const said = [mend[kit.language], nowArrives(kit, mend, typing.found)].join(" ");
  typing.mend({ text, input_shape: shape }, { lead: codeOfMend(kit, mend)[1], said });
}

/** @param {Kit} kit @param {Typing} typing @param {Data} data @param {() => void} changed what is typed has changed @param {() => void} show */
function createParts(kit, typing, { examples, tables }, changed, show) {
  /** Put a text into the field, as a hand would. @param {() => void} change */
  const put = (change) => {
    change();
    field.replace(typing.typed.text);
    changed();
  };
  const field = createField(kit, {
    type: (text) => {
      typing.type({ text });
      changed();
    },
    stand: (line) => typing.stand(line) && show(),
  });
  /** @param {import("./model/diagnosis.js").Span} span */
  const point = (span) => {
    field.select(span);
    lines.reveal(span.line);
  };
  const goTo = (/** @type {number} */ line) => point({ line, column: 0, end_line: line, end_column: 0 });
  /** @param {import("./view/around.js").Example} example */
  const open = ({ text, input_shape }) => put(() => typing.put({ text, input_shape }));
  const lines = createLines(kit, tables);
  const explaining = createExplaining(kit, {
    point,
    apply: (mend) => {
      put(() => mendIn(kit, typing, mend));
      footer.undo.focus();
    },
  });
  const head = createHead(kit, examples, {
    type: (input_shape) => {
      typing.type({ input_shape });
      changed();
    },
    open,
    clear: () => put(() => typing.put({ ...typing.typed, text: "" })),
  });
  const hands = {
    text: () => typing.typed.text,
    link: () => linkTo(kit, typing.typed),
    undo: () => put(() => typing.undo()),
  };
  const footer = createFooter(kit, hands, tables);
  const [band, bricks] = [createBand(kit, goTo), createBricks(kit)];
  const cards = createCards(kit, examples, open);
  return { band, head, lines, field, bricks, explaining, cards, footer, goTo };
}

/** Where the same code opens; null where it is too long. @param {Kit} kit @param {Typed} typed */
function linkTo({ language }, typed) {
  const hash = hashOf(typed);
  return hash && `${location.origin}${location.pathname}?lang=${language}${hash}`;
}

/** @param {Parts} parts */
function placed({ band, head, lines, field, bricks, explaining, cards, footer }) {
  const under = make("div.under.around", lines, ...field.elements);
  const sheet = make("div.sheet-of-code", under);
  const editor = make("div.editor", head, sheet);
  const work = make("div.work.in-grid", editor, bricks);
  const stage = make("div.stage", work, explaining, cards, footer);
  return { elements: [band.element, stage], sheet };
}

/** @param {Parts} parts @param {Kit} kit @param {Typing} typing @param {Answered} answered @param {() => void} again */
function paint(parts, kit, typing, answered, again) {
  const { typed, found, before, current, isEmpty, canUndo } = typing;
  const { answer, failure } = answered;
  parts.band.show(verdictFor(kit, typing, answered));
  parts.band.failed.show(failure, again);
  parts.head.show(typed.input_shape, isEmpty);
  parts.lines.show({ text: typed.text, found, before, current });
  const input = (readShape(typed.input_shape) ?? "1").split(",").map(Number);
  parts.bricks.show(found, input, current);
  parts.explaining.show(answer);
  parts.cards.hidden = !isEmpty;
  const { lead, said } = sentenceFor(kit, typing, answered);
  parts.footer.show({ found: answer, line: current, lead, said, canUndo, isEmpty });
}

/** F8 goes to the trouble from anywhere; who points at a line looks at it. @param {HTMLElement} root @param {HTMLElement} sheet @param {Parts} parts @param {Typing} typing @param {() => void} show */
function pointAndKeys(root, sheet, { lines, goTo }, typing, show) {
  root.addEventListener("keydown", (event) => {
    const { found } = typing;
    if (event.key !== "F8" || !found) return;
    event.preventDefault();
    const line = (event.shiftKey && found.failure?.layer_line) || troubledLine(found);
    if (line) goTo(line);
  });
  sheet.addEventListener("pointermove", ({ pointerType, buttons, clientY }) => {
    const line = pointerType === "mouse" && buttons === 0 ? lines.lineAt(clientY) : null;
    const isThere = line !== null && line <= (typing.found?.lines.length ?? 0);
    if (isThere && !typing.done && typing.stand(line)) show();
  });
}

/** @param {HTMLElement} root @param {Kit} kit @param {Data} data @returns {View} */
function build(root, kit, data) {
  const typing = new Typing(opened());
  const asker = createAsker(routeOf(kit, LESSON, "diagnosis"), () => show(), RESTED);
  const show = () => {
    const asked = askedOf(typing.typed);
    if (asked) asker.want(asked);
    const answer = /** @type {any} */ (asked && asker.answer(asked));
    if (answer) typing.found = answer;
    const failure = asked && asker.failure(asked);
    sheet.classList.toggle("empty", typing.isEmpty);
    paint(parts, kit, typing, { answer, failure }, asker.again);
    parts.band.element.setAttribute("aria-busy", String(asked !== null && !answer && !failure));
  };
  const changed = () => {
    keep(LESSON, "typed", { ...typing.typed });
    show();
  };
  const parts = createParts(kit, typing, data, changed, show);
  const { elements, sheet } = placed(parts);
  root.append(...elements);
  pointAndKeys(root, sheet, parts, typing, show);
  parts.field.fill(typing.typed.text);
  return { paint: show };
}

/** @type {Figure} */
export const figure = { settings: {}, build };

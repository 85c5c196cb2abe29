/** The code: a text field over a table, which shows the same text line for line with its layers told apart, and the shapes beside it. */

import { formatCount } from "../../kit/arithmetic/rounding.js";
import { icon, isAnew, make } from "../../kit/dom/dom.js";
import { linksOf, stepsAt, stopOf } from "../model/diagnosis.js";
import { changedAxes, insertedBy, lineAt, piecesOf, placeOf, written } from "../model/typing.js";

/** @import { Diagnosis, Line, Link } from "../model/diagnosis.js" */

/** Put a text in the place of what is selected, so that the browser's own undo knows of it. @param {HTMLTextAreaElement} area @param {string} text */
function insert(area, text) {
  area.focus();
  if (document.execCommand("insertText", false, text)) return;
  area.setRangeText(text, area.selectionStart, area.selectionEnd, "end");
  area.dispatchEvent(new Event("input"));
}

/** @param {HTMLTextAreaElement} area */
function takeKeys(area) {
  let isLeaving = false; // Escape lets the next Tab out
  area.addEventListener("keydown", (event) => {
    const isPlain =
      !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey && !event.isComposing;
    const inserted = insertedBy(event.key, area.value, area.selectionStart);
    if (isPlain && inserted !== null && !(event.key === "Tab" && isLeaving)) {
      event.preventDefault();
      insert(area, inserted);
    }
    isLeaving = event.key === "Escape";
  });
}

/** @param {Kit} kit @param {{ type: (text: string) => void, stand: (line: number) => void }} hands stand: on a line */
export function createField(kit, hands) {
  const keys = make("p", { id: "doctor-keys", class: "unseen" }, kit.label("doctor.keys"));
  const area = make("textarea", {
    ...{ spellcheck: "false", autocapitalize: "off", autocomplete: "off", autocorrect: "off", wrap: "soft" },
    ...{ "aria-label": kit.label("doctor.code"), "aria-describedby": keys.id, rows: 1 },
    placeholder: kit.label("doctor.placeholder"),
  });
  takeKeys(area);
  let isPut = false; // what is put in is no typing
  area.addEventListener("input", () => isPut || hands.type(area.value));
  const stand = () => isPut || hands.stand(lineAt(area.value, area.selectionStart));
  for (const event of ["keyup", "click", "focus", "input"]) area.addEventListener(event, stand);
  return {
    elements: [area, keys],
    /** What was kept, or comes from a link: nothing to take back. @param {string} text */
    fill(text) {
      area.value = text;
    },
    /** A change that Ctrl and Z take back. @param {string} text */
    replace(text) {
      isPut = true;
      area.focus();
      area.select();
      if (text === "") document.execCommand("delete");
      else insert(area, text);
      if (area.value !== text) area.value = text; // a browser that has no such command
      area.setSelectionRange(0, 0);
      isPut = false;
    },
    /** Select a part of the text, or stand at the beginning of a line. @param {import("../model/diagnosis.js").Span} span */
    select({ line, column, end_line, end_column }) {
      area.focus({ preventScroll: true });
      area.setSelectionRange(placeOf(area.value, line, column), placeOf(area.value, end_line, end_column));
      hands.stand(line);
    },
  };
}

/**
 * @typedef {object} Shown
 * @property {string} text as it stands in the field
 * @property {Diagnosis | null} found of this text, or of the one before it
 * @property {Line[]} before the lines as they were before a mend, [] where none was applied
 * @property {number} current the line that is looked at
 */

const FEWEST = 8; // lines that are numbered
const LONG = 16; // letters of a shape that have room
const UNSEEN = ["line", "text", "open"]; // columns that need no name for who sees them
const COLUMNS = {
  ...{ line: "doctor.line", text: "doctor.text", shape: "doctor.shape" },
  ...{ parameters: "doctor.parameters", sees: "doctor.field", open: "doctor.open" },
};

/** @param {string} line */
const codeOf = (line) =>
  piecesOf(line).map(({ text, look }) => (look ? make("span", { class: look }, text) : text));

/** A shape, its axes that are others than before underlined. @param {Line} line @param {Line | undefined} before @returns {(Node | string)[]} */
function shapeOf(line, before) {
  if (!line.shape) return [];
  const changed = changedAxes(before, line);
  if (changed.size === 0) return [written(line.shape)];
  const sizes = line.shape.flatMap((size, at) => {
    const part = changed.has(at) ? make("em", String(size)) : String(size);
    return at === 0 ? [part] : [", ", part];
  });
  return ["(", ...sizes, line.shape.length === 1 ? ",)" : ")"];
}

/** What stands in the column of shapes. @param {Kit} kit @param {Line} line @param {Line | undefined} before @param {string} stop @returns {(Node | string)[]} */
function stateOf(kit, line, before, stop) {
  if (line.state === "breaks") return [icon("cross"), make("b", stop)];
  if (line.state === "not_read") return [icon("warn"), make("b", kit.label("doctor.not_read"))];
  if (line.state === "not_reached") return ["–"];
  return shapeOf(line, before);
}

/** @param {Kit} kit @param {Line} line @param {Line | undefined} before @param {string} stop what a line that breaks says */
function shapeCell(kit, line, before, stop) {
  const cell = make("td.shape", ...stateOf(kit, line, before, stop));
  const isLong = (cell.textContent ?? "").length > LONG;
  cell.classList.toggle("long", isLong);
  if (isLong) cell.title = cell.textContent ?? "";
  return cell;
}

/** @param {Kit} kit @param {Line["sees"]} sees */
function seen(kit, sees) {
  if (sees === null) return "";
  return sees === "all" ? kit.label("doctor.all") : sees.join("×");
}

/** All links of a line, the page of the layer first. @param {Diagnosis | null} found @param {number} line @param {Record<string, Table>} tables @returns {Link[]} */
export function linksAt(found, line, tables) {
  if (!found) return [];
  const all = stepsAt(found, line).flatMap((step) => linksOf(step, tables));
  return all.filter(({ page }, at) => all.findIndex((other) => other.page === page) === at);
}

/** @param {Kit} kit @param {Link} link */
export const withLanguage = (kit, { address }) => `${address}&lang=${kit.language}`;

/** @param {Kit} kit @param {string} text @param {number} number @param {Line | null} line null while nothing is known of it @param {Line | undefined} before @param {Link | undefined} link @param {string} stop */
function rowOf(kit, text, number, line, before, link, stop) {
  const cells = line
    ? [
        shapeCell(kit, line, before, stop),
        make("td.parameters", line.parameters ? formatCount(line.parameters) : ""),
        make("td.sees", seen(kit, line.sees)),
      ]
    : ["shape", "parameters", "sees"].map((name) => make("td", { class: name }));
  const open = make("td.open");
  if (link) {
    const name = kit.label("doctor.open_line", { n: number, page: link.page });
    open.append(make("a", { href: withLanguage(kit, link), "aria-label": name, title: name }, icon("leave")));
  }
  const code = make("td.code", ...codeOf(text));
  const head = make("th", { scope: "row" }, String(number));
  return make("tr", { "data-state": line?.state ?? null }, head, code, ...cells, open);
}

/** @param {Kit} kit @param {Record<string, Table>} tables */
export function createLines(kit, tables) {
  const body = make("tbody");
  const names = Object.entries(COLUMNS).map(([name, called]) => {
    const words = make("span", { class: UNSEEN.includes(name) ? "unseen" : null }, kit.label(called));
    return make("th", { scope: "col", class: name, style: `width: var(--of-${name})` }, words);
  });
  const caption = make("caption.unseen", kit.label("doctor.table"));
  const element = make("table.lines.as-wide", caption, make("thead", make("tr", ...names)), body);
  return {
    element,
    /** The line at a height on the screen, null beside all of them. @param {number} y */
    lineAt(y) {
      const at = [...body.rows].findIndex((row) => y < row.getBoundingClientRect().bottom);
      return at < 0 || y < body.getBoundingClientRect().top ? null : at + 1;
    },
    /** @param {number} line */
    reveal(line) {
      body.rows[line - 1]?.scrollIntoView({ block: "nearest" });
    },
    /** @param {Shown} scene */
    show({ text, found, before, current }) {
      const lines = text.split("\n");
      if (isAnew(body, lines, found, before)) {
        const count = Math.max(lines.length, FEWEST);
        const stop = stopOf(kit, found?.failure);
        const rows = Array.from({ length: count }, (_, at) => {
          // What was found of another line that stood here is not said of this one.
          const known = found?.lines[at];
          const line = known?.text === lines[at] ? known : null;
          const [link] = line ? linksAt(found, at + 1, tables) : [];
          return rowOf(kit, lines[at] ?? "", at + 1, line, before[at], link, stop);
        });
        body.replaceChildren(...rows);
      }
      for (const [at, row] of [...body.rows].entries())
        row.classList.toggle("current", at + 1 === current && at < lines.length && text !== "");
    },
  };
}

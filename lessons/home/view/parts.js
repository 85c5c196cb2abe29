// @ts-check
/** What stands on the start page's stage: picture, kernel, map, pooled map, answer. */

import { createSegments } from "../../kit/controls/segments.js";
import { Transport } from "../../kit/controls/transport.js";
import { make } from "../../kit/dom/dom.js";
import { goTo } from "../../kit/dom/page_link.js";
import { createSentence } from "../../kit/figure/sentence.js";
import { NumberGrid } from "../../kit/grid/grid.js";
import { createLinks } from "../../kit/grid/links.js";
import { PixelMap } from "../../kit/grid/map.js";
import { createPointer } from "../../kit/grid/pointer.js";
import { KERNEL_SIZE, MAPS, PLACES } from "../model/sizes.js";
import { createAnswer } from "./answer.js";

/**
 * @typedef {import("../../kit/dom/kit.js").Kit} Kit
 * @typedef {import("../model/filled.js").Filled} Filled
 * @typedef {import("../model/network.js").Data} Data
 * @typedef {ReturnType<typeof createParts>} Parts
 */

const STEP_TIME = 10; // ms: the whole picture in six seconds
const FAR = 4; // places that an arrow with Shift moves

/** @param {string | HTMLElement} title @param {string} area @param {string} shape @param {...HTMLElement} content */
function createPanel(title, area, shape, ...content) {
  const name = typeof title === "string" ? make("b", {}, title) : title;
  const head = make("p", { class: "panel-head" }, name, " ", make("span", { class: "note" }, shape));
  return make("div", { class: `panel ${area}` }, head, ...content);
}

/** The window goes where it is taken, by the pointer or by arrows. @param {Filled} filled @param {(row: number, column: number, isSliding: boolean) => void} visit @param {number} reach from a pressed cell to the corner of its window */
function createWalked(filled, visit, reach) {
  let isInside = false;
  /** @param {number} row @param {number} column */
  const point = (row, column) => {
    visit(row - reach, column - reach, isInside);
    isInside = true;
  };
  return new PixelMap({
    onPoint: point,
    onHover: point,
    onLeave() {
      isInside = false;
    },
    onArrow(down, across, isFar) {
      const by = isFar ? FAR : 1;
      visit(filled.place[0] + down * by, filled.place[1] + across * by, true);
    },
    onEnd: (end) => visit(filled.place[0], end === "first" ? 0 : PLACES - 1, true),
  });
}

/** @param {Kit} kit */
function createKernel(kit) {
  const pointer = createPointer(
    () => [KERNEL_SIZE, KERNEL_SIZE],
    (row, column) => grid.point(row, column),
  );
  /** @type {NumberGrid} */
  const grid = new NumberGrid({ onArrow: pointer.onArrow, onEnd: pointer.onEnd, onPress: pointer.goTo });
  const numbers = Array.from({ length: MAPS }, (_, i) => String(i + 1));
  const choice = createSegments(
    kit.label("home.which"),
    numbers.map((n) => [n, n]),
    (n) => kit.set({ kernel: Number(n) }),
  );
  return { grid, choice };
}

/** @param {HTMLElement} root @param {Kit} kit @param {Data} data @param {Filled} filled @param {(row: number, column: number, isSliding: boolean) => void} visit */
export function createParts(root, kit, data, filled, visit) {
  const [picture, map] = [
    createWalked(filled, visit, Math.floor(KERNEL_SIZE / 2)),
    createWalked(filled, visit, 0),
  ];
  const [kernel, answer] = [createKernel(kit), createAnswer(kit, data.net.classes)];
  const pooled = new PixelMap({});
  const title = make("b", {});
  const sentence = createSentence(kit.signal);
  const own = make(
    "a",
    { class: "button draw", href: "/live-network", onclick: (event) => goTo(event, "live-network", "draw") },
    kit.label("home.draw"),
  );
  /** @type {Transport} */
  const transport = new Transport(
    kit,
    (step) => kit.set({ step }, transport.isPlaying),
    () => kit.set({}),
    [],
    STEP_TIME,
  );
  transport.element.append(own);
  const panels = [
    createPanel(title, "picture", "28 × 28", picture.element),
    createPanel(kit.label("fig.kernel"), "kernel", "5 × 5", kernel.grid.element, kernel.choice.element),
    createPanel(kit.label("home.map"), "map-panel", "24 × 24", map.element),
    createPanel(kit.label("home.pooled"), "pooled", "12 × 12", pooled.element),
    createPanel(kit.label("home.answer"), "answers", "", answer.element),
  ];
  const field = make("div", { class: "field course headless" }, ...panels);
  const links = createLinks(field);
  field.append(links.element);
  root.append(
    make(
      "div",
      { class: "stage" },
      field,
      sentence.element,
      make("div", { class: "bar" }, transport.element),
    ),
  );
  return { title, field, links, picture, map, pooled, kernel, answer, sentence, transport };
}

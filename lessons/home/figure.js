// @ts-check
/** The start page's figure: a window goes over a picture, its map fills, and in the end the network answers. */

import { createSegments } from "../kit/controls/segments.js";
import { Transport } from "../kit/controls/transport.js";
import { make } from "../kit/dom/dom.js";
import { goTo } from "../kit/dom/page_link.js";
import { createSentence } from "../kit/figure/sentence.js";
import { fitGrids } from "../kit/grid/fitting.js";
import { NumberGrid } from "../kit/grid/grid.js";
import { createLinks } from "../kit/grid/links.js";
import { PixelMap } from "../kit/grid/map.js";
import { createPointer } from "../kit/grid/pointer.js";
import { lastOwnPicture } from "../kit/pictures/last_picture.js";
import { createAnswer } from "./answer.js";
import { Filled } from "./filled.js";
import { compute } from "./network.js";
import { drawLinks, paintMaps, sentenceOf } from "./painting.js";
import { KERNEL_SIZE, MAPS, PLACES, STEPS, settings } from "./settings.js";

/**
 * @typedef {import("../kit/dom/kit.js").Kit} Kit
 * @typedef {import("./network.js").Data} Data
 * @typedef {import("./settings.js").Settings} Settings
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
function createParts(root, kit, data, filled, visit) {
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

/** The figure goes on with the visitor's own picture, which only the browser has. @param {Data} sent @returns {Data} */
function withOwnPicture(sent) {
  const pixels = lastOwnPicture();
  return pixels ? { ...sent, pixels: [...pixels], own: true } : sent;
}

/** @param {HTMLElement} root @param {Kit} kit @param {Data} sent @returns {import("../kit/dom/kit.js").View} */
function build(root, kit, sent) {
  const first = withOwnPicture(sent);
  const filled = new Filled();
  let [data, network] = [first, compute(first)];
  /** @type {import("./painting.js").Action} */
  let action = "opened";
  /** @param {number} row @param {number} column @param {boolean} isSliding */
  const visit = (row, column, isSliding) => {
    parts.transport.pause();
    action = "looked";
    const [y, x] = [row, column].map((place) => Math.min(Math.max(place, 0), PLACES - 1));
    filled.visit([y, x], isSliding);
    kit.set({ step: filled.count });
  };
  const parts = createParts(root, kit, first, filled, visit);
  /** @param {Settings} chosen */
  const paint = (chosen) => {
    if (filled.count > 0 && chosen.step !== filled.count) action = "slid";
    filled.fillTo(chosen.step);
    paintMaps(parts, kit, network, chosen, filled);
    parts.answer.show(filled.isComplete ? network.shares : null);
    parts.transport.show(filled.count, STEPS, PLACES);
    parts.title.textContent = kit.label(data.own ? "home.own" : "home.picture");
    const saying = sentenceOf(kit, network, chosen, filled, action, data.net.classes);
    parts.sentence.show("", saying, !parts.transport.isPlaying);
    drawLinks(parts, filled, action);
  };
  root.addEventListener("keydown", (event) => parts.transport.takeKey(event), { signal: kit.signal });
  const { picture, map, pooled, kernel } = parts;
  const again = () => drawLinks(parts, filled, action);
  fitGrids(parts.field, { picture, map, pooled, kernel: kernel.grid }, kit.signal, again);
  return {
    pause: parts.transport.pause,
    paint,
    receive(anew) {
      const given = withOwnPicture(anew);
      [data, network] = [given, compute(given)];
      paint(kit.settings());
    },
    refuse: () => {},
  };
}

/** @type {import("../kit/dom/kit.js").Figure} */
export const figure = { settings, build };

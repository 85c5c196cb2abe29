/** The picture: dragged or walked by arrow keys, or drawn by hand; below it the samples. */

import { oneCell } from "../../kit/arithmetic/grid.js";
import { formatNumber } from "../../kit/arithmetic/rounding.js";
import { createPanel, make, makeSvg, setText } from "../../kit/dom/dom.js";
import { PixelMap } from "../../kit/grid/map.js";
import { greyPixels } from "../../kit/grid/scale.js";
import { SIDE } from "../../kit/silhouettes/nets.js";
import { createStrip } from "../../kit/silhouettes/strip.js";
import { OWN, SAMPLES } from "../model/limits.js";
import { drawing, pictureOf } from "../model/store.js";

/** @import { Settings } from "../model/limits.js" */

const RADIUS = 1.6; // pixels
const FULL = 100;

/** Ink around a point: full inside, fading over one pixel. @param {Grid} picture @param {number} row @param {number} column */
function ink({ values }, row, column) {
  for (let y = Math.max(row - 2, 0); y <= Math.min(row + 2, SIDE - 1); y++) {
    for (let x = Math.max(column - 2, 0); x <= Math.min(column + 2, SIDE - 1); x++) {
      const share = Math.min(Math.max(RADIUS + 0.5 - Math.hypot(y - row, x - column), 0), 1);
      values[y * SIDE + x] = Math.max(values[y * SIDE + x], Math.round(FULL * share));
    }
  }
}

/** A straight stroke. @param {Grid} picture @param {[number, number]} from @param {[number, number]} to */
function stroke(picture, from, to) {
  const steps = Math.max(Math.abs(to[0] - from[0]), Math.abs(to[1] - from[1]), 1);
  for (let step = 0; step <= steps; step++) {
    const at = (/** @type {0 | 1} */ axis) =>
      Math.round(from[axis] + ((to[axis] - from[axis]) * step) / steps);
    ink(picture, at(0), at(1));
  }
}

/** A soft pen on 28x28 pixels, led by a pointer or by keys. @param {Grid} picture @param {() => void} onDrawn */
function createPen(picture, onDrawn) {
  /** @type {[number, number]} */
  let place = [SIDE / 2, SIDE / 2];
  let isDown = false;
  const within = (/** @type {number} */ value) => Math.min(Math.max(value, 0), SIDE - 1);
  return {
    /** Where it is on a picture that is moved. @param {number} down @param {number} right */
    place: (down, right) => oneCell(place[0] + down, place[1] + right),
    /** Where the pointer is, pressed. @param {number} row @param {number} column */
    to(row, column) {
      stroke(picture, isDown ? place : [row, column], [row, column]);
      [place, isDown] = [[row, column], true];
      onDrawn();
    },
    lift() {
      isDown = false;
    },
    /** By arrow keys. @param {number} down @param {number} across */
    walk(down, across) {
      /** @type {[number, number]} */
      const next = [within(place[0] + down), within(place[1] + across)];
      if (isDown) stroke(picture, place, next);
      place = next;
      onDrawn();
    },
    toggle() {
      isDown = !isDown;
      if (isDown) ink(picture, ...place);
      onDrawn();
    },
  };
}

const GHOST = 0.34; // how bright the place is where the picture was
const READ = { row: 12, column: 12, height: 5, width: 5 }; // what is read aloud: the middle

/** The way the picture has gone. */
function createArrow() {
  const line = makeSvg("path", {});
  const halo = makeSvg("path", { class: "halo" });
  const frame = { class: "went drawn-over", viewBox: `0 0 ${SIDE} ${SIDE}`, "aria-hidden": "true" };
  return {
    element: makeSvg("svg", frame, halo, line),
    /** @param {number} down @param {number} right */
    show(down, right) {
      const length = Math.hypot(down, right) || 1;
      const [y, x] = [down / length, right / length];
      const [fromY, fromX] = [(SIDE - 1 - down) / 2, (SIDE - 1 - right) / 2];
      const [toY, toX] = [fromY + down, fromX + right];
      const head = `M${toX - 1.4 * x + y} ${toY - 1.4 * y - x}L${toX} ${toY}L${toX - 1.4 * x - y} ${toY - 1.4 * y + x}`;
      const d = down || right ? `M${fromX} ${fromY}L${toX} ${toY}${head}` : "";
      for (const each of [line, halo]) each.setAttribute("d", d);
    },
  };
}

/** The way to a drawing of one's own. @param {Kit} kit @param {() => void} onClear */
function createDraw(kit, onClear) {
  const press = () => (kit.settings().picture === OWN ? onClear() : kit.set({ picture: OWN }));
  const element = make("button.draw", { "aria-pressed": false, onclick: press }, kit.label("why.own"));
  return {
    element,
    show(/** @type {string} */ picture) {
      element.setAttribute("aria-pressed", String(picture === OWN));
      setText(element, kit.label(picture === OWN ? "set.clear" : "why.own"));
    },
  };
}

/** Drag the picture: what moves is how far the pointer has gone since it came down. @param {Kit} kit */
function createDrag(kit) {
  /** @type {{ row: number, column: number, down: number, right: number } | null} */
  let from = null;
  return {
    end() {
      from = null;
    },
    /** @param {number} row @param {number} column */
    to(row, column) {
      const { down, right } = kit.settings();
      from ??= { row, column, down, right };
      kit.set({ down: from.down + row - from.row, right: from.right + column - from.column });
    },
    /** @param {number} down @param {number} across */
    by(down, across) {
      const now = kit.settings();
      kit.set({ down: now.down + down, right: now.right + across });
    },
  };
}

/** The map that is dragged or drawn on. @param {Kit} kit @param {() => boolean} isOwn @param {ReturnType<typeof createPen>} pen */
function createMap(kit, isOwn, pen) {
  const drag = createDrag(kit);
  const draw = (/** @type {number} */ row, /** @type {number} */ column) => {
    const { down, right } = kit.settings();
    pen.to(row - down, column - right);
  };
  const map = new PixelMap({
    onPoint: (row, column) => (isOwn() ? draw(row, column) : drag.to(row, column)),
    onArrow: (down, across) => (isOwn() ? pen.walk(down, across) : drag.by(down, across)),
  });
  const release = () => {
    drag.end();
    pen.lift();
  };
  map.element.addEventListener("pointerdown", release, { capture: true });
  map.element.addEventListener("keydown", (event) => {
    if (event.code !== "Space" || !isOwn()) return;
    event.preventDefault();
    pen.toggle();
  });
  for (const end of ["pointerup", "pointercancel"])
    document.addEventListener(end, release, { signal: kit.signal });
  map.element.classList.add("picture");
  return map;
}

/** The picture before it was moved or turned, where it is worth showing. @param {Settings} chosen */
function ghostOf({ picture, down, right, rotate, shuffle }) {
  const hasGone = down !== 0 || right !== 0 || rotate !== 0;
  return hasGone && !shuffle ? pictureOf(picture).values : null;
}

/** @param {Kit} kit @param {() => void} onDrawn the drawing has changed */
export function createPicture(kit, onDrawn) {
  const pen = createPen(drawing(), onDrawn);
  // A picture that is turned or shuffled lies elsewhere than the pen would draw: it is moved instead.
  const isOwn = () => {
    const { picture, rotate, shuffle } = kit.settings();
    return picture === OWN && rotate === 0 && shuffle === 0;
  };
  const map = createMap(kit, isOwn, pen);
  const arrow = createArrow();
  map.element.append(arrow.element);
  const strip = createStrip(
    kit,
    SAMPLES.map((name) => [name, pictureOf(name)]),
    (name) => kit.set({ picture: name }),
  );
  const draw = createDraw(kit, () => {
    drawing().values.fill(0);
    onDrawn();
  });
  const said = make("p.note.fine");
  const below = make("div.below.apart.not-still", said, draw);
  const panel = createPanel("look", kit.label("fig.picture"), map, below, strip);
  return {
    element: panel.element,
    /** @param {Settings} chosen @param {Grid} picture as the nets read it */
    show(chosen, picture) {
      const ghost = ghostOf(chosen);
      const grey = greyPixels();
      const colour = (/** @type {number} */ value, /** @type {number} */ at) =>
        grey(Math.max(value, ghost ? ghost[at] * GHOST : 0) / 100);
      map.show(kit.label(isOwn() ? "why.picture_pad" : "why.picture_map"), picture, colour);
      map.read(READ, (value) => formatNumber(value / 100));
      map.beDrawnOn(isOwn());
      map.mark("pen", isOwn() ? pen.place(chosen.down, chosen.right) : null);
      arrow.show(chosen.shuffle ? 0 : chosen.down, chosen.shuffle ? 0 : chosen.right);
      setText(panel.note, kit.label(isOwn() ? "why.picture_draw" : "why.picture_note"));
      setText(said, kit.label(chosen.shuffle ? "why.same_pixels" : ghost ? "why.before" : "why.as_is"));
      strip.show(chosen.picture);
      draw.show(chosen.picture);
    },
  };
}

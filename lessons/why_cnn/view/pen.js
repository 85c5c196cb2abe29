/** A soft pen on 28x28 pixels, led by a pointer or by keys. */

import { SIDE } from "../../kit/silhouettes/transforms.js";

/** @import { Grid } from "../../kit/arithmetic/grid.js" */

const RADIUS = 1.6; // pixels
const FULL = 100;

/** Ink around a point: full inside, fading over one pixel. @param {Grid} picture @param {number} row @param {number} column */
export function ink({ values }, row, column) {
  for (let y = Math.max(row - 2, 0); y <= Math.min(row + 2, SIDE - 1); y++) {
    for (let x = Math.max(column - 2, 0); x <= Math.min(column + 2, SIDE - 1); x++) {
      const share = Math.min(Math.max(RADIUS + 0.5 - Math.hypot(y - row, x - column), 0), 1);
      values[y * SIDE + x] = Math.max(values[y * SIDE + x], Math.round(FULL * share));
    }
  }
}

/** A straight stroke. @param {Grid} picture @param {[number, number]} from @param {[number, number]} to */
export function stroke(picture, from, to) {
  const steps = Math.max(Math.abs(to[0] - from[0]), Math.abs(to[1] - from[1]), 1);
  for (let step = 0; step <= steps; step++) {
    const at = (/** @type {0 | 1} */ axis) =>
      Math.round(from[axis] + ((to[axis] - from[axis]) * step) / steps);
    ink(picture, at(0), at(1));
  }
}

/** @param {Grid} picture @param {() => void} onDrawn */
export function createPen(picture, onDrawn) {
  /** @type {[number, number]} */
  let place = [SIDE / 2, SIDE / 2];
  let isDown = false;
  const within = (/** @type {number} */ value) => Math.min(Math.max(value, 0), SIDE - 1);
  return {
    /** Where it is on a picture that is moved. @param {number} down @param {number} right */
    place: (down, right) => ({ row: place[0] + down, column: place[1] + right, height: 1, width: 1 }),
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

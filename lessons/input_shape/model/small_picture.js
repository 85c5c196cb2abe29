/** A picture small enough to follow each of its numbers: a house under the sun, 8 x 8, three bytes a pixel. */

const COLOURS = /** @type {const} */ ({
  s: [90, 160, 230], // sky
  y: [250, 210, 60], // sun
  r: [120, 60, 40], // roof
  w: [240, 230, 210], // wall
  d: [200, 50, 60], // door
  g: [70, 150, 70], // grass
});
const ROWS = ["ssssssyy", "sssrssyy", "ssrrrsss", "srrrrrss", "sswwwsss", "sswdwsss", "ggwdwggg", "gggggggg"];

/** Height, width, channels: as NumPy and PIL keep it. */
export const SMALL_SHAPE = [ROWS.length, ROWS[0].length, 3];
export const ELEMENTS = SMALL_SHAPE.reduce((product, length) => product * length, 1);
/** Its numbers as they lie in memory: R, G, B, R, G, B … */
export const SMALL_PICTURE = ROWS.flatMap((row) =>
  [...row].flatMap((letter) => [...COLOURS[/** @type {keyof typeof COLOURS} */ (letter)]]),
);
export const LETTERS = ["R", "G", "B"];

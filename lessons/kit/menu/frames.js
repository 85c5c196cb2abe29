/** What is on the screen as a text that Python draws from: every shape once, and which of them each frame shows. */

/**
 * @typedef {ReturnType<typeof import("./on_screen.js").shapesOf>} Shown
 *
 * @typedef {object} Film what an animation goes through
 * @property {string} name of a setting
 * @property {readonly (string | number)[]} values that it takes, one a frame
 */

export const MOST_FRAMES = 60;
export const MOST_BYTES = 4_000_000; // of the text; as lessons/kit/paper/description.py
const RATIO = 10; // a coordinate in tenths of a pixel

/** Numbers as fine as they are seen. @param {string} _key @param {unknown} value */
const short = (_key, value) => (typeof value === "number" ? Math.round(value * RATIO) / RATIO : value);

/** At most so many of them, all over; the last is always there. @template Value @param {readonly Value[]} values @param {number} [most] */
export function someOf(values, most = MOST_FRAMES) {
  const every = Math.ceil(values.length / most);
  return values.filter((_, at) => (values.length - 1 - at) % every === 0);
}

/** The steps that an animation shows: all of them, or of a long way the ends of its rows. @param {number} steps @param {number} rowLength @param {number} [start] the first */
export function stepsShown(steps, rowLength, start = 1) {
  const every = Array.from({ length: steps + 1 - start }, (_, at) => start + at);
  if (every.length <= MOST_FRAMES) return every;
  return someOf(every.filter((step) => step % rowLength === 0 || step === steps));
}

/** @param {Shown[]} frames @param {{ background: string, title: string }} about */
function textOf(frames, { background, title }) {
  /** @type {Map<string, number>} */
  const shapes = new Map();
  const shown = frames.map((frame) =>
    frame.shapes.map((shape) => {
      const text = JSON.stringify(shape, short);
      const at = shapes.get(text) ?? shapes.size;
      shapes.set(text, at);
      return at;
    }),
  );
  const [width, height] = [frames.map((each) => each.width), frames.map((each) => each.height)];
  const size = { width: Math.ceil(Math.max(...width)), height: Math.ceil(Math.max(...height)) };
  const head = JSON.stringify({ ...size, background, title, frames: shown });
  return `${head.slice(0, -1)},"shapes":[${[...shapes.keys()].join(",")}]}`;
}

/** As the body of a question: of frames that are too much for one, every second or third. @param {Shown[]} frames @param {{ background: string, title: string }} about @returns {string} */
export function descriptionOf(frames, about) {
  const text = textOf(frames, about);
  if (frames.length === 1 || new Blob([text]).size <= MOST_BYTES) return text;
  return descriptionOf(someOf(frames, Math.floor(frames.length / 2)), about);
}

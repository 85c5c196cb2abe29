/** An order that looks random and is the same for the same seed: a reload must not move the options. */

/** A whole number made of a text: FNV-1a. @param {string} text */
export function seedOf(text) {
  let hash = 0x811c9dc5;
  for (const letter of text) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  return hash >>> 0;
}

/** Numbers in [0, 1), the same for the same seed: mulberry32. @param {number} seed */
export function randomFrom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** What is drawn by lot, the same for the same seed. @param {number} seed */
export function chanceFrom(seed) {
  const uniform = randomFrom(seed);
  return {
    /** From 0 to 1, without 1. */
    uniform,
    /** A whole number, both ends among them. @param {number} lowest @param {number} highest */
    whole: (lowest, highest) => lowest + Math.floor(uniform() * (highest - lowest + 1)),
    /** One of several. @template Item @param {readonly Item[]} items */
    of: (items) => items[Math.floor(uniform() * items.length)],
  };
}

/** The first few of those that differ in what is read of them. @template Item @param {readonly Item[]} items the likeliest first @param {(item: Item) => string} textOf @param {number} most @returns {Item[]} */
export function differing(items, textOf, most) {
  const texts = new Set();
  return items.filter((item) => !texts.has(textOf(item)) && texts.add(textOf(item))).slice(0, most);
}

/** Shuffles in place: Fisher and Yates. @template {any[] | Int32Array} Order @param {Order} order @param {() => number} random @returns {Order} */
export function shuffle(order, random) {
  for (let last = order.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [order[last], order[other]] = [order[other], order[last]];
  }
  return order;
}

/** A shuffled copy. @template Item @param {readonly Item[]} items @param {number} seed */
export const shuffled = (items, seed) => shuffle([...items], randomFrom(seed));

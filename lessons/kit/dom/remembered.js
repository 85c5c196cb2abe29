/** What a tab remembers as long as it is open: it outlives a figure's elements, for Streamlit remounts them. */

/** @type {Map<any, any>[]} */
const all = [];

/** A memory of one's own, empty in a new tab. @template Key, Value @returns {Map<Key, Value>} */
export function remembered() {
  /** @type {Map<any, any>} */
  const memory = new Map();
  all.push(memory);
  return memory;
}

/** Be a new tab. */
export function forget() {
  for (const memory of all) memory.clear();
}

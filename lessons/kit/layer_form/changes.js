/** Which argument was changed last, and from what: it lights what it has changed. */

/**
 * @typedef {Record<string, any>} Settings
 * @typedef {{ name: string, before: Settings }} Change `before`: all settings as they were
 */

/** @param {any} value */
const text = (value) => JSON.stringify(value);

/**
 * A move of what is looked at ends what the last change has lit; what moves along with another setting was not changed.
 * @param {import("../settings/table.js").Table} table
 * @returns {(chosen: Settings) => Change | null} what changed last; null at first, and after a link that changed several
 */
export function createChanges({ settings }) {
  const [places, changeable] = [true, false].map((isPlace) =>
    Object.keys(settings).filter((name) => (settings[name].place ?? false) === isPlace),
  );
  /** @type {Settings | null} */
  let shown = null;
  /** @type {Change | null} */
  let last = null;
  return (chosen) => {
    const before = shown;
    shown = chosen;
    if (!before) return null;
    const differs = (/** @type {string} */ name) => text(before[name]) !== text(chosen[name]);
    const changed = changeable.filter((name) => differs(name) && !differs(settings[name].follows ?? ""));
    if (changed.length > 0) last = changed.length === 1 ? { name: changed[0], before } : null;
    else if (places.some(differs)) last = null;
    return last;
  };
}

// @ts-check
/** A figure's settings in the address: PyTorch's names, whole numbers. The browser writes it, Python only reads it. */

/**
 * @typedef {Record<string, number>} Settings
 * @typedef {{ initial: number, limits: (settings: Settings) => [number, number] }} Setting
 *   `limits` may depend on the settings named before this one
 * @typedef {{ name: string, asked: string, lowest: number, highest: number, taken: number }} Refused
 */

/**
 * Every setting within its limits, in the order they are named.
 * @param {Record<string, Setting>} known
 * @param {Settings} wanted
 * @returns {Settings}
 */
export function withinLimits(known, wanted) {
  const settings = { ...wanted };
  for (const [name, { initial, limits }] of Object.entries(known)) {
    const [lowest, highest] = limits(settings);
    settings[name] = Math.min(Math.max(settings[name] ?? initial, lowest), highest);
  }
  return settings;
}

/**
 * What an address asks for, and what of it cannot be had. Null when it names no setting at all.
 * @param {Record<string, Setting>} known
 * @param {string} query such as "?kernel_size=3&stride=2"
 * @returns {{ settings: Settings, refused: Refused[] } | null}
 */
export function readAddress(known, query) {
  const asked = new URLSearchParams(query);
  const named = Object.keys(known).filter((name) => asked.has(name));
  if (named.length === 0) return null;
  const whole = named.filter((name) => /^-?\d{1,9}$/.test(asked.get(name) ?? ""));
  const settings = withinLimits(
    known,
    Object.fromEntries(whole.map((name) => [name, Number(asked.get(name))])),
  );
  const refused = named
    .filter((name) => String(settings[name]) !== asked.get(name))
    .map((name) => {
      const [lowest, highest] = known[name].limits(settings);
      return { name, asked: (asked.get(name) ?? "").slice(0, 20), lowest, highest, taken: settings[name] };
    });
  return { settings, refused };
}

/** Put settings into the address, null takes one out; its other parts (lang) stay. @param {Record<string, string | number | null>} settings */
export function writeAddress(settings) {
  const address = new URL(location.href);
  for (const [name, value] of Object.entries(settings)) {
    if (value === null) address.searchParams.delete(name);
    else address.searchParams.set(name, String(value));
  }
  if (address.href !== location.href) history.replaceState(history.state, "", address);
}

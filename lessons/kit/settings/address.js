/** A figure's settings in the address, by PyTorch's names. The browser writes it, Python only reads it. */

/** Some figures have a setting of this name: "?view=mend&view=figure". @type {["view", "figure"]} */
const ALONE = ["view", "figure"];

/** Whether a figure stands alone in a page of somebody else. It then asks, remembers and uploads nothing. */
export const isFramed = () => new URLSearchParams(globalThis.location?.search).has(...ALONE);

/** Where this state's figure stands alone. @param {string} href */
export function framedAddress(href) {
  const address = new URL(href);
  address.searchParams.delete(...ALONE);
  address.searchParams.append(...ALONE);
  return address.href;
}

/**
 * @typedef {number | string | readonly number[]} Value a whole number, a name or a text, a pair
 * @typedef {Record<string, any>} Settings the type of each value is its setting's
 *
 * @typedef {object} Setting
 * @property {Value} initial
 * @property {(settings: Settings) => Value | null} [start] what it starts with where the other settings have their own idea
 * @property {(text: string) => Value | null} read what an address says, null if that is no such value
 * @property {(value: any, settings: Settings) => Value} keep the nearest value that can be had
 * @property {(settings: Settings) => [number, number]} [limits] of a number, as the other settings leave it
 *
 * @typedef {{ name: string, asked: string, taken: string, limits?: [number, number] }} Refused
 */

/** A text that may be had, such as one of some names. @param {string} initial @param {(text: any) => boolean} isKnown @returns {Setting} */
export const known = (initial, isKnown) => ({
  initial,
  read: (text) => (isKnown(text) ? text : null),
  keep: (value) => (isKnown(value) ? value : initial),
});

/** How a value stands in an address: a pair of equals as one number. @param {Value} value */
export function writeValue(value) {
  if (typeof value === "number" || typeof value === "string") return String(value);
  return value.every((each) => each === value[0]) ? String(value[0]) : value.join(",");
}

/**
 * Every setting as near to what is wanted as the ones before it allow.
 * @param {Record<string, Setting>} known in the order in which they limit each other
 * @param {Settings} wanted @returns {Settings}
 */
export function withinLimits(known, wanted) {
  /** @type {Settings} */
  const settings = {};
  for (const [name, { initial, start, keep }] of Object.entries(known))
    settings[name] = keep(wanted[name] ?? start?.(settings) ?? initial, settings);
  return settings;
}

/** The limits for which a value is refused; what is of another kind, or no multiple, or has a side that may be larger, is not refused for them. @param {[number, number] | undefined} limits @param {Value | undefined} wanted @param {Value} taken */
function limitsBehind(limits, wanted, taken) {
  const [lowest, highest] = limits ?? [-Infinity, Infinity];
  const [isOut, isStillOut] = [wanted, taken].map((value) =>
    [value].flat().some((each) => Number(each) < lowest || Number(each) > highest),
  );
  return isOut && !isStillOut ? limits : undefined;
}

/**
 * What an address asks for, and what of it cannot be had. Null when it names no setting at all.
 * @param {Record<string, Setting>} known
 * @param {string} query such as "?kernel_size=3&stride=2"
 * @returns {{ settings: Settings, refused: Refused[] } | null}
 */
export function readAddress(known, query) {
  const asked = new URLSearchParams(query);
  asked.delete(...ALONE); // what is left is asked of the figure itself
  const named = Object.keys(known).filter((name) => asked.has(name));
  if (named.length === 0) return null;
  const wanted = Object.fromEntries(
    named.map((name) => [name, known[name].read(asked.get(name) ?? "") ?? undefined]),
  );
  const settings = withinLimits(known, wanted);
  const refused = named
    .filter((name) => wanted[name] === undefined || writeValue(settings[name]) !== writeValue(wanted[name]))
    .map((name) => ({
      name,
      asked: (asked.get(name) ?? "").slice(0, 20),
      taken: writeValue(settings[name]),
      limits: limitsBehind(known[name].limits?.(settings), wanted[name], settings[name]),
    }));
  return { settings, refused };
}

/** Put settings into the address, null takes one out; its other parts (lang) stay. @param {Record<string, Value | null>} settings */
export function writeAddress(settings) {
  const address = new URL(location.href);
  for (const [name, value] of Object.entries(settings)) {
    if (value === null) address.searchParams.delete(name);
    else address.searchParams.set(name, writeValue(value));
  }
  const href = isFramed() ? framedAddress(address.href) : address.href;
  if (href !== location.href) history.replaceState(history.state, "", href);
}

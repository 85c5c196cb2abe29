/** What of an address could not be had, as a sentence. */

/** What of an address could not be had. @param {import("../dom/kit.js").Kit} kit @param {import("../settings/address.js").Refused} refused */
export function sayRefused(kit, { name, asked, taken, limits }) {
  const values = { asked: `${name}=${asked}`, taken: `${name}=${taken}` };
  if (!limits) return kit.label("set.refused_name", values);
  return kit.label("set.refused", { ...values, lowest: limits[0], highest: limits[1] });
}

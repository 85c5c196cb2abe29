/** Whether a figure stands alone in a page of somebody else: "?view=figure". It then asks, remembers and uploads nothing. */

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

/** What is asked of the figure itself. @param {URLSearchParams} query */
export function withoutFrame(query) {
  const own = new URLSearchParams(query);
  own.delete(...ALONE);
  return own;
}

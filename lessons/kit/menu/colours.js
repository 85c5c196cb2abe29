/** Colours as a computed style writes them. */

/** A colour of a computed style as "#rrggbb", undefined if nothing of it is seen. @param {string} colour */
export function asHex(colour) {
  const [red = 0, green = 0, blue = 0, alpha = 1] = (colour.match(/[\d.]+/g) ?? []).map(Number);
  if (alpha === 0 || colour === "transparent") return undefined;
  return `#${[red, green, blue].map((channel) => Math.round(channel).toString(16).padStart(2, "0")).join("")}`;
}

/** The colours named in a computed gradient or shadow. @param {string} style */
export function coloursOf(style) {
  return (style.match(/rgba?\([^)]*\)/g) ?? []).flatMap((colour) => asHex(colour) ?? []);
}

/** Files for the visitor, as Python has drawn them. */

/** The file that Python has drawn. @param {{ base64: string, type: string }} made */
export function blobOf({ base64, type }) {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  return new Blob([bytes], { type });
}

/**
 * A file's name without its ending, from the arguments of the layer: "convolution-k3-s1-p1".
 * @param {string} lesson
 * @param {Record<string, string | number | readonly number[]>} settings by PyTorch's names; pairs as (height, width)
 */
export function fileStem(lesson, settings) {
  const parts = Object.entries(settings).map(([name, value]) => {
    const sides = Array.isArray(value) ? [...new Set(value)] : [value];
    return `${name[0]}${sides.length === 1 || sides[0] === sides[1] ? sides[0] : sides.join("x")}`;
  });
  return [lesson.replaceAll("_", "-"), ...parts].join("-");
}

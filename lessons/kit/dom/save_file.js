/** A file made here, saved on the visitor's machine. */

import { bytesOf } from "../arithmetic/packed.js";

/** @param {Blob} file @param {string} name */
export function save(file, name) {
  const url = URL.createObjectURL(file);
  const link = document.createElement("a");
  Object.assign(link, { href: url, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000); // a browser may still be reading it
}

/** The file that Python has drawn. @param {{ base64: string, type: string }} made */
export function blobOf({ base64, type }) {
  const bytes = bytesOf(base64);
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

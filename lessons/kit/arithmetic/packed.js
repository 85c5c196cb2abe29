/** Numbers that come as text: bytes in base64. */

/** @param {string} base64 */
export const bytesOf = (base64) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));

/** Whole numbers of 16 bits, the low byte first. @param {ArrayBuffer} buffer */
export function int16Of(buffer) {
  const view = new DataView(buffer);
  return Int16Array.from({ length: buffer.byteLength / 2 }, (_, at) => view.getInt16(2 * at, true));
}

/** A NumPy archive: arrays as .npy files in a zip that stores them as they are. */

/**
 * @typedef {object} Stored
 * @property {string} name
 * @property {Uint8Array | Int8Array | Int16Array | Float64Array} values
 * @property {number[]} shape
 */

const TYPES = /** @type {const} */ ([
  [Uint8Array, "|u1"],
  [Int8Array, "|i1"],
  [Int16Array, "<i2"],
  [Float64Array, "<f8"],
]);
const HEAD = 10; // bytes of magic, version and length in front of the header
const BLOCK = 64; // what the header is filled up to
const [LOCAL, CENTRAL, END] = [0x04034b50, 0x02014b50, 0x06054b50];
const VERSION = 20;
const DATE = 0x21; // 1 January 1980, the first there is: the same run makes the same file

const encode = (/** @type {string} */ text) => new TextEncoder().encode(text);

/** One array as a .npy file. @param {Stored} stored */
export function npyOf({ values, shape }) {
  const type = TYPES.find(([kind]) => values instanceof kind)?.[1];
  const text = `{'descr': '${type}', 'fortran_order': False, 'shape': (${shape.map((side) => `${side},`).join(" ")}), }`;
  const length = Math.ceil((HEAD + text.length + 1) / BLOCK) * BLOCK - HEAD;
  const head = encode(`\x00NUMPY\x01\x00\x00\x00${text.padEnd(length - 1)}\n`);
  head[0] = 0x93;
  new DataView(head.buffer).setUint16(HEAD - 2, length, true);
  const file = new Uint8Array(head.length + values.byteLength);
  file.set(head);
  file.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), head.length);
  return file;
}

const CRC = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = (value >>> 1) ^ (value & 1 ? 0xedb88320 : 0);
  return value;
});

/** The check sum of a zip. @param {Uint8Array} bytes */
export function crc32(bytes) {
  let value = 0xffffffff;
  for (let at = 0; at < bytes.length; at++) value = CRC[(value ^ bytes[at]) & 255] ^ (value >>> 8);
  return ~value >>> 0;
}

/** Numbers of two or four bytes, the low byte first. @param {...[bytes: 2 | 4, value: number]} fields */
function record(...fields) {
  const view = new DataView(new ArrayBuffer(fields.reduce((sum, [bytes]) => sum + bytes, 0)));
  let at = 0;
  for (const [bytes, value] of fields) {
    if (bytes === 2) view.setUint16(at, value, true);
    else view.setUint32(at, value, true);
    at += bytes;
  }
  return new Uint8Array(view.buffer);
}

/** What both lists of a zip say of a file. @param {Uint8Array} content @param {Uint8Array} name @returns {[2 | 4, number][]} */
const described = (content, name) => [
  ...[
    /** @type {[2, number]} */ ([2, VERSION]),
    /** @type {[2, number]} */ ([2, 0]),
    /** @type {[2, number]} */ ([2, 0]),
  ],
  ...[/** @type {[2, number]} */ ([2, 0]), /** @type {[2, number]} */ ([2, DATE])],
  ...[/** @type {[4, number]} */ ([4, crc32(content)]), /** @type {[4, number]} */ ([4, content.length])],
  ...[/** @type {[4, number]} */ ([4, content.length]), /** @type {[2, number]} */ ([2, name.length])],
  [2, 0],
];

/** @param {Stored[]} arrays @returns {Blob} */
export function npzOf(arrays) {
  /** @type {Uint8Array[]} */
  const files = [];
  /** @type {Uint8Array[]} */
  const list = [];
  let [offset, size] = [0, 0];
  for (const array of arrays) {
    const [name, content] = [encode(`${array.name}.npy`), npyOf(array)];
    const fields = described(content, name);
    const local = record([4, LOCAL], ...fields);
    const central = record(
      [4, CENTRAL],
      [2, VERSION],
      ...fields,
      [2, 0],
      [2, 0],
      [2, 0],
      [4, 0],
      [4, offset],
    );
    files.push(local, name, content);
    list.push(central, name);
    offset += local.length + name.length + content.length;
    size += central.length + name.length;
  }
  const count = arrays.length;
  const end = record([4, END], [2, 0], [2, 0], [2, count], [2, count], [4, size], [4, offset], [2, 0]);
  return new Blob(/** @type {BlobPart[]} */ ([...files, ...list, end]), { type: "application/zip" });
}

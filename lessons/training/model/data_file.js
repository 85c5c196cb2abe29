/** What the code on the page reads: the digits of a run, its start, and the order of its batches, as a NumPy archive: .npy files in a zip that stores them as they are. */

import { epochsOf, SIDE, updatesOf } from "./digits.js";
import { NETS, sizeOf } from "./nets.js";
import { startOf, TOTAL } from "./trainer.js";

/** @typedef {{ name: string, values: Uint8Array | Int8Array | Int16Array | Float64Array, shape: number[] }} Stored */

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
function npyOf({ values, shape }) {
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
function crc32(bytes) {
  let value = 0xffffffff;
  for (let at = 0; at < bytes.length; at++) value = CRC[(value ^ bytes[at]) & 255] ^ (value >>> 8);
  return ~value >>> 0;
}

/** Fields of two or four bytes, the low byte first. @typedef {[bytes: 2 | 4, ...values: number[]]} Fields */

/** @param {...Fields} fields */
function record(...fields) {
  const bytes = fields.flatMap(([size, ...values]) =>
    values.flatMap((value) => Array.from({ length: size }, (_, at) => (value >>> (8 * at)) & 255)),
  );
  return Uint8Array.from(bytes);
}

/** @param {Stored[]} arrays @returns {Blob} */
function npzOf(arrays) {
  /** @type {Uint8Array[]} */
  const files = [];
  /** @type {Uint8Array[]} */
  const list = [];
  let [offset, size] = [0, 0];
  for (const array of arrays) {
    const [name, content] = [encode(`${array.name}.npy`), npyOf(array)];
    const { length } = content;
    /** What both lists say of a file. @type {Fields[]} */
    const said = [
      [2, VERSION, 0, 0, 0, DATE],
      [4, crc32(content), length, length],
      [2, name.length, 0],
    ];
    const local = record([4, LOCAL], ...said);
    const central = record([4, CENTRAL], [2, VERSION], ...said, [2, 0, 0, 0], [4, 0, offset]);
    files.push(local, name, content);
    list.push(central, name);
    offset += local.length + name.length + content.length;
    size += central.length + name.length;
  }
  const count = arrays.length;
  const end = record([4, END], [2, 0, 0, count, count], [4, size, offset], [2, 0]);
  return new Blob(/** @type {BlobPart[]} */ ([...files, ...list, end]), { type: "application/zip" });
}

/** The start by the names of nn.Sequential. @param {import("./limits.js").Setup} setup @returns {Stored[]} */
function startArrays(setup) {
  const weights = startOf(setup);
  let first = 0;
  return NETS[setup.net].parts.map((part) => {
    const values = weights.slice(first, first + sizeOf(part));
    first += values.length;
    return { name: part.name, values, shape: part.shape };
  });
}

/**
 * @param {import("./digits.js").Digits} practised with the labels of the run
 * @param {import("./digits.js").Digits} unseen moved already, where the run moves digits
 * @param {import("./limits.js").Setup} setup
 */
export function dataFile(practised, unseen, setup) {
  const count = practised.classes.length;
  const epochs = Math.ceil(TOTAL / updatesOf(count, setup.batch_size));
  const [order, moves] = [new Int16Array(epochs * count), new Int8Array(2 * epochs * count)];
  const source = epochsOf(setup, practised.classes);
  for (let at = 0; at < epochs; at++) {
    const epoch = source.next().value;
    order.set(epoch.order, at * count);
    moves.set(epoch.moves, 2 * at * count);
  }
  /** @param {string} name @param {import("./digits.js").Digits} digits @returns {Stored[]} */
  const arrays = (name, { pixels, classes: answers }) => [
    { name: `x${name}`, values: pixels, shape: [answers.length, 1, SIDE, SIDE] },
    { name: `y${name}`, values: answers, shape: [answers.length] },
  ];
  return npzOf([
    ...arrays("", practised),
    ...arrays("_new", unseen),
    ...startArrays(setup),
    { name: "order", values: order, shape: [epochs, count] },
    { name: "moves", values: moves, shape: [epochs, count, 2] },
  ]);
}

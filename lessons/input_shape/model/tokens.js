/** What the numbers and names in torch's messages are: each a token with a role, an axis, and whether it is in conflict. */

/**
 * @typedef {object} Token
 * @property {number} start
 * @property {number} end
 * @property {string} role what it is: a label a role
 * @property {string} axis the axis of the brick it belongs to, "" for none
 * @property {boolean} conflict
 *
 * @typedef {[role: string, axis?: string, conflict?: "!"]} Role
 * @typedef {{ pattern: RegExp, roles: Role[], clash?: [less: number, more: number][] }} Words clash: in conflict
 *   where the first number is less than the second
 */

/** @type {Words[]} */
const WORDS = [
  {
    pattern:
      /^Expected (\dD \(unbatched\)) or (\dD \(batched\)) input to conv\dd, but got input of size: (\[[\d, ]+\])/d,
    roles: [["one_picture"], ["a_batch"], ["axes_given", "all", "!"]],
  },
  {
    pattern:
      /weight of size \[(\d+), (\d+), (\d+), (\d+)\], expected input\[(\d+), (\d+), (\d+), (\d+)\] to have (\d+ channels), but got (\d+ channels)/d,
    roles: [
      ["filters"],
      ["kernel_channels", "C", "!"],
      ["kernel_height"],
      ["kernel_width"],
      ["batch", "N"],
      ["channels", "C", "!"],
      ["height", "H"],
      ["width", "W"],
      ["takes", "C", "!"],
      ["given", "C", "!"],
    ],
  },
  {
    pattern: /Input type \(([\w: ]+)\) and bias type \(([\w: ]+)\)/d,
    roles: [
      ["type_given", "dtype", "!"],
      ["type_taken", "dtype", "!"],
    ],
  },
  {
    pattern: /input size per channel: \((\d+) x (\d+)\)\. Kernel size: \((\d+) x (\d+)\)/d,
    roles: [
      ["height", "H"],
      ["width", "W"],
      ["kernel_height", "H"],
      ["kernel_width", "W"],
    ],
    clash: [
      [0, 2],
      [1, 3],
    ],
  },
  {
    pattern: /cannot be multiplied \((\d+)x(\d+) and (\d+)x(\d+)\)/d,
    roles: [
      ["rows", "N"],
      ["features_given", "features", "!"],
      ["features_taken", "features", "!"],
      ["scores"],
    ],
  },
  { pattern: /has no attribute '(\w+)'/d, roles: [["no_name", "", "!"]] },
  {
    pattern: /(padding='same') is not supported for (strided) convolutions/d,
    roles: [
      ["keeps_size", "", "!"],
      ["jumps", "", "!"],
    ],
  },
  {
    pattern: /pad=(\d+), kernel_size=(\d+) and dilation=(\d+)/d,
    roles: [["pad", "", "!"], ["kernel", ""], ["dilation"]],
  },
  {
    pattern: /input size: \((\d+)x(\d+)x(\d+)\)\. Calculated output size: \((\d+)x(\d+)x(\d+)\)/d,
    roles: [
      ["channels", "C"],
      ["height", "H", "!"],
      ["width", "W", "!"],
      ["channels", "C"],
      ["height_left", "H", "!"],
      ["width_left", "W", "!"],
    ],
  },
  { pattern: /got \((numpy\.ndarray|Image), Parameter/d, roles: [["class_given", "kind", "!"]] },
  { pattern: /expected one of:\n \* \((Tensor) input/d, roles: [["class_taken", "kind"]] },
  { pattern: /tuple of (\(bool, bool\))/d, roles: [["slipped", "", "!"]] },
  {
    pattern: /tensor a \((\d+)\) must match the size of tensor b \((\d+)\) at non-singleton dimension (3)/d,
    roles: [["first_width", "W", "!"], ["second_width", "W", "!"], ["fourth_axis"]],
  },
  {
    pattern: /shape '(\[[\d, -]+\])' is invalid for input of size (\d+)/d,
    roles: [
      ["places", "", "!"],
      ["numbers", "all", "!"],
    ],
  },
  { pattern: /input tensor's (size and stride)/d, roles: [["strides", "", "!"]] },
  {
    pattern: /'(torch\.Size)' object is not (callable)/d,
    roles: [
      ["a_value", "", "!"],
      ["called", "", "!"],
    ],
  },
  {
    pattern: /expected (4D) input \(got (3D) input\)/d,
    roles: [["a_batch"], ["axes_given", "all", "!"]],
  },
  {
    pattern: /running_mean should contain (\d+) elements not (\d+)/d,
    roles: [
      ["given", "C", "!"],
      ["takes", "C", "!"],
    ],
  },
  {
    pattern: /got (\[[\d, ]+\]) at entry (0) and (\[[\d, ]+\]) at entry (1)/d,
    roles: [["entry_shape", "H", "!"], ["entry"], ["entry_shape", "H", "!"], ["entry"]],
  },
  {
    pattern: /except in dimension (\d)\. Expected size (\d+) but got size (\d+)/d,
    roles: [["joined_axis"], ["height", "H", "!"], ["height", "H", "!"]],
  },
  {
    pattern: /input batch_size \((\d+)\) to match target batch_size \((\d+)\)/d,
    roles: [
      ["rows", "N", "!"],
      ["labels", "N", "!"],
    ],
  },
  {
    pattern: /input\.dim\(\) = (\d+) is not equal to len\(dims\) = (\d+)/d,
    roles: [
      ["axes_there", "", "!"],
      ["axes_named", "", "!"],
    ],
  },
  {
    pattern: /range of (\[-?\d+, -?\d+\]), but got (-?\d+)/d,
    roles: [["possible_axes"], ["asked_axis", "", "!"]],
  },
];

/** @param {Words} words @param {RegExpExecArray} found */
function tokensIn({ roles, clash = [] }, found) {
  const clashing = new Set(
    clash.filter(([less, more]) => Number(found[less + 1]) < Number(found[more + 1])).flat(),
  );
  return roles.map(([role, axis = "", conflict], at) => {
    const [start, end] = found.indices?.[at + 1] ?? [0, 0];
    return { start, end, role, axis, conflict: conflict === "!" || clashing.has(at) };
  });
}

/** The tokens of a message in their order; none where it is not known. @param {string} message @returns {Token[]} */
export function tokensOf(message) {
  const all = WORDS.flatMap((words) => {
    const found = words.pattern.exec(message);
    return found ? tokensIn(words, found) : [];
  });
  return all.sort((a, b) => a.start - b.start);
}

/** The axes in conflict. @param {Token[]} tokens */
export function conflictsOf(tokens) {
  return new Set(tokens.filter(({ conflict, axis }) => conflict && axis).map(({ axis }) => axis));
}

/** Every role there is. */
export const ROLES = [...new Set(WORDS.flatMap(({ roles }) => roles.map(([role]) => role)))];

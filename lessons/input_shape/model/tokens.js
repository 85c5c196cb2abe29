/** What the numbers and names in torch's messages are: each a token with a role, an axis, and whether it is in conflict. */

/**
 * @typedef {ReturnType<typeof tokensIn>[number]} Token its role is a label; the axis of the brick it belongs to, "" for none
 * @typedef {[pattern: RegExp, roles: string, clash?: [less: number, more: number][]]} Words a role for each group of the
 *   pattern, as "role/axis", with "!" where it is in conflict; clash: in conflict where the first number is less
 */

/** @type {Words[]} */
const WORDS = [
  [
    /^Expected (\dD \(unbatched\)) or (\dD \(batched\)) input to conv\dd, but got input of size: (\[[\d, ]+\])/d,
    "one_picture a_batch axes_given/all!",
  ],
  [
    /weight of size \[(\d+), (\d+), (\d+), (\d+)\], expected input\[(\d+), (\d+), (\d+), (\d+)\] to have (\d+ channels), but got (\d+ channels)/d,
    "filters kernel_channels/C! kernel_height kernel_width batch/N channels/C! height/H width/W takes/C! given/C!",
  ],
  [/Input type \(([\w: ]+)\) and bias type \(([\w: ]+)\)/d, "type_given/dtype! type_taken/dtype!"],
  [
    /input size per channel: \((\d+) x (\d+)\)\. Kernel size: \((\d+) x (\d+)\)/d,
    "height/H width/W kernel_height/H kernel_width/W",
    [
      [0, 2],
      [1, 3],
    ],
  ],
  [
    /cannot be multiplied \((\d+)x(\d+) and (\d+)x(\d+)\)/d,
    "rows/N features_given/features! features_taken/features! scores",
  ],
  [/has no attribute '(\w+)'/d, "no_name!"],
  [/(padding='same') is not supported for (strided) convolutions/d, "keeps_size! jumps!"],
  [/pad=(\d+), kernel_size=(\d+) and dilation=(\d+)/d, "pad! kernel dilation"],
  [
    /input size: \((\d+)x(\d+)x(\d+)\)\. Calculated output size: \((\d+)x(\d+)x(\d+)\)/d,
    "channels/C height/H! width/W! channels/C height_left/H! width_left/W!",
  ],
  [/got \((numpy\.ndarray|Image), Parameter/d, "class_given/kind!"],
  [/expected one of:\n \* \((Tensor) input/d, "class_taken/kind"],
  [/tuple of (\(bool, bool\))/d, "slipped!"],
  [
    /tensor a \((\d+)\) must match the size of tensor b \((\d+)\) at non-singleton dimension (3)/d,
    "first_width/W! second_width/W! fourth_axis",
  ],
  [/shape '(\[[\d, -]+\])' is invalid for input of size (\d+)/d, "places! numbers/all!"],
  [/input tensor's (size and stride)/d, "strides!"],
  [/'(torch\.Size)' object is not (callable)/d, "a_value! called!"],
  [/expected (4D) input \(got (3D) input\)/d, "a_batch axes_given/all!"],
  [/running_mean should contain (\d+) elements not (\d+)/d, "given/C! takes/C!"],
  [
    /got (\[[\d, ]+\]) at entry (0) and (\[[\d, ]+\]) at entry (1)/d,
    "entry_shape/H! entry entry_shape/H! entry",
  ],
  [/except in dimension (\d)\. Expected size (\d+) but got size (\d+)/d, "joined_axis height/H! height/H!"],
  [/input batch_size \((\d+)\) to match target batch_size \((\d+)\)/d, "rows/N! labels/N!"],
  [/input\.dim\(\) = (\d+) is not equal to len\(dims\) = (\d+)/d, "axes_there! axes_named!"],
  [/range of (\[-?\d+, -?\d+\]), but got (-?\d+)/d, "possible_axes asked_axis!"],
];

/** @param {Words} words @param {RegExpExecArray} found */
function tokensIn([, roles, clash = []], found) {
  const clashing = new Set(
    clash.filter(([less, more]) => Number(found[less + 1]) < Number(found[more + 1])).flat(),
  );
  return roles.split(" ").map((written, at) => {
    const [role, axis = ""] = written.replace("!", "").split("/");
    const [start, end] = found.indices?.[at + 1] ?? [0, 0];
    return { start, end, role, axis, conflict: written.endsWith("!") || clashing.has(at) };
  });
}

/** The tokens of a message in their order; none where it is not known. @param {string} message */
export function tokensOf(message) {
  const all = WORDS.flatMap((words) => {
    const found = words[0].exec(message);
    return found ? tokensIn(words, found) : [];
  });
  return all.sort((a, b) => a.start - b.start);
}

/** The axes in conflict. @param {Token[]} tokens */
export function conflictsOf(tokens) {
  return new Set(tokens.filter(({ conflict, axis }) => conflict && axis).map(({ axis }) => axis));
}

/** Every role there is. */
export const ROLES = [...new Set(WORDS.flatMap(([, roles]) => roles.replaceAll(/!|\/\w+/g, "").split(" ")))];

import "../oracle/fetch_files.js";
import assert from "node:assert/strict";
import test from "node:test";
import {
  cellOf,
  follow,
  kernelOf,
  settings,
  table,
  windowArea,
  withInput,
} from "../../lessons/convolution/model/limits.js";
import { compute, layer } from "../../lessons/convolution/model/numbers.js";
import {
  isPhoto,
  OWN_PHOTO,
  PIXELS,
  photoOf,
  SAMPLES,
  sizeOf,
  spotOf,
  takePhoto,
  WEIGHTS,
} from "../../lessons/convolution/model/presets.js";
import { sumSign } from "../../lessons/convolution/view/cells.js";
import { loupeOver, loupeShowing, middleIn, seenThrough } from "../../lessons/convolution/view/loupe.js";
import { convolutionStep, convolve } from "../../lessons/kit/arithmetic/convolution.js";
import { fromRows } from "../../lessons/kit/arithmetic/grid.js";
import { randomFrom } from "../../lessons/kit/quiz/shuffle.js";
import { readAddress, withinLimits } from "../../lessons/kit/settings/address.js";

/** @typedef {import("../../lessons/convolution/model/limits.js").Settings} Settings */

/** A photo of so many pixels, none like its neighbours. @param {string} name @param {number} height @param {number} width */
function send(name, height, width) {
  const bytes = Array.from({ length: height * width }, (_, at) => (at * 37) % 101);
  takePhoto({ name, height, width, hundredths: btoa(String.fromCharCode(...bytes)) });
}

/** @param {string} query @returns {Settings} */
const asked = (query) => /** @type {Settings} */ (readAddress(settings, query)?.settings);

/** What the settings store does with a change. @param {Settings} before @param {Partial<Settings>} changes */
function changed(before, changes) {
  const wanted = { ...before, ...changes };
  const possible = /** @type {Settings} */ (withinLimits(settings, wanted));
  return /** @type {Settings} */ (withinLimits(settings, follow(before, possible, wanted)));
}

/** The pixel in the middle of the window. @param {Settings} chosen */
function middle(chosen) {
  const { row, column, height, width } = windowArea(chosen, ...cellOf(chosen));
  const reach = [height, width].map((size) => Math.floor((size - 1) / 2));
  return [row + reach[0] - chosen.padding, column + reach[1] - chosen.padding];
}

test("a visitor's own photo cannot be had before it is here", () => {
  const found = readAddress(settings, "?input=photo&height=40&width=30");
  assert.equal(found?.settings.input, "heart");
  assert.equal(found?.refused[0].name, "input");
});

test("pixels come as hundredths, exactly", () => {
  takePhoto({ name: "photo", height: 1, width: 3, hundredths: btoa(String.fromCharCode(0, 57, 100)) });
  assert.deepEqual(Array.from(photoOf("photo")?.values ?? []), [0, 0.57, 1]);
});

test("a sample has its size before its pixels, and begins at its spot", () => {
  for (const name of Object.keys(SAMPLES)) {
    const chosen = asked(`?input=${name}`);
    assert.deepEqual([chosen.height, chosen.width], [sizeOf(name)?.height, sizeOf(name)?.width]);
    assert.deepEqual(middle(chosen), spotOf(name));
    assert.deepEqual([chosen.padding, chosen.bias], [0, 0]);
    assert.ok(isPhoto(name) && photoOf(name) === null);
  }
});

test("the size of a photo is the photo's, whatever the address says", () => {
  const found = readAddress(settings, "?input=cat&height=100&width=7&padding=1&bias=-2&step=5");
  assert.deepEqual([found?.settings.height, found?.settings.width], [170, 256]);
  assert.deepEqual([found?.settings.padding, found?.settings.bias, found?.settings.step], [1, -2, 5]);
  assert.deepEqual(
    found?.refused.map(({ name }) => name),
    ["height", "width"],
  );
});

test("a photo smaller than the kernel narrows the kernel", () => {
  send("photo", 2, 5);
  const chosen = asked("?input=photo&kernel_size=7&dilation=4&padding=0");
  assert.deepEqual(Array.from(chosen.kernel_size), [2, 5]);
  assert.ok(compute(chosen).output.values.length > 0);
});

test("a kernel that a small photo narrowed has its usual size on the next input", () => {
  const start = /** @type {Settings} */ (withinLimits(settings, { kernel: "blur" }));
  for (const [height, width] of [
    [1, 1],
    [2, 40],
  ]) {
    send("photo", height, width);
    const small = changed(start, withInput(start, "photo"));
    assert.deepEqual(Array.from(small.kernel_size), [Math.min(height, 3), Math.min(width, 3)]);
    for (const input of ["heart", "cat"]) {
      const next = changed(small, withInput(small, input));
      assert.deepEqual([Array.from(next.kernel_size), next.kernel], [[3, 3], "blur"], input);
    }
  }
  const chosen = changed(start, { kernel_size: [2, 1] });
  assert.deepEqual(changed(chosen, withInput(chosen, "cat")).kernel_size, [2, 1]);
});

test("from numbers to a photo and back", () => {
  send("photo", 90, 120);
  const before = /** @type {Settings} */ (withinLimits(settings, { stride: 2, kernel: "blur" }));
  const photo = changed(before, withInput(before, "photo"));
  assert.deepEqual([photo.height, photo.width, photo.padding, photo.bias], [90, 120, 0, 0]);
  assert.deepEqual([photo.stride, photo.kernel], [2, "blur"]);
  const moved = changed(photo, { padding: 2, bias: 3 });
  const other = changed(moved, withInput(moved, "cat"));
  assert.deepEqual([other.height, other.padding, other.bias], [170, 2, 3]);
  const back = changed(other, withInput(other, "heart"));
  assert.deepEqual([back.height, back.width, back.padding, back.bias], [7, 7, 1, 1]);
  assert.equal(back.stride, 2);
});

test("the window stays on its pixel when a setting of a photo changes", () => {
  const start = asked("?input=camera");
  for (const changes of [{ kernel_size: [7, 7] }, { padding: 3 }, { dilation: 2 }, { kernel_size: [5, 5] }]) {
    const now = changed(start, /** @type {Partial<Settings>} */ (changes));
    assert.deepEqual(middle(now), middle(start), JSON.stringify(changes));
  }
  for (const stride of [2, 3, 6]) {
    const apart = middle(changed(start, { stride })).map((place, axis) =>
      Math.abs(place - middle(start)[axis]),
    );
    assert.ok(Math.max(...apart) <= stride / 2, `stride ${stride}: ${apart}`);
  }
});

test("moving the window computes nothing anew; a bias does", () => {
  send("photo", 30, 40);
  const chosen = asked("?input=photo&kernel=sharpen&padding=1&padding_mode=reflect");
  const now = compute(chosen);
  assert.equal(compute({ ...chosen, step: 7, reads: 1 }), now);
  const biased = { ...chosen, bias: 2 };
  assert.equal(compute(biased).padded, now.padded);
  assert.deepEqual(compute(biased).output, convolve(now.input, kernelOf(chosen), layer(biased)));
  send("photo", 30, 40);
  assert.notEqual(compute(biased).input, now.input);
});

test("no output is beyond the colours, and nothing is read of what is never read", () => {
  send("photo", 50, 60);
  for (const query of [
    "stride=4",
    "kernel=random&kernel_size=5",
    "dilation=3&stride=5",
    "bias=-9",
    "kernel=blur",
  ]) {
    const { output, limit, reads, unread, mostReads } = compute(asked(`?input=photo&${query}`));
    assert.ok(
      output.values.every((value) => Math.abs(value) <= limit),
      query,
    );
    assert.equal(reads.values.filter((count) => count === 0).length, unread);
    assert.equal(Math.max(...reads.values), mostReads);
  }
});

test("a sum has an equals sign where the numbers that are written add up to it", () => {
  const signs = [0.11, 0.5, 1].map((weight) => {
    const kernel = fromRows([[weight, 0]]);
    return sumSign(convolutionStep(fromRows([[0.31, 1]]), kernel, { kernel_size: [1, 2] }, 0, 0));
  });
  assert.deepEqual(signs, ["≈", "≈", "="]);
});

test("the table names exactly the inputs and kernels that there are", () => {
  assert.deepEqual(table.settings.input.choices, [
    ...Object.keys(PIXELS),
    ...Object.keys(SAMPLES),
    OWN_PHOTO,
  ]);
  assert.deepEqual(table.settings.kernel.choices, Object.keys(WEIGHTS));
});

const GRID = { height: 40, width: 60 };

/** @param {number} row @param {number} column @param {number} height @param {number} width */
const area = (row, column, height, width) => ({ row, column, height, width });

test("the window lies in the middle of the loupe", () => {
  assert.deepEqual(loupeOver(area(20, 30, 3, 3), 9, GRID), area(17, 27, 9, 9));
  assert.deepEqual(seenThrough(area(17, 27, 9, 9), area(20, 30, 3, 3)), area(3, 3, 3, 3));
});

test("at the edge the loupe stays inside, and a small grid is seen whole", () => {
  assert.deepEqual(loupeOver(area(0, 57, 3, 3), 9, GRID), area(0, 51, 9, 9));
  assert.deepEqual(loupeOver(area(0, 0, 1, 1), 9, { height: 4, width: 20 }), area(0, 0, 4, 9));
});

test("of a window that is larger the middle is seen", () => {
  assert.deepEqual(loupeOver(area(5, 5, 25, 25), 9, GRID), area(13, 13, 9, 9));
  assert.deepEqual(middleIn(area(13, 13, 9, 9), area(5, 5, 25, 25)), [17, 17]);
});

test("a loupe that is walked beyond its edge follows by as little as it must", () => {
  const loupe = area(10, 10, 9, 9);
  assert.deepEqual(loupeShowing(loupe, 12, 18), loupe);
  assert.deepEqual(loupeShowing(loupe, 19, 10), area(11, 10, 9, 9));
  assert.deepEqual(loupeShowing(loupe, 9, 25), area(9, 17, 9, 9));
});

test("anywhere, the loupe holds the cell it shows and stays in the grid", () => {
  const random = randomFrom(7);
  const below = (/** @type {number} */ most) => Math.floor(random() * most);
  for (let round = 0; round < 2000; round++) {
    const [row, column] = [below(GRID.height), below(GRID.width)];
    const around = loupeOver(area(row, column, 1, 1), 1 + below(12), GRID);
    const loupe = loupeShowing(loupeOver(area(below(40), below(60), 1, 1), 5, GRID), row, column);
    for (const { row: top, column: left, height, width } of [around, loupe]) {
      assert.ok(top >= 0 && left >= 0 && top + height <= GRID.height && left + width <= GRID.width);
      assert.ok(row >= top && row < top + height && column >= left && column < left + width);
    }
    assert.deepEqual(middleIn(around, area(row, column, 1, 1)), [row, column]);
  }
});

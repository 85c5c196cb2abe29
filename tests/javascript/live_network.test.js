import "../oracle/fetch_files.js";
import assert from "node:assert/strict";
import test from "node:test";
import { convolve } from "../../lessons/kit/arithmetic/convolution.js";
import { gridOf, hasCell, mapped, valueAt, zeros } from "../../lessons/kit/arithmetic/grid.js";
import { maxPool } from "../../lessons/kit/arithmetic/pooling.js";
import { shareText } from "../../lessons/kit/pictures/nets.js";
import { randomFrom } from "../../lessons/kit/quiz/shuffle.js";
import { readAddress, withinLimits, writeValue } from "../../lessons/kit/settings/address.js";
import { seenBy } from "../../lessons/live_network/fields/figure.js";
import {
  asked,
  follow,
  isNote,
  NOTE,
  placeIn,
  settings,
  waitingOf,
} from "../../lessons/live_network/model/limits.js";
import {
  answerOf,
  compute,
  HAND_MADE,
  handedOf,
  MAPS,
  onlySign,
  otherwise,
  randomKernels,
} from "../../lessons/live_network/model/network.js";
import { exactly, limitsOf, scoreOf } from "../../lessons/live_network/model/numbers.js";
import { callOf, resultOf, shapesOf } from "../../lessons/live_network/model/words.js";
import { verdictOf } from "../../lessons/live_network/view/scores.js";

/** @typedef {import("../../lessons/live_network/model/limits.js").Settings} Settings */

/** @param {Record<string, unknown>} [wanted] @returns {Settings} */
const chosen = (wanted = {}) => /** @type {any} */ (withinLimits(settings, wanted));

/** @param {number} seed */
function pictureOf(seed) {
  const random = randomFrom(seed);
  return Array.from({ length: 784 }, () => Math.max(0, Math.floor(random() * 201) - 100));
}

/** A network that reads, with weights by chance. @param {number} seed @param {string[]} classes */
function netOf(seed, classes) {
  const random = randomFrom(seed);
  const whole = (/** @type {number} */ most) => Math.floor(random() * (2 * most + 1)) - most;
  const linear = Int16Array.from({ length: 720 * classes.length }, () => whole(130));
  return {
    kernels: Array.from({ length: MAPS }, () => Array.from({ length: 25 }, () => whole(30))),
    biases: [0, 0, 0, 0, 0],
    linear: Buffer.from(linear.buffer).toString("base64"),
    linear_bias: classes.map(() => whole(40)),
    classes,
    pictures: 10,
    right_when_moved: { "relu max": Array.from({ length: 17 }, () => Array.from({ length: 17 }, () => 9)) },
    right_by_seed: [8, 9],
  };
}

const NETS = { digits: netOf(1, [..."0123456789"]), cats_dogs: netOf(2, ["cat", "dog"]) };
const received = { pixels: pictureOf(3), nets: NETS };

test("a bias in the address is one number for all five, or five", () => {
  const read = settings.bias.read;
  assert.deepEqual(read(".5"), [0.5, 0.5, 0.5, 0.5, 0.5]);
  assert.deepEqual(read("0,-0.25,.5,0,2"), [0, -0.25, 0.5, 0, 2]);
  for (const wrong of ["", "a", "1,2", "0.001", "1e1", "0,0,0,0,", "--1"]) assert.equal(read(wrong), null);
  assert.equal(writeValue(chosen({ bias: [0, 0, 0.5, 0, 0] }).bias), "0,0,0.5,0,0");
  assert.equal(writeValue(chosen({ bias: [3, -3, 0, 0, 0] }).bias), "2,-2,0,0,0");
});

test("an old link names a cell after Conv2d", () => {
  const asked = readAddress(settings, "?map=3&row=20&column=7");
  assert.deepEqual(asked?.refused, []);
  const { layer, map, row, column, scores } = asked?.settings ?? {};
  assert.deepEqual([layer, map, row, column, scores], ["conv", 3, 20, 7, 1]);
});

test("rows and columns are counted in the layer's own grid", () => {
  const asked = readAddress(settings, "?layer=pool&row=13&column=12");
  assert.deepEqual(
    asked?.refused.map(({ name, taken }) => [name, taken]),
    [["row", "12"]],
  );
});

test("filters that were not trained have no scores, and of others the highest is the answer", () => {
  for (const filters of ["hand_made", "random"]) {
    assert.equal(chosen({ filters }).scores, 0);
    assert.equal(readAddress(settings, `?filters=${filters}&scores=1`)?.refused[0].name, "scores");
    const network = compute(received, chosen({ filters }));
    assert.deepEqual([network.scores, answerOf(network)], [null, -1]);
  }
  const network = compute(received, chosen());
  assert.equal(network.scores?.[answerOf(network)], Math.max(...(network.scores ?? [])));
});

test("a layer that falls away takes its pin to the layer before", () => {
  const onRelu = chosen({ layer: "relu", row: 7, column: 8 });
  const off = { ...onRelu, relu: 0 };
  const there = follow(onRelu, chosen(off), off);
  assert.deepEqual([there.layer, there.row, there.column], ["conv", 7, 8]);
  const onScore = chosen({ layer: "score", row: 7, column: 8 });
  const none = { ...onScore, scores: 0 };
  assert.deepEqual(follow(onScore, chosen(none), none).layer, "pool");
  assert.deepEqual(placeIn(chosen({ layer: "conv", row: 7, column: 24 }), "pool"), { row: 4, column: 12 });
  assert.deepEqual(placeIn(chosen({ layer: "pool", row: 4, column: 12 }), "conv"), { row: 7, column: 23 });
});

test("how often a net is right is said of pictures like those it was tested with, and of no other", () => {
  const kit = /** @type {any} */ ({ label: (/** @type {string} */ id) => id });
  /** Who is told an accuracy of a picture: the digits' filters, those of the cats and dogs. @param {string} source @param {"drawing" | "photo"} way @param {object} [moved] */
  const told = (source, way, moved = {}) =>
    ["digits", "cats_dogs"].map((filters) => {
      const state = chosen({ filters, ...moved });
      const says = verdictOf(kit, { ...received, source, way }, compute(received, state), state).join(" ");
      const isOther = says.includes(filters === "digits" ? "live.no_digit" : "live.no_silhouette");
      const isMeasured = says.includes(`live.accuracy_${filters}${"down" in moved ? "_moved" : ""}`);
      assert.ok(isOther !== isMeasured, `${source} ${way}: ${says}`);
      return isMeasured;
    });
  for (const moved of [{}, { down: 3 }]) {
    for (const way of /** @type {const} */ (["drawing", "photo"])) {
      for (const silhouette of ["cat_1", "dog_2"])
        assert.deepEqual(told(silhouette, way, moved), [false, true]);
      for (const other of ["cat", "horse", "text"]) assert.deepEqual(told(other, way, moved), [false, false]);
      assert.deepEqual(told("digit_3", way, moved), [true, false]);
      for (const written of ["paper_3", "own"])
        assert.deepEqual(told(written, way, moved), [way === "drawing", false]);
    }
  }
});

test("the note has no ReLU, no scores, and takes the largest", () => {
  assert.ok(isNote(chosen(NOTE)));
  assert.ok(!isNote(chosen()));
  assert.deepEqual(callOf(chosen(NOTE), null), {
    call: "nn.Sequential",
    parts: [{ text: "nn.Conv2d(1, 5, 5)" }, { text: "nn.MaxPool2d(2)" }],
  });
  assert.deepEqual(resultOf(chosen(NOTE), null), [1, 5, 12, 12]);
});

test("Python is asked about every setting, the picture, and kernels it cannot know", () => {
  const state = asked(chosen());
  assert.deepEqual(Object.keys(state), [
    ...["filters", "bias", "relu", "pool", "scores", "down", "right", "layer", "map", "row", "column"],
    ...["digit", "kernels", "hundredths"],
  ]);
  assert.deepEqual([state.bias, state.kernels], [[[0, 0, 0, 0, 0]], []]);
  const { kernels } = asked(chosen({ filters: "hand_made" }));
  assert.deepEqual(kernels[0][0], [0.1, 0.1, 0, -0.1, -0.1]);
});

test("a file is handed over as bytes, a sample by its name, each with what was chosen of its reading", () => {
  const [file, name] = [new Blob(["7"]), "7.png"];
  const seen = { way: null, sign: null, without: [], drawn: false };
  assert.deepEqual(handedOf({ file, name }), { question: "picture", body: file, about: seen, name });
  const from = /** @type {const} */ ("draw");
  const wish = { name, from, way: "photo", sign: 0, without: ["box"] };
  const chosenSo = { way: "photo", sign: 0, without: ["box"], drawn: true };
  assert.deepEqual(handedOf({ file, ...wish }).about, chosenSo);
  const { question, body } = handedOf({ sample: "cat", ...wish });
  assert.deepEqual([question, JSON.parse(String(body))], ["sample", { sample: "cat", ...chosenSo }]);
});

test("a choice is taken back and made again, and a sign that is pressed is read alone", () => {
  const shown = (/** @type {string[]} */ ...without) => /** @type {any} */ ({ without });
  assert.deepEqual(otherwise(shown(), "sheet"), { without: ["sheet"], sign: undefined });
  assert.deepEqual(otherwise(shown("sheet", "box"), "sheet"), { without: ["box"], sign: undefined });
  assert.deepEqual(otherwise(shown("box"), "photo"), { way: "drawing" });
  assert.deepEqual(onlySign(shown("sign", "box"), 2), { without: ["box"], sign: 2 });
});

test("kernels made by hand are whole hundredths; all but the blur are silent on flat areas", () => {
  const sums = HAND_MADE.map(([, { values }]) => values.reduce((sum, weight) => sum + weight, 0));
  assert.deepEqual(sums, [0, 0, 0, 0, 100]);
  assert.ok(HAND_MADE.every(([, { values }]) => values.every(Number.isInteger)));
});

test("random kernels are the same for the same seed, within PyTorch's own range", () => {
  assert.deepEqual(randomKernels(7), randomKernels(7));
  assert.notDeepEqual(randomKernels(7), randomKernels(8));
  const weights = Array.from({ length: 99 }, (_, i) => randomKernels(i + 1)).flat(2);
  const values = weights.flatMap((kernel) => [...kernel.values]);
  assert.deepEqual([Math.min(...values), Math.max(...values)], [-20, 20]);
  assert.ok(values.every((value) => Number.isInteger(value)));
});

test("the sums of the maps and the bias are the score, to the last digit", () => {
  for (const pool of ["max", "average"]) {
    const network = compute(received, chosen({ pool, bias: [0.5, -0.25, 1.01, 0, -2] }));
    for (let digit = 0; digit < 10; digit++) {
      const { sums, bias, score, largest } = scoreOf(network, digit);
      const units = [...sums, bias].reduce((sum, each) => sum + Math.round(each * 1e8), 0);
      assert.equal(units, Math.round(score * 1e8));
      assert.equal(largest.length, 10);
      const sizes = largest.map(({ product }) => Math.abs(product));
      assert.ok(sizes[9] > 0 && sizes.every((size, at) => at === 0 || size <= sizes[at - 1]));
      for (const { value, weight, product } of largest) {
        assert.equal(Math.round(value * 1e6) * Math.round(weight * 100), Math.round(product * 1e8));
      }
    }
  }
});

test("a cell that is 0 moves no score, and of maps that are 0 none does", () => {
  const oneKernel = { bias: [-2, -2, 0, -2, -2] };
  const ink = { ...received, pixels: pictureOf(3).map((pixel, at) => (at === 300 ? 100 + pixel : 0)) };
  const { largest } = scoreOf(compute(ink, chosen(oneKernel)), 1);
  assert.ok(largest.length < 10);
  assert.ok(largest.every(({ product, map }) => product !== 0 && map === 3));
  const blank = { ...received, pixels: pictureOf(3).map(() => 0) };
  const { largest: none, bias, score } = scoreOf(compute(blank, chosen()), 1);
  assert.deepEqual([none, score], [[], bias]);
});

test("the scale of all maps is one, that of a filter is its own", () => {
  const network = compute(received, chosen());
  const [all, each] = [limitsOf(network, chosen()), limitsOf(network, chosen({ scale: "filter" }))];
  assert.equal(new Set(all).size, 1);
  assert.ok(each.every((limit, i) => limit <= all[i]));
  const blank = compute({ ...received, pixels: pictureOf(3).map(() => 0) }, chosen());
  assert.ok(limitsOf(blank, chosen({ scale: "filter" })).every((limit) => limit > 0));
});

test("exact numbers keep every decimal and have at least two", () => {
  const written = [8.391829, -0.1, 0, 12, 0.00000025, -3.5, 0.1 + 0.2].map(exactly).join(" ");
  assert.equal(written, "8.391829 −0.10 0 12 0.00000025 −3.50 0.30");
});

test("a share is never all and never nothing", () => {
  const written = [1, 0.9996, 0.9994, 0.5, 0.001, 0.0009, 0].map(shareText).join(" ");
  assert.equal(written, ">0.999 >0.999 0.999 0.500 0.001 <0.001 <0.001");
});

test("a shape that is asked for is not told beside it", () => {
  assert.deepEqual(shapesOf(chosen(), "pool"), { conv: "5×24×24", relu: "5×24×24", pool: "?", score: "10" });
  /** @param {Settings} settings @param {Settings["layer"] | null} layer */
  const written = (settings, layer) =>
    callOf(settings, layer)
      .parts.map(({ text }) => text)
      .join(", ");
  assert.match(written(chosen(), "score"), /nn\.LazyLinear\(10\)/);
  assert.match(written(chosen({ filters: "cats_dogs" }), null), /nn\.Linear\(720, 2\)/);
  assert.deepEqual(resultOf(chosen({ scores: 0 }), "pool"), [1, "?", "?", "?"]);
  assert.deepEqual(resultOf(chosen({ filters: "cats_dogs" }), "pool"), [1, 2]);
});

test("what has the pin is shown, and before the first layer nothing is", () => {
  const reached = (/** @type {Record<string, unknown>} */ wanted) => chosen(wanted).reached;
  assert.equal(reached({}), "score", "an address shows all that it has always shown");
  assert.equal(reached({ reached: "input" }), "input");
  assert.equal(reached({ reached: "input", layer: "pool" }), "pool");
  assert.equal(reached({ reached: "conv", layer: "relu" }), "relu");
  assert.equal(reached({ reached: "pool", layer: "relu" }), "pool");
  const waiting = (/** @type {Record<string, unknown>} */ wanted) => waitingOf(chosen(wanted));
  assert.deepEqual(
    [waiting({}), waiting({ reached: "input" }), waiting({ reached: "pool" })],
    [null, "conv", "score"],
  );
  assert.equal(waiting({ reached: "conv", relu: 0 }), "pool");
  assert.equal(waiting({ reached: "pool", scores: 0 }), null);
  assert.deepEqual(Object.values(shapesOf(chosen({ reached: "input" }), "conv")), ["?", "?", "?", "10"]);
  assert.deepEqual(resultOf(chosen(), null, "conv"), [1, "?"]);
});

/** What a convolution of ones, pooling and another one make of a picture: above 0 where a cell sees a pixel that is. @param {Grid} picture */
function mapsOfOnes(picture) {
  const ones = mapped(zeros(5, 5), () => 1);
  const conv = convolve(picture, ones, { kernel_size: [5, 5], padding: [4, 4] });
  const pool = maxPool(conv, { kernel_size: [2, 2] }).values;
  return { picture, conv, pool, deep: convolve(pool, ones, { kernel_size: [5, 5] }) };
}

test("a cell on the way from local to global sees the pixels that change it, and no other", () => {
  const ends = { conv: [0, 1, 16, 31], pool: [0, 1, 8, 15], deep: [0, 5, 11] };
  const pictures = Array.from({ length: 28 ** 2 }, (_, pixel) =>
    mapsOfOnes(gridOf(28, 28, (row, column) => Number(row * 28 + column === pixel))),
  );
  for (const place of /** @type {const} */ (["conv", "pool", "deep"])) {
    for (const [row, column] of ends[place].flatMap((y) => ends[place].map((x) => [y, x]))) {
      const area = seenBy({ place, row, column }, "picture") ?? assert.fail();
      pictures.forEach((maps, pixel) => {
        const isSeen = hasCell(area, Math.floor(pixel / 28) - area.row, (pixel % 28) - area.column);
        assert.equal(valueAt(maps[place], row, column) > 0, isSeen, `${place} ${row} ${column}: ${pixel}`);
      });
    }
  }
  assert.equal(seenBy({ place: "conv", row: 0, column: 0 }, "pool"), null);
  const own = { row: 3, column: 4 };
  assert.deepEqual(seenBy({ place: "pool", ...own }, "pool"), { ...own, height: 1, width: 1 });
});

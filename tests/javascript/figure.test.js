import assert from "node:assert/strict";
import test from "node:test";
import { changedArguments, linesOf, markedPieces } from "../../lessons/kit/code/figure.js";
import { itemAt } from "../../lessons/kit/controls/menu.js";
import { shortCount, ticksOf } from "../../lessons/kit/controls/transport.js";
import { fileStem } from "../../lessons/kit/dom/page.js";
import { becameOf } from "../../lessons/kit/figure/sentence.js";
import { greyColour, greyPixels, pixelOf, signedColour, signedPixels } from "../../lessons/kit/grid/scale.js";
import { asHex, coloursOf, ringsOf } from "../../lessons/kit/menu/on_screen.js";
import {
  descriptionOf,
  MOST_BYTES,
  MOST_FRAMES,
  someOf,
  stepsShown,
  svgText,
} from "../../lessons/kit/menu/svg.js";

test("a tick stands where each row ends", () => {
  assert.deepEqual(ticksOf(49, 7), [7, 14, 21, 28, 35, 42]);
  assert.deepEqual(ticksOf(1, 1), []);
  assert.deepEqual(ticksOf(5, 5), []);
});

test("many rows have a tick every fifth, tenth or so", () => {
  assert.deepEqual(ticksOf(254 * 254, 254).slice(0, 2), [25 * 254, 50 * 254]);
  for (let rows = 1; rows <= 262; rows++) {
    const ticks = ticksOf(rows * 100, 100);
    assert.ok(ticks.length <= 24, `${rows} rows have ${ticks.length} ticks`);
    assert.ok(ticks.every((tick) => tick % 100 === 0 && tick < rows * 100));
    assert.ok(rows === 1 || ticks.length > 0);
  }
});

test("long counts are easy to read", () => {
  assert.equal(shortCount(7, 49), "7 / 49");
  assert.equal(shortCount(16499, 49284), "16,499 / 49,284");
});

test("an argument that was not there before has changed", () => {
  const [before, after] = [
    "nn.Conv2d(1, 5, 5, padding=(1, 2))",
    "nn.Conv2d(1, 5, 5, padding=(1, 3), stride=2)",
  ];
  assert.deepEqual(changedArguments(before, after), new Set(["padding=(1, 3)", "stride=2"]));
  assert.deepEqual(changedArguments(after, before), new Set(["padding=(1, 2)"]));
});

test("comments and changed arguments are marked, and nothing is lost", () => {
  const code = "pool = nn.MaxPool2d(2, stride=3)  # stride=3\nprint(1)\n# 1";
  const pieces = markedPieces(code, new Set(["stride=3"]));
  assert.equal(pieces.map(({ text }) => text).join(""), code);
  assert.deepEqual(
    pieces.filter(({ kind }) => kind).map(({ text, kind }) => [kind, text]),
    [
      ["changed", "stride=3"],
      ["comment", "# stride=3"],
      ["comment", "# 1"],
    ],
  );
});

test("an open guess hides every line that is printed", () => {
  const answer = { code: ["print(1)", "print(2)"], printed: ["1", "2"] };
  assert.deepEqual(linesOf(answer, true), ["print(1)", "print(2)", "# ?", "# ?"]);
  assert.deepEqual(linesOf(answer, false), ["print(1)", "print(2)", "# 1", "# 2"]);
});

test("an outcome says height and width, and the channels where they become others", () => {
  assert.equal(becameOf([1, 3, 32, 32], [1, 3, 16, 16]), "32×32 → 16×16");
  assert.equal(becameOf([1, 3, 32, 32], [1, 8, 30, 30]), "3×32×32 → 8×30×30");
  assert.equal(becameOf([1, 3, 32, 32], null), "32×32 → —");
  assert.equal(becameOf([1, 3, 32, 32], ["?"]), "32×32 → ?");
  assert.equal(becameOf([5, 4], [5, 2]), "(5, 4) → (5, 2)");
});

test("a file is named by the layer's arguments", () => {
  assert.equal(
    fileStem("convolution", { kernel_size: [3, 3], stride: 1, padding: 1 }),
    "convolution-k3-s1-p1",
  );
  assert.equal(fileStem("live_network", { kernel_size: [3, 5], dilation: 2 }), "live-network-k3x5-d2");
});

test("arrow keys go round the menu, Home and End to its ends, other keys nowhere", () => {
  assert.deepEqual([itemAt("ArrowDown", 4, 5), itemAt("ArrowUp", 0, 5)], [0, 4]);
  assert.deepEqual([itemAt("Home", 3, 5), itemAt("End", 1, 5), itemAt("a", 1, 5)], [0, 4, null]);
});

/** @param {import("../../lessons/kit/menu/svg.js").Shape[]} shapes */
const sheet = (...shapes) => ({
  width: 100,
  height: 50,
  shapes,
  background: "#ffffff",
  title: "T",
  language: "ko",
});
const BOX = { x: 1, y: 2, width: 30, height: 40 };
const FONT = { size: 17, weight: "600", family: '"Source Sans", sans-serif', fill: "#000000" };

test("what a text holds cannot become a tag, an attribute or an illegal character", () => {
  const text = svgText(
    sheet({ kind: "text", x: 0, y: 0, width: 9, text: '</text><script>&"\u0000', ...FONT }),
  );
  assert.ok(text.includes("&lt;/text&gt;&lt;script&gt;&amp;&quot;</text>"));
  assert.ok(!text.includes("<script") && !text.includes("\u0000"));
  assert.ok(text.includes("&quot;Source Sans&quot;, sans-serif"));
});

test("Hangul, a real minus sign and characters beyond 16 bits come through", () => {
  const text = svgText(sheet({ kind: "text", x: 0, y: 0, width: 9, text: "입력 −3 𝒙", ...FONT }));
  assert.ok(text.includes(">입력 −3 𝒙<"));
});

test("a hatch and a ramp are defined once and used by name", () => {
  const hatch = { hatch: "#77726b" };
  const text = svgText(
    sheet(
      { kind: "rect", ...BOX, fill: hatch },
      { kind: "rect", ...BOX, fill: { ...hatch } },
      { kind: "rect", ...BOX, fill: { ramp: ["#000000", "#888888", "#ffffff"] } },
    ),
  );
  assert.equal(text.split("<pattern").length - 1, 1);
  assert.equal(text.split('fill="url(#fill-1)"').length - 1, 2);
  assert.ok(text.includes('<stop offset="50%" stop-color="#888888"/>'));
  assert.ok(text.includes('fill="url(#fill-2)"'));
});

test("the file stands alone", () => {
  const text = svgText(sheet({ kind: "image", ...BOX, href: "data:image/png;base64,AAAA" }));
  assert.deepEqual(
    [...text.matchAll(/href="([^"]*)"/g)].map(([, to]) => to.slice(0, 5)),
    ["data:", "data:"],
  );
  assert.ok(!/foreignObject|<script|@import/.test(text));
});

test("computed colours are read as the browser writes them", () => {
  assert.equal(asHex("rgb(168, 0, 112)"), "#a80070");
  assert.equal(asHex("rgba(0, 0, 0, 0)"), undefined);
  assert.equal(asHex("transparent"), undefined);
  assert.deepEqual(coloursOf("linear-gradient(to right, rgb(0, 0, 0), rgb(1, 2, 3) 50%)"), [
    "#000000",
    "#010203",
  ]);
  assert.deepEqual(coloursOf("none"), []);
});

test("the rings of a shadow are read with their width and side", () => {
  const shadow = "rgb(168, 0, 112) 0px 0px 0px 3px, rgb(255, 255, 255) 0px 0px 0px 2px inset";
  assert.deepEqual(ringsOf(shadow), [
    { colour: "#a80070", spread: 3, isInside: false },
    { colour: "#ffffff", spread: 2, isInside: true },
  ]);
  assert.deepEqual(ringsOf("none"), []);
});

const ABOUT = { background: "#ffffff", title: "T" };
/** @param {string[]} texts */
const frame = (...texts) => ({
  width: 99.2,
  height: 50,
  shapes: texts.map((text) => ({
    ...{ kind: /** @type {"text"} */ ("text"), x: 1.23456, y: 2, width: 9, text },
    ...{ size: 17, weight: "600", family: "sans-serif", fill: "#000000" },
  })),
});

test("a short way is shown step by step, a long one by the ends of its rows, and always its last step", () => {
  assert.deepEqual(stepsShown(5, 3), [1, 2, 3, 4, 5]);
  assert.deepEqual(stepsShown(2, 1, 0), [0, 1, 2]);
  for (const [height, width] of [
    [12, 12],
    [1, 256],
    [256, 256],
    [149, 1],
    [7, 61],
  ]) {
    const shown = stepsShown(height * width, width);
    assert.ok(shown.length <= MOST_FRAMES && shown.length > 0);
    assert.equal(shown.at(-1), height * width);
    assert.ok(shown.every((step) => step % width === 0));
    assert.equal(new Set(shown).size, shown.length);
  }
});

test("of many moments some are shown, from all over, the last among them", () => {
  for (const count of [1, 59, 60, 61, 192, 500]) {
    const all = Array.from({ length: count }, (_, at) => at);
    const some = someOf(all);
    assert.ok(some.length <= MOST_FRAMES && some.length * 2 >= Math.min(count, MOST_FRAMES));
    assert.equal(some.at(-1), count - 1);
  }
});

test("a shape that stands in many frames is written once", () => {
  const given = JSON.parse(descriptionOf([frame("a", "b"), frame("a", "c"), frame("b")], ABOUT));
  assert.deepEqual(given.frames, [[0, 1], [0, 2], [1]]);
  assert.deepEqual(
    given.shapes.map((/** @type {any} */ { text, x }) => [text, x]),
    [
      ["a", 1.2],
      ["b", 1.2],
      ["c", 1.2],
    ],
  );
  assert.deepEqual([given.width, given.height, given.title], [100, 50, "T"]);
});

test("what would be too large is sent with fewer frames, and one frame is sent as it is", () => {
  const large = Array.from({ length: 50 }, (_, at) => frame(String(at).repeat(100_000)));
  const text = descriptionOf(large, ABOUT);
  assert.ok(text.length <= MOST_BYTES);
  const { frames, shapes } = JSON.parse(text);
  assert.ok(frames.length > 5);
  assert.equal(shapes.at(-1).text, large[49].shapes[0].text);
  assert.equal(JSON.parse(descriptionOf([frame("a".repeat(MOST_BYTES))], ABOUT)).frames.length, 1);
});

/** @param {number} pixel */
const channels = (pixel) => Array.from(new Uint8Array(Uint32Array.of(pixel).buffer));

test("a pixel is red, green, blue and opaque", () => {
  assert.deepEqual(channels(pixelOf([1, 2, 3])), [1, 2, 3, 255]);
});

test("looked up colours are those of the scale, to the eye", () => {
  for (const theme of /** @type {const} */ (["light", "dark"])) {
    for (const limit of [0.3, 1.3, 26]) {
      const pixel = signedPixels(limit, theme);
      for (let value = -1.2 * limit; value <= 1.2 * limit; value += limit / 97) {
        const expected = signedColour(value, limit, theme);
        const apart = channels(pixel(value))
          .slice(0, 3)
          .map((channel, i) => Math.abs(channel - expected[i]));
        assert.ok(Math.max(...apart) <= 1, `${theme} ${value} of ${limit}: ${apart}`);
      }
      assert.deepEqual(channels(pixel(0)).slice(0, 3), signedColour(0, limit, theme));
    }
  }
});

test("every hundredth of grey is its own brightness", () => {
  const pixel = greyPixels();
  for (let hundredths = 0; hundredths <= 100; hundredths++) {
    const [red, green, blue] = channels(pixel(hundredths / 100));
    assert.ok(red === green && green === blue);
    assert.ok(Math.abs(red - greyColour(hundredths / 100)[0]) <= 1);
  }
});

import assert from "node:assert/strict";
import test from "node:test";
import { greyColour, greyPixels, pixelOf, signedColour, signedPixels } from "../../lessons/kit/grid/scale.js";

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

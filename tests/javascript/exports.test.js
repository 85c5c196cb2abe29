import assert from "node:assert/strict";
import test from "node:test";
import { itemAt } from "../../lessons/kit/controls/menu.js";
import { fileStem } from "../../lessons/kit/dom/save_file.js";

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

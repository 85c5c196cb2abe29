import assert from "node:assert/strict";
import test from "node:test";
import { itemAt } from "../../lessons/kit/controls/menu.js";
import { fileStem, receive, request } from "../../lessons/kit/menu/download.js";

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

/** A page in which links can be pressed; returns the names of the files that were saved. @param {import("node:test").TestContext} context */
function pageThatSaves(context) {
  /** @type {string[]} */
  const saved = [];
  const link = { download: "", click: () => saved.push(link.download) };
  Object.assign(globalThis, { document: { createElement: () => link } });
  context.mock.timers.enable({ apis: ["setTimeout"] });
  context.after(() => Reflect.deleteProperty(globalThis, "document"));
  return saved;
}

/** @param {string} name @param {boolean[]} told @returns {string} the id of the request */
function ask(name, told) {
  /** @type {any} */
  let sent;
  const send = (/** @type {any} */ event) => {
    sent = event.download;
  };
  request(send, "png", name, { step: 1 }, (isSaved) => told.push(isSaved));
  assert.deepEqual([sent.kind, sent.state], ["png", { step: 1 }]);
  return sent.id;
}

test("a file is saved once, however often the page brings it", (context) => {
  const [saved, told] = [pageThatSaves(context), /** @type {boolean[]} */ ([])];
  const made = { id: ask("a.png", told), type: "image/png", base64: "AAAA" };
  receive(null);
  receive({ ...made, id: "of another visit" });
  assert.deepEqual(saved, []);
  receive(made);
  receive(made);
  assert.deepEqual([saved, told], [["a.png"], [true]]);
});

test("a file that could not be made is said so and not saved", (context) => {
  const [saved, told] = [pageThatSaves(context), /** @type {boolean[]} */ ([])];
  receive({ id: ask("a.png", told), type: "image/png", base64: null });
  assert.deepEqual([saved, told], [[], [false]]);
});

test("a server that does not answer is given up, and a late answer is not saved", (context) => {
  const [saved, told] = [pageThatSaves(context), /** @type {boolean[]} */ ([])];
  const id = ask("a.png", told);
  context.mock.timers.tick(61_000);
  assert.deepEqual(told, [false]);
  receive({ id, type: "image/png", base64: "AAAA" });
  assert.deepEqual([saved, told], [[], [false]]);
});

import assert from "node:assert/strict";
import test from "node:test";
import { ringsOf } from "../../lessons/kit/menu/on_screen.js";
import { svgText } from "../../lessons/kit/menu/svg.js";
import { asHex, coloursOf } from "../../lessons/kit/menu/words.js";

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

import "../oracle/fetch_files.js";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { sayRefused } from "../../lessons/kit/figure/sentence.js";
import { fill } from "../../lessons/kit/i18n/korean_particles.js";
import { readAddress, withinLimits } from "../../lessons/kit/settings/address.js";
import { MOST_ANGLE, movedTo, NETS, settings } from "../../lessons/why_cnn/model/limits.js";
import { accuracyOf, curveOf } from "../../lessons/why_cnn/model/store.js";
import { leadOf, questionOf } from "../../lessons/why_cnn/model/words.js";

const FILE = new URL("../../cnn_core/data/moved_accuracy.json", import.meta.url);
const accuracy = accuracyOf(JSON.parse(readFileSync(FILE, "utf8")));

/** Every state that differs in what is counted. @returns {Generator<import("../../lessons/why_cnn/model/limits.js").Settings>} */
function* states() {
  const places = Array.from({ length: 13 * 13 }, (_, at) => [Math.floor(at / 13) - 6, (at % 13) - 6]);
  const moves = new Map(
    places.map(([right, down]) => [Math.round(Math.hypot(right, down)), { right, down }]),
  );
  const turns = Array.from({ length: 2 * MOST_ANGLE + 1 }, (_, at) => at - MOST_ANGLE);
  const trained = /** @type {const} */ ([
    [0, "centred"],
    [0, "moved"],
    [1, "centred"],
  ]);
  const thirds = /** @type {const} */ (["global", "wide", "average"]);
  for (const [[shuffle, practice], third] of trained.flatMap((each) =>
    thirds.map((third) => /** @type {const} */ ([each, third])),
  )) {
    for (const move of moves.values())
      for (const rotate of turns) {
        const asked = { ...move, rotate, shuffle, practice, third };
        const kept = /** @type {any} */ (withinLimits(settings, asked));
        if (kept.rotate === rotate) yield kept;
      }
  }
}

test("every state of the laboratory is counted, and every point of its curve", () => {
  let counted = 0;
  for (const chosen of states()) {
    const shares = NETS.flatMap((net) => [
      accuracy.now(net, chosen),
      accuracy.start(net, chosen),
      accuracy.unshuffled(net, chosen),
    ]);
    const { points, axis, now } = curveOf(accuracy, chosen);
    assert.ok(points.some(({ at }) => at === now));
    for (const { mean, lowest, highest } of [
      ...shares,
      ...points.flatMap((point) => Object.values(point.shares)),
    ])
      assert.ok(lowest >= 0 && lowest <= mean && mean <= highest && highest <= 100, axis);
    counted += 1;
  }
  assert.equal(counted, 3 * 3 * 9 * 37);
});

test("a dense net that notices nothing is shown with the same share before and after the shuffle", () => {
  for (const chosen of states())
    if (chosen.shuffle) assert.deepEqual(accuracy.unshuffled("dense", chosen), accuracy.now("dense", chosen));
});

const WORDS = new URL("../../lessons/why_cnn/labels.json", import.meta.url);
const labels = JSON.parse(readFileSync(WORDS, "utf8"));

test("what is said to have been done to the pictures is all of it, and nothing else", () => {
  const label = (/** @type {string} */ id, values = {}) => fill(labels[id].en, values);
  for (const chosen of states()) {
    const lead = leadOf(/** @type {any} */ ({ label }), chosen);
    const done = [/moved/i, /turned/i, /shuffled/i].map((word) => word.test(lead));
    const { right, down, rotate, shuffle } = chosen;
    assert.deepEqual(done, [right !== 0 || down !== 0, rotate !== 0, shuffle === 1], lead);
  }
});

test("what is refused is said with what is taken, what lies between the ends not for them, and a real minus", () => {
  const label = (/** @type {string} */ id, { asked = "", taken = "", lowest = "" }) =>
    [id, asked, taken, lowest].join(" ");
  const said = ["?rotate=17", "?rotate=-99", "?picture=bird", "?rotate=-99&picture=bird"].map((query) => {
    const refused = /** @type {any} */ (readAddress(settings, query)?.refused);
    return sayRefused(/** @type {any} */ ({ label }), refused);
  });
  assert.deepEqual(said, [
    "set.refused_name rotate=17 rotate=15 ",
    "set.refused rotate=-99 rotate=-90 −90",
    "set.refused_name picture=bird picture=cat_1 ",
    "set.refused_name picture=bird, rotate=-99 picture=cat_1, rotate=-90 ",
  ]);
});

/** What is right by the counts, of each kind of question. @type {Record<string, (chosen: any) => string>} */
const COUNTED = {
  move: () => `predict.move_same ${Math.round(accuracy.share("dense", "centred", 4, 0).mean)}`,
  turn(chosen) {
    const [lost, lostByDense] = /** @type {const} */ (["global", "dense"]).map(
      (net) => accuracy.share(net, "centred", 0, 0).mean - accuracy.now(net, chosen).mean,
    );
    assert(lostByDense > 1);
    return lost > 1 ? "predict.turn_falls" : "predict.turn_rises";
  },
  shuffle(chosen) {
    const [lost, lostByDense] = /** @type {const} */ (["global", "dense"]).map(
      (net) => accuracy.unshuffled(net, chosen).mean - accuracy.now(net, chosen).mean,
    );
    return lost > lostByDense ? "predict.shuffle_cnn" : "predict.shuffle_dense";
  },
};

test("the right guess is what was counted", () => {
  const label = (/** @type {string} */ id, /** @type {any} */ values) =>
    values?.p ? `${id} ${values.p}` : id;
  const seen = new Set();
  for (const chosen of states()) {
    const asked = questionOf(/** @type {any} */ ({ label }), accuracy, chosen);
    if (!asked) continue;
    const right = asked.options.filter(({ rule }) => rule === null).map(({ text }) => text);
    assert.deepEqual(right, [COUNTED[asked.series](chosen)], JSON.stringify(chosen));
    seen.add(asked.series);
  }
  assert.equal(seen.size, 3);
});

test("a state that was not counted is not made up", () => {
  assert.throws(() => accuracy.share("dense", "centred", 0, 7));
});

test("an address of a part that stands elsewhere now leads there, one of the laboratory nowhere", () => {
  const written =
    "?lang=ko&picture=dog_1&right=0&down=0&rotate=0&shuffle=0&practice=centred&third=global&net=global";
  /** @param {string} search */
  const to = (search, hash = "") => movedTo({ search, hash });
  assert.equal(to(`${written}&filter=1&conv_channel=1&deep_channel=1`), null);
  assert.equal(to(""), null);
  assert.equal(to("?right=4", "#check"), null);
  assert.equal(to("", "#local"), "/live-network?silhouette_right=0#local");
  assert.equal(to("?picture=own&conv_channel=2"), "/live-network?conv_channel=2&silhouette_right=0#local");
  assert.equal(to("?filter=1&down=3"), "/live-network?filter=1&silhouette_down=3&silhouette_right=0#looking");
  const there = "lang=ko&silhouette=dog_1&silhouette_rotate=0&filter=2&conv_channel=1&deep_channel=1";
  assert.equal(to(`${written}&filter=2&conv_channel=1&deep_channel=1`), `/live-network?${there}#looking`);
});

// What runs inside a measured page from before its first byte.
//
// "Painted": a change of the figure is noticed by a MutationObserver, in the task that made it. The next animation
// frame's callbacks run right before the browser lays out and paints that change, and a task posted in such a callback
// is taken only after that frame's rendering; one of the highest priority before what the page has put off until then.
// So the clock stops after the first frame that shows the result, not when the script has written it, and without
// waiting for another frame as a second requestAnimationFrame would. It starts with the time stamp the browser gave
// the key or pointer event.

const PATIENCE = 20_000; // ms

/** The root that holds the figure. @returns {ShadowRoot | undefined} */
function figureRoot() {
  const roots = [...document.querySelectorAll("*")].map((one) => one.shadowRoot);
  return roots.find((root) => root?.querySelector("[role=grid]")) ?? undefined;
}

/** Resolves after the frame that is about to be drawn. @returns {Promise<number>} */
function afterPaint() {
  return new Promise((done) => {
    requestAnimationFrame(() => {
      scheduler.postTask(() => done(performance.now()), { priority: "user-blocking" });
    });
  });
}

/** Resolves as soon as anything inside the figure has changed, such as an outline. @returns {Promise<void>} */
const nextChange = () =>
  new Promise((done) => {
    const watching = new MutationObserver(() => {
      watching.disconnect();
      done();
    });
    const seen = { subtree: true, childList: true, characterData: true, attributes: true };
    watching.observe(figureRoot() ?? document.body, seen);
  });

const bench = {
  /** ms from the next event of this type to the frame that shows what it did. @param {string} type @returns {Promise<number>} */
  async painted(type) {
    // From one cell to another a pointer event does not leave the figure's shadow root.
    const target = figureRoot() ?? document;
    /** @type {Promise<number>} */
    const start = new Promise((done) => {
      target.addEventListener(type, (event) => done(event.timeStamp), { capture: true, once: true });
    });
    const changed = nextChange();
    const tooLate = new Promise((_, fail) => {
      setTimeout(() => fail(new Error(`no result after ${type}`)), PATIENCE);
    });
    const from = await Promise.race([start, tooLate]);
    await Promise.race([changed, tooLate]);
    return (await afterPaint()) - from;
  },
};
Object.assign(globalThis, { bench });

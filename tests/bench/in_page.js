// What runs inside a measured page, ours or the naive one, from before its first byte.
//
// "Painted": a change of the result is noticed by a MutationObserver, in the task that made it. The next animation
// frame's callbacks run right before the browser lays out and paints that change, and a message posted in such a
// callback is taken only after that frame's rendering. So the clock stops after the first frame that shows the
// result, not when the script has written it, and without waiting for another frame as a second
// requestAnimationFrame would. It starts with the time stamp the browser gave the key or pointer event.

const PATIENCE = 20_000; // ms

/** The root that holds our figure, null on the naive page. @returns {ShadowRoot | null} */
function figureRoot() {
  for (const element of document.querySelectorAll("*")) {
    if (element.shadowRoot?.querySelector("[role=grid]")) return element.shadowRoot;
  }
  return null;
}

/** @returns {HTMLImageElement | null} */
function naiveImage() {
  return document.querySelector("[data-testid=stImage] img, [data-testid=stImageContainer] img");
}

/** What the result says at this moment; "" while there is none. */
function result() {
  const root = figureRoot();
  if (root) return [...root.querySelectorAll("[role=gridcell]")].map((cell) => cell.textContent).join(" ");
  const image = naiveImage();
  return image?.complete && image.naturalWidth > 0 ? image.src : "";
}

/** Resolves after the frame that is about to be drawn. @returns {Promise<number>} */
function afterPaint() {
  return new Promise((done) => {
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => done(performance.now());
      channel.port2.postMessage(null);
    });
  });
}

/** Resolves with the new result: as soon as the page has it, for an image as soon as it is decoded. @param {boolean} anything whether any change inside the figure counts, such as an outline */
function nextResult(anything) {
  const before = result();
  return new Promise((done) => {
    const check = async () => {
      await naiveImage()
        ?.decode()
        .catch(() => {});
      if (!anything && (result() === before || result() === "")) return;
      watching.disconnect();
      done(result());
    };
    const watching = new MutationObserver(check);
    const seen = { subtree: true, childList: true, characterData: true, attributes: true };
    watching.observe(figureRoot() ?? document.body, seen);
  });
}

const bench = {
  shift: 0,
  /** ms from the start of the navigation to the first frame with a result */
  first: Number.NaN,

  /** ms from the next event of this type to the frame that shows its result. @param {{ type: string, anything: boolean, anywhere?: boolean }} what @returns {Promise<number>} */
  async painted({ type, anything, anywhere = false }) {
    // From one cell to another a pointer event does not leave the figure's shadow root.
    const target = (anywhere ? null : figureRoot()) ?? document;
    /** @type {Promise<number>} */
    const start = new Promise((done) => {
      target.addEventListener(type, (event) => done(event.timeStamp), { capture: true, once: true });
    });
    const changed = nextResult(anything);
    const tooLate = new Promise((_, fail) => {
      setTimeout(() => fail(new Error(`no result after ${type}`)), PATIENCE);
    });
    const from = await Promise.race([start, tooLate]);
    await Promise.race([changed, tooLate]);
    return (await afterPaint()) - from;
  },

  /** For some ms: the gaps between the page's frames, and the times at which another result came. @param {number} duration */
  async frames(duration) {
    const [gaps, results] = [/** @type {number[]} */ ([]), /** @type {number[]} */ ([])];
    const start = performance.now();
    let [last, shown] = [start, result()];
    while (last - start < duration) {
      const now = await new Promise((done) => requestAnimationFrame(done));
      gaps.push(now - last);
      last = now;
      const newest = result();
      if (newest !== "" && newest !== shown) results.push(now - start);
      if (newest !== "") shown = newest;
    }
    return { gaps: gaps.slice(1), results };
  },
};
Object.assign(globalThis, { bench });

new PerformanceObserver((list) => {
  for (const entry of /** @type {any[]} */ (list.getEntries()))
    bench.shift += entry.hadRecentInput ? 0 : entry.value;
}).observe({ type: "layout-shift", buffered: true });

const waitForFirst = async () => {
  if (document.body && result() !== "") bench.first = await afterPaint();
  else requestAnimationFrame(waitForFirst);
};
requestAnimationFrame(waitForFirst);

// The document and the figures' shadows in it; every page has these functions as globals (visit.py).

/** @returns {(Document | ShadowRoot)[]} */
export const roots = () => [
  document,
  ...[...document.querySelectorAll("*")].flatMap((one) => one.shadowRoot ?? []),
];

/** What a selector finds in all of them. @param {string} selector @returns {any[]} */
export const everywhere = (selector) => roots().flatMap((root) => [...root.querySelectorAll(selector)]);

/** The next frame, for which Chromium lets a page wait for ever now and then, when its window changes on a busy machine. */
export const nextFrame = () =>
  Promise.race([new Promise(requestAnimationFrame), new Promise((done) => setTimeout(done, 2000))]);

/** The moment when what is measured ("" while there is nothing yet) has stood for 100 ms. @param {() => string} measure */
export async function stand(measure) {
  const end = performance.now() + 30_000;
  for (let before = "", still = 0; still < 100; ) {
    if (performance.now() > end) throw new Error("TimeoutError: nothing that stands");
    const now = measure();
    still = now && now === before ? still + 20 : 0;
    before = now;
    await new Promise((done) => setTimeout(done, 20));
    await nextFrame();
  }
}

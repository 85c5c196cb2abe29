// Counts the layouts that a script forces: it asks where something is after it has changed something.

(() => {
  const changes = new MutationObserver(() => {});
  const what = { subtree: true, childList: true, characterData: true, attributes: true };
  const bench = { forced: /** @type {string[]} */ ([]) };
  const noteRead = () => {
    if (changes.takeRecords().length === 0) return;
    bench.forced.push(new Error("forced").stack ?? "");
  };
  for (const [of, names] of /** @type {[any, string[]][]} */ ([
    [HTMLElement, ["offsetWidth", "offsetHeight", "offsetLeft", "offsetTop"]],
    [Element, ["clientWidth", "clientHeight", "scrollWidth", "scrollHeight", "scrollLeft", "scrollTop"]],
  ])) {
    for (const name of names) {
      const own = /** @type {PropertyDescriptor} */ (Object.getOwnPropertyDescriptor(of.prototype, name));
      Object.defineProperty(of.prototype, name, {
        ...own,
        get() {
          noteRead();
          return own.get?.call(this);
        },
      });
    }
  }
  const boxOf = Element.prototype.getBoundingClientRect;
  Element.prototype.getBoundingClientRect = function () {
    noteRead();
    return boxOf.call(this);
  };
  Object.assign(globalThis, {
    /** The layouts forced while something is done at once. @param {() => void} act */
    layoutsForcedBy(act) {
      for (const { shadowRoot } of document.querySelectorAll("*")) {
        if (shadowRoot) changes.observe(shadowRoot, what);
      }
      bench.forced = [];
      changes.takeRecords();
      act();
      changes.disconnect();
      return bench.forced;
    },
  });
})();

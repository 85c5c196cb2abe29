// Counts the layouts that a script forces: it asks where something is after it has changed something.

(() => {
  let isChanged = false;
  const changes = new MutationObserver(() => {
    isChanged = true;
  });
  const what = { subtree: true, childList: true, characterData: true, attributes: true };
  const bench = { forced: /** @type {string[]} */ ([]) };
  const noteRead = () => {
    if (changes.takeRecords().length === 0 && !isChanged) return;
    isChanged = false;
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
    /** The layouts forced while something is done, and by all that follows in the same turn. @param {() => void} act */
    async layoutsForcedBy(act) {
      for (const { shadowRoot } of document.querySelectorAll("*")) {
        if (shadowRoot) changes.observe(shadowRoot, what);
      }
      bench.forced = [];
      changes.takeRecords();
      isChanged = false;
      act();
      await null; // for what was put off to the end of this turn
      changes.disconnect();
      return bench.forced;
    },
  });
})();

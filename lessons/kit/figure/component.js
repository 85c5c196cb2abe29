// The component's inline script: it only fetches the real modules, of which mount_figure.js mounts the figure.
// Streamlit 1.67 may clean up an overtaken call after a newer one has drawn (its effects run late while modules
// load): the newest call of each place is known, and only that may draw or tidy up.
const newest = new WeakMap();
const PATIENCE = 2000; // ms of an empty place
const SMALL = 100; // px of a place that nobody misses

/** A slow line: say what the place is kept for. What comes takes the place of these words. @param {Host} host */
function sayWaiting({ parentElement: place, data }) {
  const root = place.querySelector(".stage-host");
  const isKept = root && Number.parseInt(getComputedStyle(root).getPropertyValue("--place"), 10) > SMALL;
  if (isKept && root.childElementCount === 0) root.textContent = data.loading;
}

/** A module is lost, or the figure cannot be built: say so and offer the page anew, for a browser may keep the loss of a module. @param {Host} host @param {unknown} error */
function sayFailed({ parentElement: place, data }, error) {
  console.warn("a figure failed", data.figure, error);
  const sentence = document.createElement("p");
  sentence.setAttribute("role", "alert");
  sentence.className = "failed strong";
  const again = document.createElement("button");
  again.textContent = data.reload;
  again.addEventListener("click", () => location.reload());
  sentence.append(data.failed, " ", again);
  place.querySelector(".stage-host")?.replaceChildren(sentence);
}

/** @param {Host} host */
export default function (host) {
  const place = host.parentElement;
  const call = {};
  newest.set(place, call);
  const isNewest = () => newest.get(place) === call;
  /** @type {Promise<typeof import("./mount_figure.js")>} */
  const modules = import(location.origin + host.data.entry);
  const waiting = setTimeout(sayWaiting, PATIENCE, host);
  modules
    .then((entry) => entry.mount(host, isNewest))
    .catch((error) => {
      if (isNewest()) sayFailed(host, error);
    });
  return () => {
    clearTimeout(waiting);
    if (!isNewest()) return;
    newest.delete(place);
    modules.then(
      (entry) => entry.unmount(place),
      () => {},
    );
  };
}

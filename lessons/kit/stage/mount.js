// The component's inline script: it only fetches the real modules, of which entry.js mounts the figure.
// Streamlit 1.67 may clean up an overtaken call after a newer one has drawn (its effects run late while modules
// load): the calls of each place are counted, and only the newest may draw or tidy up.
const calls = new WeakMap();

/** @param {import("./entry.js").Host} host */
export default function (host) {
  const place = host.parentElement;
  const call = (calls.get(place) ?? 0) + 1;
  calls.set(place, call);
  const isNewest = () => calls.get(place) === call;
  /** @type {Promise<typeof import("./entry.js")>} */
  const modules = import(location.origin + host.data.entry);
  const mounted = modules.then((entry) => (isNewest() ? entry.mount(host) : undefined));
  mounted.catch((reason) => {
    if (!isNewest()) return;
    const sentence = document.createElement("p");
    sentence.setAttribute("role", "alert");
    sentence.textContent = host.data.failed;
    place.querySelector(".stage-host")?.replaceChildren(sentence);
    throw reason;
  });
  return () => {
    if (isNewest())
      modules.then(
        (entry) => entry.unmount(place),
        () => {},
      );
  };
}

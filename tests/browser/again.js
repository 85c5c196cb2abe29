// @ts-check
/**
 * Opens an address of the course in a tab where it is open already: a new session, and nothing on the page, as after
 * loading it, for a third of the cost. What is loaded and compiled stays: Streamlit's own JavaScript and the modules.
 *
 * Streamlit 1.67 offers nothing of the kind: its topmost component is found in React's tree, and then told what
 * Streamlit tells it when a page is opened and when it is left.
 */

/**
 * @typedef {object} App Streamlit's topmost component
 * @property {{ scriptRunId: string }} state
 * @property {(state: object) => void} setState
 * @property {{ disconnect: () => void } | null} connectionManager
 * @property {() => void} initializeConnectionManager
 * @property {{ setCurrent: (session: undefined) => void }} sessionInfo
 * @property {(appHash: string, scriptRunId: string, scriptName: string, mainScriptHash: string) => void} clearAppState
 *
 * @typedef {{ stateNode: any, child: Fiber | null, sibling: Fiber | null }} Fiber one node of React's tree
 */

const NONE = "none"; // the id of a script run, a script: one that there is not
const LONGEST_START = 20_000; // ms
const OF_PAGE = ".stage-host, [data-testid=stElementContainer]";

/** @param {Fiber | null} fiber @returns {App | null} */
function appIn(fiber) {
  for (let each = fiber; each; each = each.sibling) {
    if (each.stateNode?.initializeConnectionManager) return each.stateNode;
    const found = appIn(each.child);
    if (found) return found;
  }
  return null;
}

/** Streamlit's app in this tab, null where it is not open. */
function appHere() {
  const root = /** @type {any} */ (document.getElementById("root")) ?? {};
  const key = Object.keys(root).find((name) => name.startsWith("__reactContainer$"));
  return key ? appIn(root[key].stateNode.current.child) : null;
}

/** @param {() => boolean} isSo @param {string} what */
async function until(isSo, what) {
  const start = performance.now();
  while (!isSo()) {
    if (performance.now() - start > LONGEST_START) throw new Error(`TimeoutError: ${what}`);
    await new Promise((done) => setTimeout(done, 5));
  }
}

/** The next Tab leads to the first stop of the page: a browser goes on from where the focus was last. */
function startAtTheTop() {
  getSelection()?.removeAllRanges();
  const first = document.createElement("button");
  document.body.prepend(first);
  first.focus();
  first.remove();
}

/**
 * Leave the page that is open: its session ends, its figures stop, and what the modules remember is forgotten.
 * @param {string} remembered the address of the module that keeps it
 * @returns {Promise<boolean>} whether there was such a page
 */
async function leaveTab(remembered) {
  const app = appHere();
  if (!app) return false;
  app.connectionManager?.disconnect();
  app.connectionManager = null;
  for (const _ of ["this one", "the last one"]) app.sessionInfo.setCurrent(undefined);
  await new Promise((done) => setTimeout(done)); // for what has come and is not on the page yet
  app.clearAppState("", NONE, "", NONE);
  await until(() => !document.querySelector(OF_PAGE), "the page does not go");
  const { forget } = await import(remembered);
  forget();
  for (const name of ["sidebar", "arrived"]) delete document.documentElement.dataset[name]; // by pages/document.js
  startAtTheTop();
  return true;
}

/**
 * @param {string} address
 * @param {string} remembered
 * @returns {Promise<boolean>} whether it is open: what is not in this tab yet must be loaded
 */
async function openAgain(address, remembered) {
  if (new URL(address).origin !== location.origin || !(await leaveTab(remembered))) return false;
  const app = /** @type {App} */ (appHere());
  history.pushState(null, "", address);
  app.setState({
    currentPageScriptHash: "",
    queryParams: location.search.slice(1),
    scriptRunState: "notRunning",
  });
  app.initializeConnectionManager();
  await until(() => app.state.scriptRunId !== NONE, "the app does not start again");
  return true;
}

Object.assign(window, { again: { open: openAgain, leave: leaveTab } });

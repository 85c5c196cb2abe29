/** What figures need besides their modules: settings, sheets, words and data, fetched once a document and shared by all. */

/** @typedef {{ labels: Record<string, string>, refusals: Record<string, string>, earlier: Earlier[] }} Words */

const LESSONS = new URL("../../", import.meta.url);
/** @type {Map<string, () => Promise<any>>} */
const kept = new Map();

/** @template T @param {string} path @param {(answer: Response) => Promise<T>} read @returns {Promise<T>} */
function once(path, read) {
  const fetched = async () => {
    const answer = await fetch(new URL(path, LESSONS));
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
    return read(answer);
  };
  const known = kept.get(path) ?? madeOnce(fetched);
  kept.set(path, known);
  return known();
}

/** What is made of such data, once a document; what failed is tried again the next time. @template T @param {() => Promise<T>} make */
export function madeOnce(make) {
  /** @type {Promise<T> | null} */
  let coming = null;
  return () => {
    coming ??= make().catch((error) => {
      coming = null;
      throw error;
    });
    return coming;
  };
}

/** The sheet of the kit or of one figure. @param {string} name @returns {Promise<CSSStyleSheet>} */
export const sheetOf = (name) =>
  once(`styles/${name}.css`, async (answer) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(await answer.text());
    return sheet;
  });

/** Imported as JSON, browsers before 2025 could not read it. @param {string} path @returns {Promise<any>} */
const jsonOf = (path) => once(path, (answer) => answer.json());

/** A lesson's settings. @param {string} lesson @returns {Promise<Table>} */
export const tableOf = (lesson) => jsonOf(`${lesson}/settings.json`);

/** What the figures of a folder say in one language. @param {string} folder @param {"en" | "ko"} language @returns {Promise<Words>} */
export const wordsOf = (folder, language) => jsonOf(`words/${folder}.${language}.json`);

/** What was measured once and for all, such as "moved_accuracy". @param {string} name */
export const dataOf = (name) => jsonOf(`data/${name}.json`);

/** The figure that was asked for last, by lesson. @type {Map<string, Promise<unknown>>} */
const importing = new Map();

/** Of one lesson one after the other, its own first: WebKit hands a module that awaits its table to a second one that imports it meanwhile, unfinished (its bug 242740). @param {string} name @returns {Promise<{ figure: any }>} */
export async function importFigure(name) {
  const [lesson = "", further] = name.split("/");
  if (further) await new Promise((done) => setTimeout(done));
  const arrive = () => import(`../../${name}/figure.js`);
  const figure = (importing.get(lesson) ?? Promise.resolve()).then(arrive, arrive);
  importing.set(lesson, figure);
  return figure;
}

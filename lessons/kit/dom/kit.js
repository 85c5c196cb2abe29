/** What a figure is and what it works with: the types that every module speaks of, and knows without an import, as it knows HTMLElement. */

/**
 * @typedef {import("../arithmetic/grid.js").Grid} Grid
 * @typedef {readonly [number, number]} Pair height first, as in PyTorch
 * @typedef {"light" | "dark"} Theme
 * @typedef {{ name: string, go: () => void }} Way what a button beside the sentence does
 *
 * @typedef {object} Option of a question
 * @property {string} text as it stands on the button
 * @property {string | null} rule the mistake that yields it, by its name; null for the right one
 * @property {string} why what is said when it is chosen
 *
 * @typedef {object} Asked a question of a lesson's file, as Python sends it
 * @property {string} id
 * @property {string} lesson it is about
 * @property {"check" | "retrieval"} kind
 * @property {number} level 1 to 4
 * @property {string} show the state of the figure that shows the truth: "?stride=3", on another page "/convolution?stride=3"
 * @property {string} stem
 * @property {Option[]} options
 *
 * @typedef {Asked & { number: number }} Earlier a question about an earlier lesson, with the number of that
 *
 * @typedef {object} Host what Streamlit hands to a component
 * @property {ShadowRoot} parentElement
 * @property {{ figure: string, language: "en" | "ko", entry: string, loading: string, failed: string, reload: string, data: any }} data
 *
 * @typedef {object} Kit what a figure works with
 * @property {Label} label a label in the page's language
 * @property {Record<string, string>} refusals why settings have no answer: a sentence a reason, its values in braces
 * @property {Theme} theme
 * @property {Earlier[]} earlier what may be asked about earlier lessons
 * @property {"en" | "ko"} language of the page
 * @property {AbortSignal} signal ends with the figure: hand it to every listener
 * @property {() => any} settings the figure knows their types
 * @property {(changes: import("../settings/address.js").Settings, isPassing?: boolean) => void} set take what the visitor asks for, within its limits, and
 *   paint; what only passes, as in playing, is no hand's
 * @property {() => void} repaint show once more what is set: something else has changed, such as a guess
 * @property {(name: string, value: string | null) => void} note write into the address what is no number
 *
 * @typedef {object} View one figure on the page
 * @property {(settings: any) => void} [paint]
 * @property {(data: any) => void} [receive] new data from Python
 * @property {(refused: import("../settings/address.js").Refused[]) => void} [refuse] say what of the address could not be had
 * @property {(settings: any) => void} [arrive] an address or a link has set these
 * @property {(link: HTMLAnchorElement) => boolean} [reveal] of a follower: come into sight for what a link has set
 * @property {(way: Way | null) => void} [offer] show a way back beside the sentence
 * @property {() => void} [pause] of what plays: a link in the text shows one state, which must stand
 *
 * @typedef {object} Figure what a lesson's figure.js exports by this name
 * @property {Record<string, import("../settings/address.js").Setting>} settings in the order in which their limits depend on each other
 * @property {string[]} [notes] what else it notes in the address, by name
 * @property {import("../settings/address.js").Settings} [first] what of them a visitor starts with who comes for the first time
 * @property {(before: any, possible: any, wanted: any) => import("../settings/address.js").Settings} [follow] what else moves when a setting changes;
 *   `possible` is what is wanted within its limits
 * @property {string} [follows] the name of another figure on the page, whose settings this one shows instead of its own
 * @property {(language: "en" | "ko") => Promise<object | void>} [fetched] until what it cannot be without has come; what is to be handed over
 *   beside the data of its page
 * @property {(root: HTMLElement, kit: Kit, data: any) => View} build
 *
 * @typedef {(name: string, values?: Record<string, string | number>) => string} Label
 *
 * @typedef {object} Exercise on paper, in words: its answer and the slip behind each wrong one
 * @property {string} stem
 * @property {string[]} code
 * @property {string[]} options to choose from; none where a number is asked
 * @property {string} answer
 * @property {{ value: string, why: string }[]} slips
 *
 * @typedef {object} Exercises what a lesson's sheet.js exports: the same by level and seed as on the screen
 * @property {(label: Label) => [value: string, text: string][]} levels
 * @property {(level: string, seed: number) => string} addressOf what opens them
 * @property {(label: Label, level: string, seed: number, count: number) => Exercise[]} exercisesOf
 */

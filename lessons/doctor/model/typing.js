/** What is typed, what is looked at, and what Undo brings back. */

/** @import { Diagnosis, Line } from "./diagnosis.js" */
/** @import { Typed } from "./question.js" */

export class Typing {
  /** The last answer: it stays until the next one is there. @type {Diagnosis | null} */
  found = null;
  /** The lines before a mend, until something else is typed. @type {Line[]} */
  before = [];
  /** The line that is looked at. */
  current = 1;
  /** What a mend has done, until another line is looked at. @type {{ lead: string, said: string } | null} */
  done = null;
  /** @type {Typed[]} */
  #earlier = [];

  /** @param {Typed} typed */
  constructor(typed) {
    this.typed = typed;
  }

  get isEmpty() {
    return this.typed.text.trim() === "";
  }

  get canUndo() {
    return this.#earlier.length > 0;
  }

  /** A hand has typed: what was put in before it is not brought back any more. @param {Partial<Typed>} changes */
  type(changes) {
    this.#earlier = [];
    this.#set({ ...this.typed, ...changes });
  }

  /** An example, a mend or an empty field takes the place of what stands there. @param {Typed} typed */
  put(typed) {
    this.#earlier.push(this.typed);
    this.#set(typed);
    this.current = 1;
  }

  /** A mend is put in: what it changes is told, and marked beside the lines as they were. @param {Typed} typed @param {{ lead: string, said: string }} done */
  mend(typed, done) {
    const lines = this.found?.lines ?? [];
    this.put(typed);
    [this.before, this.done] = [lines, done];
  }

  undo() {
    const typed = this.#earlier.pop();
    if (typed) this.#set(typed);
  }

  /** Look at a line. @param {number} line @returns {boolean} whether it is another one */
  stand(line) {
    if (line === this.current && !this.done) return false;
    [this.current, this.done] = [line, null];
    return true;
  }

  /** @param {Typed} typed */
  #set(typed) {
    this.typed = typed;
    [this.before, this.done] = [[], null];
    if (this.isEmpty) this.found = null;
  }
}

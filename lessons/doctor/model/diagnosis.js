/** What Python answers about a model: the types, and what is looked up in it. */

/**
 * @typedef {number[]} Shape
 * @typedef {{ line: number, column: number, end_line: number, end_column: number }} Span lines from 1, columns from 0
 * @typedef {{ name: string, arguments: Record<string, any> }} Layer
 *
 * @typedef {object} Line
 * @property {number} number from 1
 * @property {string} text
 * @property {"fine" | "breaks" | "not_read" | "not_reached"} state
 * @property {Shape | Shape[] | null} shape that leaves it
 * @property {number | null} parameters that are made here
 * @property {number} multiplications
 * @property {[number, number] | "all" | null} sees the receptive field, height first
 *
 * @typedef {object} Step
 * @property {number} line
 * @property {number | null} made the line that makes the layer
 * @property {string} op
 * @property {Shape | Shape[] | null} shape
 * @property {Shape} given
 * @property {Layer | null} layer that it calls, or that does what its function does
 *
 * @typedef {{ en: string, ko: string, line: number | null, word: string, reason: string }} Said
 * @typedef {{ start: number, end: number, role: string, conflict: boolean, span: Span | null }} Token
 *
 * @typedef {object} Failure
 * @property {number | null} line
 * @property {number | null} layer_line
 * @property {string} kind
 * @property {string} message
 * @property {"torch" | "meta" | "Python"} speaker
 * @property {string} op
 * @property {string} reason
 * @property {Record<string, any>} values
 * @property {string} en
 * @property {string} ko
 * @property {Token[]} tokens
 *
 * @typedef {object} Fix
 * @property {string} kind
 * @property {{ span: Span, text: string }[]} edits
 * @property {Shape | null} input_shape another one, where that is the mend
 * @property {string} code the first line that changes, as it is then
 * @property {string} text all of it, as it is then
 * @property {Shape | null} arrives at what broke
 *
 * @typedef {{ fix: Fix, en: string, ko: string }} Mend
 *
 * @typedef {object} Diagnosis
 * @property {"runs" | "breaks" | "not_read" | "nothing"} verdict
 * @property {Shape} input_shape
 * @property {Line[]} lines
 * @property {Step[]} steps
 * @property {Shape | Shape[] | string | null} output
 * @property {number | null} parameters
 * @property {number} multiplications
 * @property {Failure | null} failure
 * @property {Said[]} refusals
 * @property {Said[]} remarks
 * @property {Mend[]} mends
 */

/** The line to go to: where it breaks, or what is not read. @param {Diagnosis} found @returns {number | null} */
export function troubledLine({ failure, refusals }) {
  return failure?.line ?? refusals.find(({ line }) => line)?.line ?? null;
}

/** The steps that a line shows: those it runs, and those of the layer it makes. @param {Diagnosis} found @param {number} line */
export function stepsAt({ steps }, line) {
  const run = steps.filter((step) => step.line === line);
  return run.length > 0 ? run : steps.filter((step) => step.made === line).slice(0, 1);
}

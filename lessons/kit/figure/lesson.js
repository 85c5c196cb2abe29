/** What a lesson is and what its modules work with: the types that all of them speak of, and know without an import, as those of dom/kit.js. */

/**
 * @typedef {import("../controls/control.js").Control} Control
 * @typedef {import("../controls/control.js").Controls} Controls
 * @typedef {import("../controls/control.js").Special} Special
 * @typedef {import("../grid/cell.js").Area} Area
 * @typedef {import("../grid/cell.js").Cell} Cell
 * @typedef {import("../quiz/predict.js").Question} Question
 * @typedef {import("../settings/table.js").Table} Table
 *
 * @typedef {object} Lesson what a model exports by these names, which mean nothing else there, and how it is shown
 * @property {string} name
 * @property {Table} table
 * @property {Record<string, import("../settings/address.js").Setting>} settings
 * @property {Figure["follow"]} [follow]
 * @property {string[]} [notes] as a figure has it
 * @property {(chosen: any) => any} compute null where there is nothing to compute
 * @property {(chosen: any) => import("../settings/address.js").Settings} [asked] what Python is asked about, if it is not just the settings
 * @property {(kit: Kit, chosen: any, now: any) => Question | string} question what is asked, or why nothing is
 * @property {boolean} [keepsOrder] its options are shown in the order in which they are given
 * @property {(chosen: any) => boolean} [isAnswered] whether what is shown is the answer
 * @property {(chosen: any, answer: import("../quiz/predict.js").Answer) => import("../settings/address.js").Settings} [afterGuess] what is set once a guess was made, or taken back
 * @property {(chosen: any, rule: string) => boolean} [draws] whether the mistake behind a wrong answer can be drawn here, where it may be another than those of the lesson's own question
 * @property {boolean} [asksAhead] about the next step: nothing that is shown answers it
 * @property {(kit: Kit, scene: Scene) => Caption | null} caption null leaves what was said
 * @property {boolean} [showsShape] the shape that comes out does not answer the question, or `shapes` holds its "?"
 * @property {(chosen: any, now: any) => [steps: number, rowLength: number, start?: number, stretches?: import("../controls/transport.js").Stretch[]] | null} [steps] null where nothing can be walked
 * @property {(chosen: any, now: any) => import("../menu/svg.js").Film | null} [film] what an animation goes through, if not the steps
 * @property {(chosen: any, isAsked: boolean) => [input: import("./sentence.js").Shape, output: import("./sentence.js").Shape]} [shapes] of the call
 * @property {(chosen: any, isAsked: boolean) => { call: string, parts: { text: string, argument?: string }[] }} [call] if it is not that of the table
 * @property {(kit: Kit, scene: Scene) => CodeLine} [line] of a figure whose code is more than the call
 * @property {(kit: Kit, chosen: any) => string} [comment] behind the line of code
 * @property {() => boolean} [isSilent] whether the sentence changes too often to be spoken
 * @property {(kit: Kit, hands: LessonHands, data: any) => LessonView} createView
 * @property {Figure["fetched"]} [fetched]
 * @property {(kit: Kit, hands: LessonHands, data: any) => Pick<LessonView, "field" | "grids" | "onFit" | "show">} [createSmall] what a small figure shows, if it is not the whole field
 *
 * @typedef {object} LessonHands what the parts of a lesson may do with the rest of the figure
 * @property {HTMLElement} root
 * @property {HTMLElement} stage
 * @property {HTMLElement} predict what asks for a guess: above the stage, where no part of it takes it in
 * @property {import("./sentence.js").SentenceView} sentence
 * @property {Controls} control of a setting
 * @property {() => void} pause
 * @property {() => boolean} isPlaying
 * @property {() => number} stepsPerSecond
 * @property {() => import("../quiz/predict.js").Answer} nextAnswer what may be shown of it
 * @property {() => string | null} mistake
 *
 * @typedef {object} LessonView what only this lesson shows
 * @property {Control} [form] above the field
 * @property {HTMLElement} field
 * @property {HTMLElement} [place] what the field stands in, with other parts around it
 * @property {HTMLElement} [below] the field
 * @property {Record<string, { fit: (box: number, room?: number) => void }>} [grids] of the field, by their names in the style sheet
 * @property {() => void} [onFit] the field has another width
 * @property {Control & { button: HTMLElement }} [options] further settings, and what opens them on a phone
 * @property {{ element: HTMLElement, step?: (by: number) => void, keys?: HTMLElement[] }} [walk] stands in the transport's place, with the button of the options; its keys in the projector's bar are steps or its own
 * @property {Control} [beside] the sentence
 * @property {() => string} [stem] what its files are called
 * @property {() => Promise<Blob>} [file] what the code reads
 * @property {(scene: Scene) => void} show
 * @property {(event: KeyboardEvent) => boolean} [takeKey] whether it was a key of its own
 * @property {(chosen: any) => void} [followStep] let the eye follow what a step has done
 * @property {(data: any) => void} [receive] what Python has sent: behind the first paint, and whenever its page runs again
 * @property {(refused: import("../settings/address.js").Refused) => boolean} [refuse] whether it has said itself what could not be had
 *
 * @typedef {object} Scene what is to be seen right now
 * @property {any} chosen
 * @property {any} now the lesson's numbers, null where there are none
 * @property {Change | null} change what was changed last
 * @property {boolean} isAtOnce nothing of it may come one frame later: it is the figure's first, or a picture of an animation
 * @property {boolean} isAsked whether the guess is still open, and what is shown would answer it
 * @property {Question | null} [question] what the figure asks of this state
 * @property {boolean} [isGuessing] whether that is still open, also where nothing that is shown would answer it
 * @property {string | null} mistake the rule behind a wrong guess that is being explained
 * @property {import("../ask/asker.js").Answer | null} answer of Python, for exactly this state
 * @property {import("../ask/asker.js").Failure | null} failure why there is none
 * @property {() => void} again asks once more
 * @property {{ seed: number } & Record<string, any>} data what Python has sent
 *
 * @typedef {{ name: string, before: Record<string, any> }} Change `before`: all settings as they were
 * @typedef {{ lead?: string, text: string, short?: string }} Caption without a lead of its own it is that of the step; a phone shows the short one
 * @typedef {{ before: string, code: string, after: string, isChanged?: boolean }} CodeLine what goes in, the code, what comes out
 */

/**
 * What a figure has chosen: a value of its kind for each line of its settings.json, or of a closer one that is named.
 * @template {{ settings: Record<string, { default: unknown }> }} File
 * @template {object} [Closer={}]
 * @typedef {Omit<{ [Name in keyof File["settings"]]: File["settings"][Name]["default"] }, keyof Closer> & Closer} ChosenIn
 */

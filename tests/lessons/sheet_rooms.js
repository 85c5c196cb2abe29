// What a class gets on paper: the exercises of a lesson for a language, levels and seeds, and its check questions.

import { readFileSync } from "node:fs";
import { fill } from "../../lessons/kit/i18n/korean_particles.js";

/** @type {{ lesson: string, labels: Record<string, string>, asked: [level: string, seed: number, count: number][], questions: any[] }} */
const { lesson, labels, asked, questions } = JSON.parse(readFileSync(0, "utf8"));
const { exercisesOf, addressOf, levels } = await import(`../../lessons/${lesson}/sheet.js`);
const { asText, checkQuestions } = await import("../../lessons/classroom/figure.js");
/** @param {string} name @param {Record<string, string | number>} values */
const label = (name, values = {}) => fill(labels[name], values);
process.stdout.write(
  JSON.stringify({
    levels: levels(label),
    parts: asked.map(([level, seed, count]) => ({
      title: lesson,
      address: addressOf(level, seed),
      items: exercisesOf(label, level, seed, count).map(asText),
    })),
    checks: asked.map(([, seed, count]) => checkQuestions(questions, lesson, seed, count).map(asText)),
  }),
);

/** The table of this lesson's settings. */

import { tableOf } from "../../../kit/figure/fetched.js";

export const table = await tableOf("output_size/exercises");

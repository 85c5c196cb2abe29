/** Where no line may end: the browser's part of unbroken.py. */

const PLACES = [/([)\]”’」』%°$][`*]*)(?=[가-힣])/g, /\b(Sobel-)(?=[xy]\b)/g];

/** A sentence in which what belongs together is joined. @param {string} text */
export const unbroken = (text) => PLACES.reduce((now, place) => now.replace(place, "$1\u2060"), text);

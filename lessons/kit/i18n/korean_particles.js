/** Labels with their values put in: in Korean with the particle that follows each, by how it is read aloud; what belongs together in one line. The twin of korean_particles.py. */

/**
 * How what no Hangul is written in is read aloud, or how that ends: a digit, a letter, a sign, a word in small letters.
 * What stands between the marks is JSON: korean_particles.py reads it from this very file.
 * @type {Record<"digit" | "letter" | "symbol" | "word", Record<string, string>>}
 */
const READINGS = JSON.parse(`{
  "digit": {
    "0": "영", "1": "일", "2": "이", "3": "삼", "4": "사", "5": "오", "6": "육", "7": "칠", "8": "팔",
    "9": "구"
  },
  "letter": {
    "A": "이", "B": "비", "C": "시", "D": "디", "E": "이", "F": "프", "G": "지", "H": "치", "I": "이",
    "J": "이", "K": "이", "L": "엘", "M": "엠", "N": "엔", "O": "오", "P": "피", "Q": "큐", "S": "스",
    "T": "티", "U": "유", "V": "이", "W": "유", "X": "스", "Y": "이", "Z": "트"
  },
  "symbol": { "%": "트", "∞": "대", "°": "도" },
  "word": {
    "ln": "엘엔", "step": "스텝", "backward": "백워드", "crossentropyloss": "크로스엔트로피로스",
    "sgd": "에스지디", "conv": "콘브", "conv2d": "콘브투디", "maxpool2d": "맥스풀투디",
    "avgpool2d": "애버리지풀투디", "linear": "리니어", "adaptiveavgpool2d": "어댑티브애버리지풀투디",
    "sequential": "시퀀셜", "relu": "렐루", "softmax": "소프트맥스", "dropout": "드롭아웃",
    "flatten": "플래튼", "reshape": "리셰이프", "view": "뷰", "permute": "퍼뮤트", "unsqueeze": "언스퀴즈",
    "squeeze": "스퀴즈", "contiguous": "컨티규어스", "argmax": "아그맥스", "amax": "에이맥스", "max": "맥스",
    "mean": "민", "sum": "섬", "pool": "풀", "pooling": "풀링", "pad": "패드", "stride": "스트라이드",
    "padding": "패딩", "dilation": "다일레이션", "groups": "그룹스", "bias": "바이어스", "size": "사이즈",
    "channels": "채널스", "mode": "모드", "indices": "인디시즈", "override": "오버라이드", "kernel": "커널",
    "dim": "딤", "zeros": "제로스", "reflect": "리플렉트", "replicate": "레플리케이트", "circular": "서큘러",
    "same": "세임", "valid": "밸리드", "true": "트루", "false": "폴스", "none": "넌", "shape": "셰이프",
    "dtype": "디타입", "tensor": "텐서", "float": "플로트", "double": "더블", "int": "인트", "long": "롱",
    "byte": "바이트", "bool": "불", "nan": "난", "inf": "인프", "rand": "랜드", "randn": "랜드엔",
    "seed": "시드", "weight": "웨이트", "input": "인풋", "output": "아웃풋", "in": "인", "out": "아웃",
    "batch": "배치", "loss": "로스", "grad": "그래드", "epoch": "에폭", "lr": "엘알", "px": "픽셀",
    "model": "모델", "torch": "토치", "pytorch": "파이토치", "numpy": "넘파이", "python": "파이썬",
    "pillow": "필로", "streamlit": "스트림릿", "nn": "엔엔", "mnist": "엠니스트", "cifar": "사이파",
    "lenet": "르넷", "mobilenet": "모바일넷", "convnext": "콘브넥스트", "keyp": "키피", "sobel": "소벨",
    "adam": "아담", "json": "제이슨", "py": "파이", "javascript": "자바스크립트", "macos": "맥오에스",
    "png": "피엔지", "jpg": "제이피지", "jpeg": "제이펙", "webp": "웹피", "gif": "기프", "svg": "에스브이지"
  }
}`);

/** Where no line may end: the browser's part of language.py. */
const PLACES = [/([)\]”’」』%°$][`*]*)(?=[가-힣])/g, /\b(Sobel-)(?=[xy]\b)/g];

/** A sentence in which what belongs together is joined. @param {string} text */
export const unbroken = (text) =>
  PLACES.reduce((now, place) => now.replace(place, "$1\u2060"), text.replace(/([\d}]) %/g, "$1\u00a0%"));

/** After a final consonant, after a vowel. @type {Record<string, [string, string]>} */
const PAIRS = {
  은는: ["은", "는"],
  이가: ["이", "가"],
  을를: ["을", "를"],
  과와: ["과", "와"],
  으로로: ["으로", "로"],
  이나나: ["이나", "나"],
  이라라: ["이라", "라"],
  이란란: ["이란", "란"],
};
const SILENT = /[ \u00a0\n`*_"'”’」』.,!?:;…]+$/;
const FINAL_RIEUL = 8;

/** @param {keyof typeof READINGS} kind @param {string} name */
const find = (kind, name) => (Object.hasOwn(READINGS[kind], name) ? READINGS[kind][name] : null);

/** What is read last before a closing bracket: 계층(layer) -> 계층, Conv2d(1, 5) -> 1, 5. @param {string} text */
function beforeBracket(text) {
  let depth = 0;
  for (let place = text.length - 1; place >= 0; place--) {
    depth += Number(")]".includes(text[place])) - Number("([".includes(text[place]));
    if (depth > 0) continue;
    const [before, inside] = [text.slice(0, place), text.slice(place + 1, -1)];
    return /[가-힣0-9][`*]*$/.test(before) || !inside.trim() ? before : inside;
  }
  return text.slice(0, -1);
}

/** The reading of the Latin word that `text` ends in; undefined if it ends in none, null if nobody knows. @param {string} text */
function latinReading(text) {
  const name = text.match(/[A-Za-z_][A-Za-z0-9_]*$/)?.[0];
  if (name === undefined) return undefined;
  const lastPart = name.slice(name.lastIndexOf("_") + 1);
  const known = find("word", name.toLowerCase()) ?? find("word", lastPart.toLowerCase());
  if (known) return known;
  if (/[0-9]$/.test(text)) return undefined;
  const isSpelled = name.length === 1 || /^[A-Z0-9]*[A-Z][A-Z0-9]*$/.test(lastPart) || name.at(-2) === "_";
  return isSpelled ? find("letter", text.slice(-1).toUpperCase()) : null;
}

/** Hangul whose last syllable is how `text` ends when it is read aloud; null if nobody knows. @param {string} text */
function reading(text) {
  let read = text.normalize("NFC").replace(SILENT, "");
  while (/[)\]]$/.test(read)) read = beforeBracket(read).replace(SILENT, "");
  const last = read.slice(-1);
  if (last >= "가" && last <= "힣") return last;
  const sign = find("symbol", last);
  if (sign) return sign;
  const latin = latinReading(read);
  return latin === undefined ? find("digit", last) : latin;
}

/** `text` with its particle: "3" and "은는" make "3은"; an unknown word gets both forms. @param {string} text @param {string} pair */
export function particle(text, pair) {
  const [consonant, vowel] = PAIRS[pair];
  const read = reading(text);
  if (!read) return `${text}${consonant}(${vowel})`;
  const final = (read.charCodeAt(read.length - 1) - "가".charCodeAt(0)) % 28;
  return text + (final === 0 || (pair === "으로로" && final === FINAL_RIEUL) ? vowel : consonant);
}

/**
 * `template` with its values put in: {a} as it is, {a|이가} with the particle that fits; {a|cell|cells} is the
 * first word where the value is 1, else the second.
 * @param {string} template @param {Record<string, string | number>} values
 */
export function fill(template, values) {
  const filled = template.replace(/\{(\w+)(?:\|([^|{}]+))?(?:\|([^|{}]+))?\}/g, (_, name, first, many) => {
    const value = String(values[name]);
    if (many) return value === "1" ? first : many;
    return first ? particle(value, first) : value;
  });
  return unbroken(filled);
}

/** A label by its name; one that is missing is seen. @param {Record<string, string>} labels @returns {(name: string, values?: Record<string, string | number>) => string} */
export const labelsOf =
  (labels) =>
  (name, values = {}) =>
    fill(labels[name] ?? `[${name}]`, values);

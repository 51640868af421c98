// Seeds have 64 bits, numbers of JavaScript 53: a longer one is a text here, and a number again when it is sent.
// Within a text quotes are escaped, so nothing is found there.
const READ = /("\w*[sS]eed":\s*)(-?\d{16,})(?=\s*[,}])/g, SENT = /("\w*[sS]eed":)"(-?\d{16,})"/g;

/** A whole number from its digits, or the digits where a number would lose some. */
export const whole = digits => /^-?\d{16,}$/.test(digits) && !Number.isSafeInteger(Number(digits)) ? String(digits) : Number(digits);

export const parse = text => JSON.parse(text.replace(READ, (_, name, digits) => name + JSON.stringify(whole(digits))));
export const stringify = value => JSON.stringify(value).replace(SENT, '$1$2');

// Values as an editor writes them, the same as in HTML that stands alone. Digits are moved, never computed with.
import { fill, words } from "./words.js";

const CHOICES = { stage: "stages", board: "boards", exchange: "exchanges" };

export function shown(kind, value) {
  if (kind === "date") return day(value);
  if (CHOICES[kind]) {
    const named = words[CHOICES[kind]][value] || value;
    return kind === "exchange" && named !== value ? `${named} ${value}` : named;
  }
  if (kind === "names") return value.join(words.comma);
  if (kind === "company") return value.name;
  return typeof value === "object" ? figure(kind, value) : value;
}

export function company(name) {
  const named = [name.name];
  if (name.full_name) named.push(`${words.full_name} ${name.full_name}`);
  if (name.aliases?.length) named.push(`${words.aliases} ${name.aliases.join(words.comma)}`);
  return named.join(" · ");
}

export function scaled(digits) {
  const sign = digits.startsWith("-") ? "-" : "";
  const [whole, fraction = ""] = digits.replace("-", "").split(".");
  for (const scale of words.scales) {
    if (whole.length < scale.digits) continue;
    const rest = (whole.slice(-scale.places) + fraction).replace(/0+$/, "");
    return sign + grouped(whole.slice(0, -scale.places)) + (rest ? "." + rest : "") + scale.word;
  }
  return sign + grouped(whole) + (fraction ? "." + fraction : "");
}

export function day(date) {
  const forms = words.dates;
  const parts = (month, number) => ({ month: forms.months[Number(month) - 1], day: Number(number) });
  if (date.startsWith("--")) {
    const [month, number] = date.slice(2).split("-");
    return fill(number ? forms.yearless_day : forms.yearless_month, parts(month, number));
  }
  const [year, month, number] = date.split("-");
  if (forms.parts[month]) return fill(forms.part, { year, part: forms.parts[month] });
  return fill(number ? forms.day : month ? forms.month : forms.year, { year, ...parts(month, number) });
}

// A figure as somebody types it, 43.48亿 or 3,741.95, as a plain decimal; null if it is none.
export function plain(typed) {
  const found = /^([+-]?)([\d,]*)(?:\.(\d+))?\s*(\D*)$/.exec(typed.normalize("NFKC").trim());
  const places = found && (found[4] ? words.page.multipliers[found[4].trim().toLowerCase()] : 0);
  if (places === undefined || !found || !/\d/.test(found[2] + (found[3] || ""))) return null;
  const fraction = (found[3] || "").padEnd(places, "0");
  const whole = (found[2].replaceAll(",", "") + fraction.slice(0, places)).replace(/^0+(?=\d)/, "") || "0";
  const rest = found[4] ? fraction.slice(places).replace(/0+$/, "") : fraction.slice(places);
  return (found[1] === "-" ? "-" : "") + whole + (rest ? "." + rest : "");
}

function grouped(whole) {
  const head = whole.length % 3;
  const parts = head ? [whole.slice(0, head)] : [];
  for (let at = head; at < whole.length; at += 3) parts.push(whole.slice(at, at + 3));
  return parts.join(",");
}

function figure(kind, found) {
  const put = (form, text) => fill(form, { "": text });
  if (found.value !== undefined) {
    const number = scaled(found.value);
    const rise = kind === "change" && !found.bound && /[1-9]/.test(number) && !number.startsWith("-");
    return put(words.bounds[found.bound] || "{}", withUnit(kind, rise ? `+${number}` : number, found.currency));
  }
  if (found.low !== undefined && found.high !== undefined) {
    return withUnit(kind, fill(words.range, { low: scaled(found.low), high: scaled(found.high) }), found.currency);
  }
  return put(found.low === undefined ? words.up_to : words.from, withUnit(kind, scaled(found.low ?? found.high), found.currency));
}

function withUnit(kind, number, currency) {
  if (kind === "money" && !currency) return number;
  return fill(words.units[kind], { number, unit: words.currencies[currency] || currency });
}

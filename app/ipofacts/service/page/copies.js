// What stands on the page, to be pasted elsewhere: JSON as the service answers it, CSV, a table, a sentence.
import { make } from "./dom.js";
import { reading, statedFacts } from "./draft.js";
import { company, shown } from "./values.js";
import { FACTS, fill, kindOf, labelOf, words } from "./words.js";

export function asJson() {
  const offerings = reading.offerings.map(({ mended, read, added, ...offering }) => ({ ...offering, evidence: inCodePoints(offering.evidence) }));
  return JSON.stringify({ ...reading.extraction, offerings }, null, 2);
}

// The page counts UTF-16 units, as JavaScript does; the contract counts code points.
function inCodePoints(evidence) {
  const count = (field, offset) => [...reading.article[field].slice(0, offset)].length;
  return Object.fromEntries(Object.entries(evidence).map(([fact, quotes]) => [
    fact, quotes.map((quote) => ({ ...quote, start: count(quote.in, quote.start), end: count(quote.in, quote.end) })),
  ]));
}

export const csvOf = (answers) => table([HEAD(), ...answers.flatMap(({ id, offerings }) => offerings.map((offering) => row(id, offering)))]);
export const asCsv = () => csvOf([{ id: reading.extraction.id, offerings: reading.offerings }]);

const AMOUNTS = () => new Set(FACTS.filter(({ kind }) => kind === "money").map(({ fact }) => fact));
const HEAD = () => ["id", "primary", ...FACTS.flatMap(({ fact }) => (AMOUNTS().has(fact) ? [fact, `${fact}_currency`] : [fact]))];

function row(id, offering) {
  const facts = FACTS.flatMap(({ fact, kind }) => (kind === "money" ? [machine(offering[fact]), offering[fact]?.currency] : [machine(offering[fact])]));
  return [id, String(offering.primary), ...facts];
}

function machine(fact) {
  if (Array.isArray(fact)) return fact.join("; ");
  if (typeof fact !== "object") return fact;
  return fact.name ?? fact.value ?? `${fact.low ?? ""}..${fact.high ?? ""}`;
}

const table = (rows) => rows.map((cells) => cells.map(cell).join(",")).join("\r\n") + "\r\n";

// A spreadsheet takes what begins with these for a formula; a name of an article must never become one.
function cell(value = "") {
  const text = /^[=+\-@\t\r]/.test(value ?? "") && !/^-?\d+(\.\d+)?$/.test(value) ? `'${value}` : value ?? "";
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const told = (offering, fact) => (fact === "company" ? company(offering.company) : shown(kindOf(fact), offering[fact]));

export function asTable() {
  const lines = reading.offerings.map((offering) => statedFacts(offering).map((fact) => [labelOf(fact), told(offering, fact)]));
  const html = make("div", "", ...lines.map((facts) => make("table", "", ...facts.map((cells) => make("tr", "", ...cells.map((text) => make("td", "", text)))))));
  const flat = (text) => text.replace(/\s+/g, " ");
  return { text: lines.map((facts) => facts.map((cells) => cells.map(flat).join("\t")).join("\n")).join("\n\n"), html: html.innerHTML };
}

export function asSentence() {
  const { sentence } = words.page;
  return reading.offerings.map((offering) => {
    const code = offering.stock_code ? fill(sentence.code, { "": offering.stock_code }) : "";
    const stage = offering.stage ? [shown("stage", offering.stage)] : [];
    const rest = statedFacts(offering).filter((fact) => !["company", "stage", "stock_code"].includes(fact));
    const parts = [...stage, ...rest.map((fact) => fill(sentence.fact, { label: labelOf(fact), value: told(offering, fact) }))];
    return offering.company.name + code + (parts.length ? sentence.colon + parts.join(sentence.comma) : "") + sentence.end;
  }).join("\n");
}

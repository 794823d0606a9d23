// Mending: correct a value, add a fact that was missed, or say which fact selected words state.
import { BY_HAND } from "./article.js";
import { $, make } from "./dom.js";
import { addOffering, found, reading, state } from "./draft.js";
import { answer } from "./service.js";
import { plain } from "./values.js";
import { FACTS, kindOf, labelOf, t, words } from "./words.js";

const DATE = /^(\d{4}(-(\d{2}(-\d{2})?|Q[1-4]|H[12]))?|--\d{2}(-\d{2})?)$/;
const CODE = /^((\d{4}|[1-9]\d{4})\.HK|\d{6}\.(SH|SZ|BJ)|[A-Z0-9][A-Z0-9.]*\.(?!HK|SH|SZ|BJ)[A-Z]{1,3})$/;
const FIGURES = ["money", "shares", "times", "percent", "change"];
const NEW = "new";
let keep = () => null;

export function start() {
  $("mend-cancel").addEventListener("click", () => $("mend").close());
  $("mend-form").addEventListener("submit", (event) => {
    event.preventDefault();
    const wrong = keep();
    $("mend-wrong").textContent = wrong || "";
    if (!wrong) $("mend").close();
  });
}

// One fact of one offering; ``evidence`` are the words it stands in, if they are known.
export function mendFact(offering, fact, evidence, done) {
  const quote = field("words", make("input"), evidence?.quote || "");
  const value = valueFields(fact, offering[fact]);
  open(labelOf(fact), [...value.fields, quote], () => settle(() => offering, fact, value, quote, evidence, done));
}

// Words that the reader selected: which fact of which offering do they state?
export function mendWords(evidence, done) {
  const offerings = choice("offering", [...reading.offerings.map((offering, index) => [String(index), offering.company.name]), [NEW, t("new_offering")]]);
  const facts = choice("fact", FACTS.map(({ fact }) => [fact, labelOf(fact)]));
  const quote = field("words", make("input"), evidence?.quote || "");
  const values = make("div");
  let value;
  const redraw = async () => {
    const fresh = offerings.input.value === NEW;
    facts.hidden = fresh;
    const fact = fresh ? "company" : facts.input.value;
    value = valueFields(fact, fresh ? { name: evidence?.quote || "" } : undefined);
    values.replaceChildren(...value.fields);
    if (evidence && !fresh) value.suggest(await suggestion(fact, evidence.quote));
  };
  offerings.input.addEventListener("change", redraw);
  facts.input.addEventListener("change", redraw);
  facts.input.value = "issue_price";
  redraw();
  open(t("state_fact"), [offerings, facts, values, quote], () => {
    if (offerings.input.value !== NEW) return settle(() => reading.offerings[Number(offerings.input.value)], facts.input.value, value, quote, evidence, done);
    return settle(({ name }) => addOffering(name), "company", value, quote, evidence, done);
  });
}

function open(heading, fields, act) {
  $("mend-heading").textContent = heading;
  $("mend-fields").replaceChildren(...fields);
  $("mend-wrong").textContent = "";
  keep = act;
  $("mend").showModal();
}

// Takes the value if it is well-formed and its words stand in the article; otherwise says what is wrong.
function settle(offering, fact, value, quote, evidence, done) {
  const read = value.read();
  if (typeof read === "string") return read;
  const typed = quote.input.value.trim();
  const place = evidence && typed === evidence.quote ? evidence : found(typed);
  if (typed && !place) return t("words_absent");
  state(offering(read.value), fact, read.value, place && { ...place, rule: BY_HAND });
  done();
  return null;
}

function field(key, input, value = "") {
  const label = make("label", "", make("span", "", t(`field_${key}`)), input);
  if (words.page[`field_${key}_hint`]) label.firstChild.append(" ", make("small", "", t(`field_${key}_hint`)));
  input.value = value;
  input.dataset.field = key;
  label.input = input;
  return label;
}

function choice(key, options) {
  const select = make("select", "", ...options.map(([value, text]) => Object.assign(make("option", "", text), { value })));
  return field(key, select, options[0]?.[0]);
}

// The inputs of a fact's value. read() gives {value} in the form of the contract, or what is wrong with it as text.
function valueFields(fact, value) {
  const kind = kindOf(fact);
  if (FIGURES.includes(kind)) return figureFields(fact, kind, value);
  if (kind === "company") return companyFields(value);
  const single = { stage: "stages", board: "boards", exchange: "exchanges" }[kind];
  const input = single ? choice(kind, Object.entries(words[single]).map(([key, name]) => [key, kind === "exchange" ? `${key} ${name}` : name])) : field(kind, make("input"));
  if (value) input.input.value = kind === "names" ? value.join(words.comma) : value;
  const suggest = (text) => { if (text) input.input.value = text; };
  if (["date", "code"].includes(kind)) helped(fact, [input], (typed) => "value" in Object(simple(kind, typed)), suggest);
  return { fields: [input], suggest, read: () => simple(kind, input.input.value.trim()) };
}

function simple(kind, typed) {
  if (!typed) return t("value_absent");
  if (kind === "names") return { value: typed.split(/\s*[、,，;；]\s*/).filter(Boolean) };
  if (kind === "date" && !isDate(typed)) return t("not_a_date");
  if (kind === "code" && !CODE.test(typed)) return t("not_a_code");
  return { value: typed };
}

function isDate(typed) {
  const day = /^\d{4}-\d{2}(-\d{2})?$/.test(typed) ? typed : /^--/.test(typed) ? `2000${typed.slice(1)}` : null;
  return DATE.test(typed) && (!day || new Date(`${day}T00:00:00Z`.replace(/^(\d{4}-\d{2})T/, "$1-01T")).toJSON()?.startsWith(day) === true);
}

function companyFields(name = {}) {
  const fields = [field("name", make("input"), name.name || ""), field("full_name", make("input"), name.full_name || ""), field("aliases", make("input"), (name.aliases || []).join(words.comma))];
  const read = () => {
    const [own, full, aliases] = fields.map((each) => each.input.value.trim());
    if (!own) return t("value_absent");
    const others = aliases.split(/\s*[、,，;；]\s*/).filter(Boolean);
    return { value: { name: own, ...(full && { full_name: full }), ...(others.length && { aliases: others }) } };
  };
  return { fields, read, suggest: () => {} };
}

function figureFields(fact, kind, figure = {}) {
  const low = field("number", make("input"));
  const high = field("to", make("input"));
  const currency = choice("currency", [["", t("no_currency")], ...Object.keys(words.page.currency_names).map((code) => [code, `${code} ${words.page.currency_names[code]}`])]);
  const bound = choice("bound", [["", t("no_bound")], ...["approx", "over", "under"].map((key) => [key, t(`bound_${key}`)])]);
  const set = (given) => {
    low.input.value = given.value ?? given.low ?? "";
    high.input.value = given.high ?? "";
    if (given.currency && !currency.input.querySelector(`[value="${CSS.escape(given.currency)}"]`)) currency.input.append(Object.assign(make("option", "", given.currency), { value: given.currency }));
    currency.input.value = given.currency ?? currency.input.value;
    bound.input.value = given.bound ?? bound.input.value;
  };
  set(figure);
  helped(fact, [low, high], (typed) => plain(typed) !== null, set);
  const fields = kind === "money" ? [low, high, currency, bound] : [low, high, bound];
  const read = () => {
    const [from, to] = [low, high].map(({ input }) => (input.value.trim() ? plain(input.value) : undefined));
    if (from === null || to === null) return t("not_a_number");
    if (from === undefined && to === undefined) return t("value_absent");
    const range = to === undefined ? { value: from } : from === undefined ? { high: to } : { low: from, high: to };
    if (from === undefined && fact !== "issue_price") return t("high_alone");
    if (range.low && range.high && Number(range.low) > Number(range.high)) return t("low_above_high");
    const limit = bound.input.value && !range.high ? { bound: bound.input.value } : {};
    return { value: { ...(kind === "money" && currency.input.value && { currency: currency.input.value }), ...range, ...limit } };
  };
  return { fields, read, suggest: (given) => { if (given) set(given); } };
}

// What somebody types in their own way, 约43.48亿港元 or 1月8日, is put into the form of the contract, to be looked over.
function helped(fact, inputs, wellFormed, set) {
  for (const { input } of inputs) input.addEventListener("change", async () => {
    const typed = input.value.trim();
    if (!typed || wellFormed(typed)) return;
    const given = await suggestion(fact, typed);
    if (given && input.value.trim() === typed) set(given);
  });
}

// What the service's own rules make of the selected words, as a suggestion to be looked over.
async function suggestion(fact, quote) {
  const kinds = { money: ["money", "price"], shares: ["count"], times: ["multiple", "number"], percent: ["percent"], change: ["percent"], date: ["date"], code: ["code"], exchange: ["exchange"], board: ["board"], names: ["bank"] }[kindOf(fact)];
  if (kindOf(fact) === "names") return quote;
  if (!kinds) return null;
  const { published } = reading.article;
  const { mentions } = await answer("/v1/explain", { text: quote, ...(published && { published }) }).catch(() => ({ mentions: [] }));
  const mention = mentions.find(({ kind }) => kinds.includes(kind));
  if (!mention) return null;
  if (mention.kind === "date") return mention.date;
  if (mention.kind === "code") return mention.market ? `${mention.code}.${mention.market}` : mention.code;
  if (mention.key) return mention.key;
  return Object.fromEntries(["value", "low", "high", "currency", "bound"].filter((part) => mention[part] !== undefined).map((part) => [part, mention[part]]));
}

// Why a fact was read, which rivals it had and why they lost; for an absent fact, what came near and where it failed.
import { make } from "./dom.js";
import { explained } from "./draft.js";
import { shown } from "./values.js";
import { fill, kindOf, labelOf, t, words } from "./words.js";

const MOST = 8;
const DATE = /^(\d{4}(-(\d{2}(-\d{2})?|[QH]\d))?|--\d{2}(-\d{2})?)$/;
const FIGURE = /^(?:(approx|over|under) )?(?:([A-Z]{3}) )?(-?\d+(?:\.\d+)?)(?:-(\d+(?:\.\d+)?))?$/;

export async function showWhy(panel, offering, fact, actions) {
  const how = make("div");
  panel.append(how, actions);
  const quotes = offering.evidence[fact] || [];
  if (offering.mended[fact]) {
    how.append(make("p", "", t("stated_by_you")));
    return;
  }
  await telling(how, (explanation) => {
    const ours = explanation.candidates.filter((candidate) => candidate.fact === fact);
    const rules = new Set(quotes.map((quote) => quote.rule));
    const used = ours.filter((candidate) => rules.has(candidate.rule) && candidate.fate === "kept" && quotes.some((quote) => alike(quote.quote, candidate.clean)));
    how.append(make("p", "soft", t("read_by")), ...[...rules].map((rule) => ruleLine(rule, ours.find((candidate) => candidate.rule === rule))));
    if (quotes.length > 1) how.append(make("ul", "quotes", ...quotes.map((quote) => make("li", "", fill(words.quote, { "": quote.quote })))));
    const rivals = distinct(ours.filter((candidate) => !used.includes(candidate)));
    how.append(rivals.length ? make("div", "", make("p", "soft", t("rivals")), rivalList(rivals, used[0])) : make("p", "soft", t("no_rivals")));
  });
}

export async function showMisses(panel, fact, actions) {
  const how = make("div");
  panel.append(make("h4", "", labelOf(fact)), how, actions);
  await telling(how, (explanation) => {
    const rivals = distinct(explanation.candidates.filter((candidate) => candidate.fact === fact));
    if (rivals.length) how.append(make("p", "soft", t("read_but_not_here")), rivalList(rivals));
    const misses = explanation.nearest[fact] || [];
    if (misses.length) how.append(make("p", "soft", t("nearest")), make("ul", "misses", ...misses.map(miss)));
    if (!rivals.length && !misses.length) how.append(make("p", "soft", t("no_misses")));
  });
}

async function telling(into, tell) {
  into.replaceChildren(make("p", "soft", t("asking")));
  into.setAttribute("aria-busy", "true");
  try {
    const explanation = await explained();
    into.replaceChildren();
    tell(explanation);
  } catch (error) {
    into.replaceChildren(make("p", "wrong", error.message));
  } finally {
    into.removeAttribute("aria-busy");
  }
}

// Clean text has the posted characters in simplified, half-width form, so only a loose likeness can be asked for.
const alike = (posted, clean) => Math.abs(posted.length - clean.length) <= Math.max(4, posted.length / 2);

const place = (candidate) => `${candidate.file}:${candidate.line}`;

function ruleLine(rule, candidate) {
  const line = make("p", "rule", make("code", "", rule));
  if (candidate) line.append(" ", make("code", "place", place(candidate)), " ", t("rank", { rank: candidate.rank }));
  else line.append(" ", t("from_names"));
  return line;
}

function distinct(candidates) {
  const seen = new Map();
  for (const candidate of candidates) {
    const key = [candidate.rule, candidate.value, candidate.fate, candidate.by].join("\n");
    if (!seen.has(key)) seen.set(key, candidate);
  }
  return [...seen.values()];
}

function rivalList(rivals, winner) {
  const lines = rivals.slice(0, MOST).map((rival) => make("li", "",
    make("strong", "", valueOf(rival)), " ", make("span", "quote", fill(words.quote, { "": rival.clean })),
    make("p", "", make("code", "", rival.rule), " ", make("code", "place", place(rival))), make("p", "", fate(rival, winner))));
  const list = make("ul", "rivals", ...lines);
  if (rivals.length > MOST) list.append(make("li", "soft", t("more_rivals", { count: rivals.length - MOST })));
  return list;
}

// Candidates tell their values in short: approx HKD 43.5, 14.18-16.18, listed.
function valueOf({ fact, value }) {
  const kind = kindOf(fact);
  if (["stage", "board", "exchange"].includes(kind) || (kind === "date" && DATE.test(value))) return value && shown(kind, value);
  const figure = FIGURE.exec(value);
  if (!figure || kind === "code") return value;
  const [, bound, currency, low, high] = figure;
  return shown(kind, { ...(bound && { bound }), ...(currency && { currency }), ...(high ? { low, high } : { value: low }) });
}

function fate(rival, winner) {
  if (rival.fate === "lost") return t("fate_lost", { rule: rival.to, fact: labelOf(rival.its_fact) });
  if (rival.fate === "refused") return t("fate_refused", { by: words.page.refusals[rival.by] || rival.by });
  if (winner && rival.value === winner.value) return t("fate_same");
  if (winner && rival.rank < winner.rank) return t("fate_rank", { rank: rival.rank, winner: winner.rank });
  return t("fate_other");
}

function miss(near) {
  return make("li", "",
    make("p", "rule", make("code", "", near.rule), " ", make("code", "place", place(near)), " ", t("matched", { matched: near.matched })),
    make("p", "", make("code", "phrase", near.phrase)),
    make("p", "", near.found ? t("failed", { after: near.after, expected: near.expected, found: near.found }) : t("failed_at_end", { after: near.after, expected: near.expected })));
}


// A card per offering: facts as an editor reads them, why each was read, what is missing, and the checks.
import { keyOf, light, reveal } from "./article.js";
import { $, button, make } from "./dom.js";
import { missingFacts, reading, removeOffering, restore, statedFacts, strike } from "./draft.js";
import { mendFact } from "./mend.js";
import { company, scaled, shown } from "./values.js";
import { showMisses, showWhy } from "./why.js";
import { fill, groupOf, kindOf, labelOf, t, words } from "./words.js";

const opened = new Set();
let changed = () => {};
export const onChange = (act) => { changed = act; };
export const closeAll = () => opened.clear();

export function showCards() {
  $("cards").replaceChildren(...reading.offerings.map(card));
  const warnings = warningsOf(reading.extraction, reading.offerings);
  $("warnings").replaceChildren(...warnings.map((warning) => make("p", "warning", warning)));
  $("summary").textContent = summary(reading.offerings);
  $("nothing").hidden = reading.offerings.length > 0;
}

// On a small screen the article stands below the cards: going there by itself would take the reader from what was opened.
const beside = () => matchMedia("(min-width: 861px)").matches;

export function openFact(key) {
  const row = reveal(".card [data-facts]", key);
  row?.querySelector("button")?.focus({ preventScroll: true });
}

function summary(offerings) {
  if (!offerings.length) return words.nothing;
  const main = offerings.filter((offering) => offering.primary).length;
  const mentions = offerings.length - main;
  return fill(mentions ? (main ? words.found_mentions : words.only_mentions) : words.found, { "": main, mentions });
}

function warningsOf(extraction, offerings) {
  const yearless = offerings.some((offering) => statedFacts(offering).some((fact) => kindOf(fact) === "date" && offering[fact].startsWith("--")));
  return [...extraction.warnings, ...(yearless ? ["yearless"] : [])].map((code) => words.warnings[code] || code);
}

function card(offering, index) {
  const head = make("header", "", make("h3", "", offering.company.name));
  if (offering.stage) head.append(make("span", `badge ${offering.stage}`, shown("stage", offering.stage)));
  if (!offering.primary) head.append(make("span", "badge mention", words.mention));
  head.append(button(offering.primary ? t("make_mention") : t("make_primary"), "plain small", () => {
    offering.primary = !offering.primary;
    offering.mended.primary = "corrected";
    changed();
  }), button(t("remove_offering"), "plain small", () => {
    removeOffering(offering);
    closeAll();
    changed();
  }));
  const struck = Object.keys(offering.mended).filter((fact) => offering.mended[fact] === "wrong");
  const list = make("ul", "facts", ...statedFacts(offering).map((fact) => stated(offering, index, fact)), ...struck.map((fact) => wrong(offering, index, fact)));
  const box = make("section", "card", head, list);
  if (offering.checks.length) box.append(checks(offering));
  const missing = missingFacts(offering).filter((fact) => !struck.includes(fact));
  if (missing.length) box.append(missingOnes(offering, index, missing));
  return box;
}

function stated(offering, index, fact) {
  const key = keyOf(index, fact);
  const value = kindOf(fact) === "company" ? company(offering.company) : shown(kindOf(fact), offering[fact]);
  const quotes = offering.evidence[fact] || [];
  const line = unfolding(key, [make("span", "name", labelOf(fact)), make("span", "value", value), quoteOf(quotes)], (panel) => {
    showWhy(panel, offering, fact, actions(offering, fact, key));
  }, () => (beside() ? reveal("mark", key) : light([key])));
  const row = make("li", `fact ${groupOf(fact)}`, ...line);
  if (offering.mended[fact]) row.querySelector(".value").append(make("span", "badge mended", t(offering.mended[fact])));
  row.dataset.fact = fact;
  row.dataset.facts = key;
  return row;
}

function wrong(offering, index, fact) {
  const row = make("li", `fact struck ${groupOf(fact)}`, make("span", "name", labelOf(fact)), make("span", "value", make("s", "", shown(kindOf(fact), offering.read[fact]))));
  row.querySelector(".value").append(" ", make("span", "badge mended", t("wrong")), " ", button(t("restore"), "plain small", () => {
    restore(offering, fact);
    changed();
  }));
  row.dataset.fact = fact;
  row.dataset.facts = keyOf(index, fact);
  return row;
}

function actions(offering, fact, key) {
  const made = [button(t("correct"), "quiet small", () => mendFact(offering, fact, offering.evidence[fact]?.[0], changed))];
  if (fact !== "company") made.push(button(t("mark_wrong"), "quiet small", () => {
    strike(offering, fact);
    changed();
  }));
  if (offering.evidence[fact]?.length) made.push(button(t("show_words"), "quiet small", () => reveal("mark", key)?.focus()));
  if (offering.mended[fact] === "corrected") made.push(button(t("restore"), "quiet small", () => {
    restore(offering, fact);
    changed();
  }));
  return make("div", "tools", ...made);
}

function quoteOf(quotes) {
  if (!quotes.length) return "";
  return make("span", "quote", fill(quotes.length > 1 ? words.quotes : words.quote, { "": quotes[0].quote, count: quotes.length }));
}

// A button that unfolds a panel below it; what was open stays open when the cards are drawn again.
function unfolding(key, label, show, also = () => {}) {
  const panel = make("div", "why");
  const toggle = button("", "line", () => {
    const open = panel.hidden;
    if (open) opened.add(key);
    else opened.delete(key);
    unfold(open);
    also();
  });
  const unfold = (open) => {
    panel.hidden = !open;
    toggle.setAttribute("aria-expanded", String(open));
    if (open && !panel.childElementCount) show(panel);
  };
  toggle.append(...label);
  toggle.dataset.key = key;
  unfold(opened.has(key));
  return [toggle, panel];
}

function missingOnes(offering, index, missing) {
  const box = make("div", "missing", make("span", "soft", t("missing")), " ");
  const panels = make("div");
  for (const fact of missing) {
    const key = `missing ${keyOf(index, fact)}`;
    const [toggle, panel] = unfolding(key, [labelOf(fact), t("missing_mark")], (into) => {
      const add = button(t("add_fact"), "quiet small", () => mendFact(offering, fact, null, changed));
      showMisses(into, fact, make("div", "tools", add));
    }, () => light([]));
    toggle.className = "chip";
    toggle.dataset.missing = fact;
    box.append(toggle, " ");
    panels.append(panel);
  }
  box.append(panels);
  return box;
}

function checks(offering) {
  const stale = Object.keys(offering.mended).length > 0;
  const box = make("div", "checks");
  for (const check of offering.checks) {
    const kind = check.holds ? "holds" : "fails";
    const name = words.checks[check.check] || check.check;
    const figures = check.stated && check.computed;
    const told = figures ? fill(words.check_figures, { check: name, stated: scaled(check.stated), computed: scaled(check.computed) }) : name;
    const sign = make("span", "sign", check.holds ? "✓" : "✗");
    sign.setAttribute("role", "img");
    sign.setAttribute("aria-label", words[`check_${kind}`]);
    box.append(make("p", kind, sign, ` ${told}`));
  }
  if (stale) box.append(make("p", "soft", t("checks_as_read")));
  return box;
}

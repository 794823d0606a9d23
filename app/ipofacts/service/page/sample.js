// A golden sample of what stands on the page, in the form of samples/golden; it leaves the browser only as a download.
import { $, download, make } from "./dom.js";
import { reading, statedFacts } from "./draft.js";
import { t } from "./words.js";

const MARKETS = { HKEX: "hk", SSE: "cn", SZSE: "cn", BSE: "cn", NASDAQ: "us", NYSE: "us", NYSEAMERICAN: "us" };
const ID = /^[A-Za-z0-9][\w.-]*$/;

export function start() {
  $("sample-cancel").addEventListener("click", () => $("sample").close());
  $("sample-form").addEventListener("submit", (event) => {
    event.preventDefault();
    const wrong = problems();
    $("sample-wrong").replaceChildren(...wrong.map((text) => make("p", "", text)));
    if (wrong.length) return;
    const id = $("sample-id").value.trim();
    download(`${id}.json`, [`${JSON.stringify(sample(id, tags()), null, 2)}\n`], "application/json");
    $("sample").close();
  });
}

export function offerSample() {
  const { market, stage } = groups(reading.offerings);
  $("sample-id").value = `${market}-${stage}-01`;
  $("sample-tags").value = [script(reading.article.text), market, stage].join(", ");
  $("sample-wrong").replaceChildren();
  $("sample").showModal();
}

export function sample(id, given) {
  const { text, title, published } = reading.article;
  return { id, ...(published && { published }), ...(title && { title }), text, tags: given, offerings: reading.offerings.map(golden) };
}

function golden(offering) {
  const facts = Object.fromEntries(statedFacts(offering).map((fact) => [fact, fact === "company" ? named(offering.company) : offering[fact]]));
  const quoted = Object.entries(offering.evidence).filter(([fact, quotes]) => facts[fact] !== undefined && quotes.length);
  const evidence = Object.fromEntries(quoted.map(([fact, quotes]) => [fact, [...new Set(quotes.map(({ quote }) => quote))]]));
  return { primary: offering.primary, ...facts, ...(quoted.length && { evidence }) };
}

const named = ({ name, full_name, aliases }) => ({ name, ...(full_name && { full_name }), ...(aliases?.length && { aliases }) });

const tags = () => $("sample-tags").value.split(/[\s,，、]+/).filter(Boolean);

function groups(offerings) {
  const main = offerings.filter(({ primary }) => primary);
  const markets = new Set((main.length ? main : offerings).map(({ exchange }) => MARKETS[exchange] || "other"));
  const market = markets.size === 1 ? [...markets][0] : markets.size ? "multi" : "none";
  const stage = main.length > 1 ? "roundup" : main.length ? main[0].stage || "planned" : offerings.length ? "mention" : "results";
  return { market, stage };
}

// Browsers know no script of a text; characters that only one script has tell.
function script(text) {
  const count = (characters) => [...text].filter((character) => characters.includes(character)).length;
  return count(t("traditional_only")) > count(t("simplified_only")) ? "zh-Hant" : "zh-Hans";
}

function problems() {
  const found = ID.test($("sample-id").value.trim()) ? [] : [t("sample_bad_id")];
  for (const offering of reading.offerings) {
    if (statedFacts(offering).every((fact) => fact === "company")) found.push(t("sample_no_facts", { company: offering.company.name }));
  }
  return found;
}

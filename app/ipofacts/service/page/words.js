// The words of the page in the reader's language, and what is known of each fact. Both come from the files that also make
// the HTML that stands alone.

export const LANGUAGES = ["zh", "en"];
export const FACTS = [];
export const words = {};
const KINDS = new Map();
const GROUPS = new Map();

const fetched = async (name) => (await fetch(`/page/${name}`)).json();

export async function speak(language) {
  if (!FACTS.length) {
    FACTS.push(...await fetched("facts.json"));
    for (const { fact, kind, group } of FACTS) {
      KINDS.set(fact, kind);
      GROUPS.set(fact, group);
    }
  }
  Object.assign(words, await fetched(`labels.${language}.json`), { code: language });
  remember(language);
  translate(document);
  document.documentElement.lang = words.language;
  document.title = t("document_title");
}

export const kindOf = (fact) => KINDS.get(fact);
export const groupOf = (fact) => GROUPS.get(fact) || "other";
export const labelOf = (fact) => words.facts[fact] || fact;
export const fill = (form, values) => form.replace(/\{(\w*)\}/g, (whole, name) => (name in values ? values[name] : whole));
export const t = (key, values = {}) => fill(words.page[key] ?? words[key], values);

export function preferred() {
  let kept = null;
  try { kept = localStorage.getItem("language"); } catch { /* a browser may keep nothing */ }
  if (LANGUAGES.includes(kept)) return kept;
  return navigator.language.startsWith("zh") ? "zh" : "en";
}

function remember(language) {
  try { localStorage.setItem("language", language); } catch { /* a browser may keep nothing */ }
}

function translate(root) {
  for (const node of root.querySelectorAll("[data-t]")) node.textContent = t(node.dataset.t);
  for (const node of root.querySelectorAll("[data-t-placeholder]")) node.placeholder = t(node.dataset.tPlaceholder);
  for (const node of root.querySelectorAll("[data-t-title]")) node.title = t(node.dataset.tTitle);
  for (const node of root.querySelectorAll("[data-t-label]")) node.setAttribute("aria-label", t(node.dataset.tLabel));
}

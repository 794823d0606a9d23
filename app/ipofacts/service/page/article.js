// The article as posted, the evidence of each fact marked in the colour of its group.
import { $, make } from "./dom.js";
import { groupOf, labelOf } from "./words.js";

// What stands in the place of a rule where a person said what the words state.
export const BY_HAND = "by-hand";

export const keyOf = (offering, fact) => `${offering}:${fact}`;

export function showArticle(article, offerings) {
  const title = make("span", "headline");
  title.dataset.field = "title";
  const text = make("span", "words");
  text.dataset.field = "text";
  mark(title, article.title || "", spans(offerings, "title"));
  mark(text, article.text, spans(offerings, "text"));
  title.hidden = !article.title;
  $("article").replaceChildren(title, text);
}

function spans(offerings, field) {
  return offerings.flatMap((offering, index) => Object.entries(offering.evidence).flatMap(
    ([fact, quotes]) => quotes.filter((quote) => quote.in === field).map((quote) => ({ ...quote, fact, key: keyOf(index, fact) }))));
}

// The text is cut where evidence begins or ends; each piece knows the facts over it, the shortest evidence first.
function mark(target, text, found) {
  const cuts = [...new Set([0, text.length, ...found.flatMap((span) => [span.start, span.end])])].sort((a, b) => a - b);
  const place = new Map(cuts.map((cut, at) => [cut, at]));
  const over = cuts.map(() => []);
  for (const span of found.sort((a, b) => a.end - a.start - (b.end - b.start))) {
    for (let at = place.get(span.start); at < place.get(span.end); at += 1) over[at].push(span);
  }
  const begun = new Set();
  for (let at = 0; at + 1 < cuts.length; at += 1) {
    const piece = text.slice(cuts[at], cuts[at + 1]);
    target.append(over[at].length ? marked(piece, over[at], begun) : piece);
  }
}

function marked(piece, over, begun) {
  const groups = [...new Set(over.map((span) => groupOf(span.fact)))];
  const element = make("mark", groups[0] + (groups.length > 1 ? ` also also-${groups[1]}` : ""), piece);
  element.title = [...new Set(over.map((span) => `${labelOf(span.fact)} · ${span.rule}`))].join("\n");
  element.dataset.facts = [...new Set(over.map((span) => span.key))].join(" ");
  // One stop for the keyboard a fact, at its first words.
  if (over.some((span) => !begun.has(span.key))) {
    element.tabIndex = 0;
    element.setAttribute("role", "button");
  }
  over.forEach((span) => begun.add(span.key));
  return element;
}

const keysOf = (node) => node.dataset.facts.split(" ");

export function light(keys) {
  for (const node of document.querySelectorAll("#result [data-facts]")) {
    node.classList.toggle("lit", keysOf(node).some((key) => keys.includes(key)));
  }
}

export function reveal(selector, key) {
  const first = [...document.querySelectorAll(selector)].find((node) => node.dataset.facts && keysOf(node).includes(key));
  if (first) first.scrollIntoView({ block: "nearest", behavior: "smooth" });
  light([key]);
  return first;
}

// Pointing at or focusing a fact lights up its words, and the reverse.
export function link(openFact) {
  const lit = (event) => {
    const node = event.target.closest("[data-facts]") || document.activeElement.closest("[data-facts]");
    light(node ? keysOf(node) : []);
  };
  const chosen = (event) => {
    const node = event.target.closest("mark[data-facts]");
    if (!node || !getSelection().isCollapsed || !(event.type === "click" || ["Enter", " "].includes(event.key))) return;
    event.preventDefault();
    openFact(keysOf(node)[0]);
  };
  for (const name of ["mouseover", "focusin"]) $("result").addEventListener(name, lit);
  $("result").addEventListener("mouseleave", () => light([]));
  for (const name of ["click", "keydown"]) $("article").addEventListener(name, chosen);
}

// The words that are selected in the article, with their place; null if none are.
export function selected() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const within = (node) => (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest?.("#article [data-field]");
  const home = within(range.startContainer);
  if (!home || home !== within(range.endContainer)) return null;
  const before = document.createRange();
  before.selectNodeContents(home);
  before.setEnd(range.startContainer, range.startOffset);
  const raw = range.toString();
  const quote = raw.trim();
  const start = before.toString().length + raw.indexOf(quote);
  return quote ? { start, end: start + quote.length, quote, in: home.dataset.field, rule: BY_HAND } : null;
}

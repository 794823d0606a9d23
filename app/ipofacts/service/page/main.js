// The page: an article in, its facts out, and what the reader does with them.
import { link as linkPointing, selected, showArticle } from "./article.js";
import * as batch from "./batch.js";
import { closeAll, onChange, openFact, showCards } from "./cards.js";
import { asCsv, asJson, asSentence, asTable } from "./copies.js";
import { $, button, copy, make } from "./dom.js";
import { begin, mended, reading } from "./draft.js";
import { receive } from "./files.js";
import { linked, linkTo } from "./link.js";
import * as mend from "./mend.js";
import * as sample from "./sample.js";
import { answer } from "./service.js";
import { FACTS, LANGUAGES, preferred, speak, t, words } from "./words.js";

const FIELDS = ["text", "title", "published"];
let wanted = 0; // counts requests, so that a late answer never replaces a newer one
let chosen = null;

function complain(text, again = false) {
  $("message-text").textContent = text;
  $("message").hidden = !text;
  $("again").hidden = !again;
}

// A reading that the reader didn't ask for by a button leaves the keyboard and the view where they are.
async function read({ quietly = false } = {}) {
  const article = Object.fromEntries(FIELDS.map((field) => [field, $(field).value]).filter(([field, value]) => field === "text" || value.trim()));
  const number = (wanted += 1);
  $("read").disabled = true;
  $("status").textContent = t("reading");
  complain("");
  try {
    const extraction = await answer("/v1/extract?offsets=utf16", article);
    if (number === wanted) show(article, extraction, quietly);
  } catch (error) {
    if (number !== wanted) return;
    $("result").hidden = true;
    $("status").textContent = "";
    complain(error.message, error.wait !== undefined);
  } finally {
    if (number === wanted) $("read").disabled = false;
  }
}

function show(article, extraction, quietly) {
  begin(article, extraction);
  closeAll();
  draw();
  $("intro").hidden = true;
  $("result").hidden = false;
  $("status").textContent = $("summary").textContent;
  if (quietly) return;
  $("summary").focus({ preventScroll: true });
  $("result").scrollIntoView({ block: "start", behavior: "smooth" });
}

// Draws what stands in the draft; the keyboard stays where it was.
function draw() {
  const at = document.activeElement?.dataset?.key;
  showArticle(reading.article, reading.offerings);
  showCards();
  $("version").textContent = reading.extraction.rules_version;
  if (at) document.querySelector(`#cards [data-key="${CSS.escape(at)}"]`)?.focus({ preventScroll: true });
}

// A date that comes after the article resolves what hung on it; what the reader has mended is never read anew unasked.
function readAgain() {
  const same = !$("result").hidden && reading.article.text === $("text").value;
  if (same && !mended()) read({ quietly: true });
}

function put(article) {
  for (const field of FIELDS) $(field).value = article[field] || "";
}

function clear() {
  wanted += 1;
  $("form").reset();
  $("read").disabled = false;
  $("result").hidden = true;
  $("intro").hidden = false;
  $("state").hidden = true;
  complain("");
  if (location.hash) history.replaceState(null, "", location.pathname);
  $("text").focus();
}

async function copied(event) {
  const node = event.target.closest("[data-copy]");
  if (!node) return;
  const before = node.textContent;
  try {
    await COPIES[node.dataset.copy]();
    node.textContent = $("status").textContent = t("copied");
  } catch (error) {
    node.textContent = $("status").textContent = error.told || t("not_copied");
  }
  setTimeout(() => { node.textContent = before; }, 1500);
}

const COPIES = {
  json: () => copy(asJson()),
  csv: () => copy(asCsv()),
  table: () => copy(asTable().text, asTable().html),
  sentence: () => copy(asSentence()),
  link: async () => {
    const link = await linkTo(reading.article);
    if (!link) throw Object.assign(new Error("too long"), { told: t("link_too_long") });
    await copy(link);
  },
};

// Words selected in the article can be said to state a fact.
function noticeSelection() {
  const now = $("result").hidden || $("mend").open ? null : selected();
  if (!now) {
    $("state").hidden = true;
    return;
  }
  chosen = now;
  const place = getSelection().getRangeAt(0).getBoundingClientRect();
  $("state").style.setProperty("--x", `${Math.min(Math.max(place.left, 8), innerWidth - 220)}px`);
  $("state").style.setProperty("--y", `${Math.max(place.top - 44, 8)}px`);
  $("state").hidden = false;
}

function showWords() {
  const groups = [...new Set(FACTS.map(({ group }) => group))];
  $("legend").replaceChildren(...groups.map((group) => make("span", `key ${group}`, words.groups[group])));
  $("language").textContent = t("other_language");
  $("language").lang = words.code === "zh" ? "en" : "zh-Hans";
}

async function fillExamples() {
  const examples = await (await fetch("/page/examples.json")).json();
  const buttons = examples.map((example) => Object.assign(button("", "chip", () => {
    put(example);
    read();
  }), { example: example.name }));
  for (const node of buttons) node.dataset.example = node.example;
  $("examples").append(...buttons.flatMap((node) => [" ", node]));
}

function nameExamples() {
  for (const node of document.querySelectorAll("[data-example]")) node.textContent = words.page.example_names[node.dataset.example];
}

async function changeLanguage() {
  await speak(LANGUAGES[(LANGUAGES.indexOf(words.code) + 1) % LANGUAGES.length]);
  showWords();
  nameExamples();
  if (!$("result").hidden) draw();
}

function listen() {
  $("form").addEventListener("submit", (event) => {
    event.preventDefault();
    read();
  });
  $("text").addEventListener("input", (event) => { if (event.inputType === "insertFromPaste" && $("result").hidden) read({ quietly: true }); });
  $("published").addEventListener("change", readAgain);
  $("form").addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) $("form").requestSubmit();
  });
  $("again").addEventListener("click", () => $("form").requestSubmit());
  $("clear").addEventListener("click", clear);
  $("language").addEventListener("click", changeLanguage);
  $("tools").addEventListener("click", copied);
  $("save").addEventListener("click", () => sample.offerSample());
  $("add-offering").addEventListener("click", () => mend.mendWords(null, draw));
  document.addEventListener("selectionchange", noticeSelection);
  $("state").addEventListener("click", () => {
    $("state").hidden = true;
    mend.mendWords(chosen, draw);
  });
  addEventListener("hashchange", openLink);
}

async function openLink() {
  const article = await linked();
  if (!article) return;
  put(article);
  await read();
}

async function start() {
  listen();
  linkPointing(openFact);
  onChange(draw);
  mend.start();
  sample.start();
  const one = (text) => {
    put({ text });
    return read();
  };
  const open = (article) => {
    put(article);
    return read();
  };
  batch.start(open);
  receive(one, batch.readMany);
  await Promise.all([speak(preferred()), fillExamples()]);
  showWords();
  nameExamples();
  document.body.dataset.ready = "";
  await openLink();
}

start();

// Several articles at once: sent in pieces, read line by line as the answers come, shown as a table, offered for download.
import { csvOf } from "./copies.js";
import { $, button, download, make } from "./dom.js";
import { post, told, details } from "./service.js";
import { shown } from "./values.js";
import { kindOf, labelOf, t, words } from "./words.js";

const COLUMNS = ["company", "stage", "exchange", "stock_code", "listing_date", "issue_price", "proceeds", "oversubscription"];
const LINES = 100; // in one request, so that stopping loses little
const ROWS = 500; // shown; all are in the downloads
const PATIENCE = 20; // times that a busy service is asked again

let items = [];
let answers = [];
let failures = 0;
let size = LINES;
let stopping = null;
let openArticle = () => {};

export function start(open) {
  openArticle = open;
  $("batch-stop").addEventListener("click", () => stopping?.abort());
  $("batch-resume").addEventListener("click", run);
  $("batch-close").addEventListener("click", () => {
    stopping?.abort();
    $("batch").hidden = true;
  });
  $("batch-jsonl").addEventListener("click", () => download("facts.jsonl", answers.map((answer) => `${answer}\n`), "application/x-ndjson"));
  $("batch-csv").addEventListener("click", () => download("facts.csv", ["\ufeff", csvOf(answers.map((answer) => JSON.parse(answer)).filter(({ offerings }) => offerings))], "text/csv"));
}

export async function readMany(given) {
  stopping?.abort();
  items = given;
  answers = [];
  failures = 0;
  size = LINES;
  const heads = [t("batch_article"), ...COLUMNS.map(labelOf)];
  $("batch-table").tHead.replaceChildren(make("tr", "", ...heads.map((head) => Object.assign(make("th", "", head), { scope: "col" }))));
  $("batch-table").tBodies[0].replaceChildren();
  $("batch-more").hidden = true;
  $("batch").hidden = false;
  $("batch").scrollIntoView({ block: "start", behavior: "smooth" });
  await run();
}

async function run() {
  const control = new AbortController();
  stopping = control;
  running(true);
  try {
    while (answers.length < items.length && !control.signal.aborted) await piece(control.signal);
    progress();
  } catch (error) {
    if (stopping === control) progress(error.name === "AbortError" ? t("batch_stopped") : error.message);
  } finally {
    if (stopping === control) running(false);
  }
}

// The next lines, as many as the service takes at once; a busy service is asked again after the time it names.
async function piece(signal) {
  for (let times = 0; ; times += 1) {
    const lines = items.slice(answers.length, answers.length + size);
    try {
      return await receive(await post("/v1/batch", lines.map(({ line }) => line).join("\n"), "application/x-ndjson", signal), signal);
    } catch (error) {
      if (error.kind === "too-large" && size > 1) size = Math.ceil(size / 8);
      else if (error.kind === "too-large") return take(JSON.stringify({ problem: { type: "too-large", title: error.message, detail: "" } }));
      else if (error.kind !== "gone" && error.wait && times < PATIENCE) await pause(error.wait, signal);
      else throw error;
    }
  }
}

async function receive(response, signal) {
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read().catch(() => {
      signal.throwIfAborted();
      throw new Error(t("gone"));
    });
    const lines = (rest + (value || "")).split("\n");
    rest = lines.pop();
    lines.filter(Boolean).forEach(take);
    progress();
    if (done) return;
  }
}

function take(line) {
  const item = items[answers.length];
  const answer = JSON.parse(line);
  answers.push(line);
  if (answer.problem) failures += 1;
  if ($("batch-table").tBodies[0].rows.length < ROWS) $("batch-table").tBodies[0].append(...rowsOf(item, answer));
  else $("batch-more").hidden = false;
}

function rowsOf(item, answer) {
  const name = () => make("td", "", button(answer.id || item.place, "plain", () => openArticle(articleOf(item))));
  if (answer.problem) {
    const text = [told(answer.problem), ...details(answer.problem)].join(" ");
    return [make("tr", "failed", make("td", "", item.place), wide(text))];
  }
  if (!answer.offerings.length) return [make("tr", "soft", name(), wide(words.nothing))];
  return answer.offerings.map((offering) => make("tr", "", name(), ...COLUMNS.map((fact) => {
    const value = offering[fact] === undefined ? "" : shown(kindOf(fact), offering[fact]);
    const cell = make("td", "", value);
    if (fact === "company" && !offering.primary) cell.append(" ", make("span", "badge mention", words.mention));
    return cell;
  })));
}

const wide = (text) => Object.assign(make("td", "", text), { colSpan: COLUMNS.length });

function articleOf(item) {
  const { text = "", title = "", published = "" } = JSON.parse(item.line);
  return { text, title, published };
}

function progress(trouble = "") {
  $("batch-progress").max = items.length;
  $("batch-progress").value = answers.length;
  const counted = t("batch_told", { done: answers.length, all: items.length, failures });
  $("batch-told").textContent = [counted, trouble].filter(Boolean).join(" ");
  $("batch-more").textContent = t("batch_more", { rows: ROWS });
}

function running(on) {
  $("batch-stop").hidden = !on;
  $("batch-resume").hidden = on || answers.length >= items.length;
  $("batch-jsonl").disabled = $("batch-csv").disabled = on || !answers.length;
}

const pause = (seconds, signal) => new Promise((resolve, reject) => {
  const timer = setTimeout(resolve, seconds * 1000);
  signal.addEventListener("abort", () => {
    clearTimeout(timer);
    reject(signal.reason);
  }, { once: true });
});

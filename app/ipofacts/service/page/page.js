"use strict";

// The labels and groups of facts, in the order in which a card shows them. A group is a colour.
const FACTS = [
  ["exchange", "交易所", "code"], ["board", "板块", "code"], ["stock_code", "股票代码", "code"],
  ["listing_date", "上市日期", "date"], ["subscription_start", "申购开始", "date"], ["subscription_end", "申购截止", "date"],
  ["issue_price", "发行价", "money"], ["shares_offered", "发行股数", "multiple"], ["proceeds", "募集资金", "money"],
  ["net_proceeds", "募资净额", "money"], ["valuation", "发行估值", "money"], ["pe_ratio", "发行市盈率", "multiple"],
  ["oversubscription", "公开超购倍数", "multiple"], ["international_oversubscription", "国际超购倍数", "multiple"],
  ["lottery_rate", "中签率", "multiple"], ["sponsors", "保荐人", "company"],
  ["first_day_open", "首日开盘", "money"], ["first_day_close", "首日收盘", "money"], ["first_day_change", "首日涨跌", "multiple"],
  ["first_day_market_cap", "首日市值", "money"], ["post_money_valuation", "投后估值", "money"],
];
const GROUP = new Map([["company", "company"], ["stage", "company"], ...FACTS.map(([name, , group]) => [name, group])]);
const LABEL = new Map([["company", "公司"], ["stage", "进度"], ...FACTS.map(([name, label]) => [name, label])]);
const STAGES = { planned: "筹备", filed: "已递表", approved: "已获批", offering: "招股中", priced: "已定价", listed: "已上市", postponed: "已推迟", withdrawn: "已撤回" };
const BOARDS = { main: "主板", star: "科创板", chinext: "创业板", gem: "GEM" };
const EXCHANGES = { HKEX: "港交所", SSE: "上交所", SZSE: "深交所", BSE: "北交所", NASDAQ: "纳斯达克", NYSE: "纽交所", NYSEAMERICAN: "美交所", SGX: "新交所", TWSE: "台证所", LSE: "伦交所", SIX: "瑞交所", KRX: "韩交所", KLSE: "马交所", TSE: "东交所" };
const CURRENCIES = { CNY: "元人民币", HKD: "港元", USD: "美元", SGD: "新加坡元", TWD: "新台币", EUR: "欧元", GBP: "英镑", JPY: "日元", KRW: "韩元", MYR: "林吉特" };
const BOUNDS = { approx: "约 ", over: "超 ", under: "不超过 " };
const SUFFIX = { shares_offered: " 股", pe_ratio: " 倍", oversubscription: " 倍", international_oversubscription: " 倍", lottery_rate: "%", first_day_change: "%" };
const CHECKS = { "price × shares ≈ proceeds": "发行价 × 股数 ≈ 募集资金", "code fits exchange": "代码与交易所相符", "low ≤ high": "价格下限不高于上限", "subscription before listing": "申购早于上市" };
const DATES = new Set(["listing_date", "subscription_start", "subscription_end"]);
const PARTS = { Q1: "第一季度", Q2: "第二季度", Q3: "第三季度", Q4: "第四季度", H1: "上半年", H2: "下半年" };
const PROBLEMS = {
  "invalid-article": "这篇文章读不了，请改正后再提取。", "invalid-json": "正文里有不完整的字符，请重新复制全文。",
  "unauthorized": "这个服务需要接口密钥，请填写密钥后再提取。", "too-large": "正文太长，请删去与新闻无关的部分，或分篇提取。",
  "too-busy": "服务正忙，请稍候再试。", "not-ready": "服务还没准备好，请过几秒再试。",
  "too-slow": "这篇文章读得太久，请分篇提取。", "engine-failed": "读取中断，请再试一次。", "internal": "服务出错了，请把请求编号告诉维护者。",
};
const FIELDS = { text: "正文", title: "标题", published: "发布日期" };
const ADVICE = { value_error: "不能为空", string_too_short: "不能为空", string_unicode: "有不完整的字符，请重新复制" };
const WARNINGS = { spun: "文章经过同义词改写，已还原", garbled: "文章有乱码" };
const EXAMPLE = {
  title: "智谱今日登陆港交所",
  published: "2026-01-08",
  text: "1月8日，北京智谱华章科技股份有限公司（简称“智谱”）在港交所主板挂牌上市，股票代码为2513。\n\n智谱此次全球发售3741.95万股H股，发行价为每股116.20港元，募资总额约43.48亿港元。公开发售获1164倍超额认购，国际发售超购15.28倍。中金公司为独家保荐人。\n\n上市首日，智谱收报131.50港元，涨13.17%，市值约579亿港元。",
};

const $ = (id) => document.getElementById(id);
let answer = null;

function make(tag, className, text) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
}

// Plain decimals to 43.48亿 or 3,741.95万, exactly: digits are moved, never computed with.
function scale(digits) {
  const sign = digits.startsWith("-") ? "-" : "";
  const [whole, fraction = ""] = digits.replace("-", "").split(".");
  const places = whole.length > 8 ? 8 : whole.length > 5 ? 4 : 0;
  if (!places) return sign + group(whole) + (fraction ? "." + fraction : "");
  const rest = (whole.slice(-places) + fraction).replace(/0+$/, "");
  return sign + group(whole.slice(0, -places)) + (rest ? "." + rest : "") + (places === 8 ? "亿" : "万");
}

const group = (whole) => whole.replace(/\B(?=(\d{3})+$)/g, ",");

function number(fact) {
  const bound = BOUNDS[fact.bound] || "";
  if (fact.value !== undefined) return bound + scale(fact.value);
  if (fact.low === undefined) return (bound || "不超过 ") + scale(fact.high);
  return bound + scale(fact.low) + (fact.high === undefined ? " 起" : " – " + scale(fact.high));
}

// 2026-01-08 is 2026年1月8日; a part that the article doesn't give isn't shown.
function day(date) {
  if (date.startsWith("--")) return date.slice(2).split("-").map(Number).join("月") + (date.length > 4 ? "日" : "月") + "（未写年份）";
  const [year, month, number] = date.split("-");
  return `${year}年` + (month ? PARTS[month] || `${Number(month)}月` : "") + (number ? `${Number(number)}日` : "");
}

function shown(name, fact) {
  if (DATES.has(name)) return day(fact);
  if (name === "exchange") return EXCHANGES[fact] ? `${EXCHANGES[fact]} ${fact}` : fact;
  if (name === "board") return BOARDS[fact] || fact;
  if (Array.isArray(fact)) return fact.join("、");
  if (typeof fact !== "object") return fact;
  if (name === "first_day_change" && fact.value !== undefined && !/^-|^0+(\.0+)?$/.test(fact.value)) return "+" + number(fact) + "%";
  const unit = SUFFIX[name] || (fact.currency ? " " + (CURRENCIES[fact.currency] || fact.currency) : "");
  return (number(fact) + unit).replace(/([亿万]) /, "$1");
}

// ---- the article with its evidence: cut at every boundary, each piece knowing the facts that cover it ----
function spans(offerings, field) {
  const found = [];
  offerings.forEach((offering, index) => {
    for (const [fact, quotes] of Object.entries(offering.evidence)) {
      for (const quote of quotes) if (quote.in === field) found.push({ ...quote, fact, offering: index });
    }
  });
  return found;
}

function highlight(target, text, found) {
  const cuts = [...new Set([0, text.length, ...found.flatMap((span) => [span.start, span.end])])].sort((a, b) => a - b);
  for (let i = 0; i + 1 < cuts.length; i += 1) {
    const piece = text.slice(cuts[i], cuts[i + 1]);
    const covering = found.filter((span) => span.start <= cuts[i] && span.end >= cuts[i + 1]);
    if (!covering.length) {
      target.append(piece);
      continue;
    }
    covering.sort((a, b) => a.end - a.start - (b.end - b.start));
    const mark = make("mark", GROUP.get(covering[0].fact), piece);
    mark.title = [...new Set(covering.map((span) => `${LABEL.get(span.fact) || span.fact} · ${span.rule}`))].join("\n");
    mark.dataset.facts = covering.map((span) => key(span.offering, span.fact)).join(" ");
    mark.addEventListener("mouseenter", () => light(covering.map((span) => key(span.offering, span.fact))));
    mark.addEventListener("mouseleave", () => light([]));
    mark.addEventListener("click", () => reveal(".card [data-facts]", key(covering[0].offering, covering[0].fact)));
    target.append(mark);
  }
}

const key = (offering, fact) => `${offering}:${fact}`;
const holding = (selector, name) => [...document.querySelectorAll(selector)].filter((node) => node.dataset.facts.split(" ").includes(name));

function light(names) {
  for (const node of document.querySelectorAll("[data-facts]")) {
    node.classList.toggle("lit", node.dataset.facts.split(" ").some((name) => names.includes(name)));
  }
}

function reveal(selector, name) {
  const [first] = holding(selector, name);
  if (first) first.scrollIntoView({ block: "center", behavior: "smooth" });
  light([name]);
}

// ---- a card per offering ----
function pointing(node, name) {
  node.dataset.facts = name;
  node.tabIndex = 0;
  node.addEventListener("mouseenter", () => light([name]));
  node.addEventListener("mouseleave", () => light([]));
  node.addEventListener("click", () => reveal("mark", name));
  node.addEventListener("keydown", (event) => { if (event.key === "Enter") reveal("mark", name); });
  return node;
}

function factRow(offering, index, name, label, value) {
  const row = make("li", `fact ${GROUP.get(name) || ""}`);
  row.dataset.fact = name;
  row.append(make("span", "name", label), make("span", "value", value));
  const quotes = offering.evidence[name] || [];
  if (quotes.length) row.append(make("span", "quote", `「${quotes[0].quote}」` + (quotes.length > 1 ? ` 等 ${quotes.length} 处` : "")));
  return pointing(row, key(index, name));
}

function card(offering, index) {
  const box = make("section", "panel card");
  const head = make("header");
  head.append(pointing(make("h3", "", offering.company.name), key(index, "company")));
  if (offering.stage) head.append(pointing(make("span", `badge ${offering.stage}`, STAGES[offering.stage] || offering.stage), key(index, "stage")));
  if (!offering.primary) head.append(make("span", "badge mention", "仅提及"));
  const names = [offering.company.full_name, ...(offering.company.aliases || [])].filter(Boolean);
  if (names.length) head.append(make("span", "full", names.join(" · ")));
  const list = make("ul", "facts");
  for (const [name, label] of FACTS) {
    if (offering[name] !== undefined) list.append(factRow(offering, index, name, label, shown(name, offering[name])));
  }
  box.append(head, list);
  if (offering.checks.length) box.append(checks(offering.checks));
  return box;
}

function checks(list) {
  const box = make("div", "checks");
  for (const check of list) {
    const figures = check.stated && check.computed ? `：文中 ${scale(check.stated)}，推算 ${scale(check.computed)}` : "";
    box.append(make("p", check.holds ? "holds" : "fails", (CHECKS[check.check] || check.check) + figures));
  }
  return box;
}

function show(article, extraction) {
  answer = extraction;
  const paper = $("article");
  paper.replaceChildren();
  if (article.title) {
    const headline = make("span", "headline");
    highlight(headline, article.title, spans(extraction.offerings, "title"));
    paper.append(headline);
  }
  highlight(paper, article.text, spans(extraction.offerings, "text"));
  $("cards").replaceChildren(...extraction.offerings.map(card));
  const main = extraction.offerings.filter((offering) => offering.primary).length;
  const aside = extraction.offerings.length - main;
  $("summary").textContent = extraction.offerings.length ? `${main} 宗发行${aside ? `，另提及 ${aside} 宗` : ""}` : "文中没有首次公开发行";
  $("nothing").hidden = extraction.offerings.length > 0;
  $("warnings").textContent = extraction.warnings.map((code) => WARNINGS[code] || code).join("；");
  $("warnings").hidden = !extraction.warnings.length;
  $("version").textContent = extraction.rules_version;
  $("intro").hidden = true;
  $("result").hidden = false;
  $("result").scrollIntoView({ block: "start", behavior: "smooth" });
}

function complain(text) {
  $("message").textContent = text;
  $("message").hidden = !text;
}

async function told(response) {
  try {
    const problem = await response.json();
    const known = PROBLEMS[problem.type.split(":").pop()];
    const details = (problem.errors || []).map((error) => `${FIELDS[error.loc.at(-1)] || error.loc.at(-1)}：${ADVICE[error.type] || error.msg}`);
    const name = problem.request_id ? `（${response.status}，请求编号 ${problem.request_id}）` : `（${response.status}）`;
    return [(known || `${problem.title}. ${problem.detail}`) + name, ...details].join("\n");
  } catch {
    return `服务没有给出可读的回答（${response.status}）`;
  }
}

async function read(event) {
  event.preventDefault();
  const article = { text: $("text").value };
  if ($("title").value.trim()) article.title = $("title").value;
  if ($("published").value) article.published = $("published").value;
  const headers = { "Content-Type": "application/json" };
  if ($("key").value) headers.Authorization = `Bearer ${$("key").value}`;
  $("read").disabled = true;
  complain("");
  try {
    const response = await fetch("/v1/extract?offsets=utf16", { method: "POST", headers, body: JSON.stringify(article) });
    if (response.ok) {
      show(article, await response.json());
    } else {
      if (response.status === 401) $("key-row").hidden = false;
      $("result").hidden = true;
      complain(await told(response));
    }
  } catch {
    $("result").hidden = true;
    complain("连接不上服务，请稍后再试。");
  } finally {
    $("read").disabled = false;
  }
}

$("form").addEventListener("submit", read);
$("form").addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) $("form").requestSubmit();
});
$("example").addEventListener("click", () => {
  for (const [name, value] of Object.entries(EXAMPLE)) $(name).value = value;
  $("text").focus();
});
$("clear").addEventListener("click", () => {
  $("form").reset();
  $("result").hidden = true;
  $("intro").hidden = false;
  complain("");
  $("text").focus();
});
$("copy").addEventListener("click", async () => {
  await navigator.clipboard.writeText(JSON.stringify(answer, null, 2));
  $("copy").textContent = "已复制";
  setTimeout(() => { $("copy").textContent = "复制 JSON"; }, 1500);
});

// Talking to the service: articles out, answers or a problem in the reader's words back.
import { $ } from "./dom.js";
import { t, words } from "./words.js";

export class Trouble extends Error {
  // kind: the stable name of a problem, "gone" if nobody answered. wait: seconds to wait before asking again, if that may help.
  constructor(kind, told, wait) {
    super(told);
    this.kind = kind;
    this.wait = wait;
  }
}

export async function post(path, body, type = "application/json", signal = undefined) {
  const headers = { "Content-Type": type };
  if ($("key").value) headers.Authorization = `Bearer ${$("key").value}`;
  let response;
  try {
    response = await fetch(path, { method: "POST", headers, body, signal });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Trouble("gone", t("gone"), 1);
  }
  if (response.ok) return response;
  if (response.status === 401) $("key-row").hidden = false;
  throw await trouble(response);
}

export async function answer(path, body) {
  const response = await post(path, JSON.stringify(body));
  try {
    return await response.json();
  } catch {
    throw new Trouble("gone", t("gone"), 1);
  }
}

async function trouble(response) {
  const wait = response.headers.has("Retry-After") ? Number(response.headers.get("Retry-After")) || 1 : undefined;
  try {
    const problem = await response.json();
    const reference = problem.request_id ? t("reference", { status: response.status, id: problem.request_id }) : t("status", { status: response.status });
    return new Trouble(kindOf(problem), [told(problem) + reference, ...details(problem)].join("\n"), wait);
  } catch {
    return new Trouble("unreadable", t("unreadable_answer", { status: response.status }), wait);
  }
}

export const kindOf = (problem) => problem.type.split(":").pop();
export const told = (problem) => words.page.problems[kindOf(problem)] || `${problem.title}. ${problem.detail}`;

export function details(problem) {
  const { fields, advice } = words.page;
  return (problem.errors || []).map((error) => {
    const field = error.loc.at(-1);
    return t("detail", { field: fields[field] || field, advice: advice[error.type] || error.msg });
  });
}

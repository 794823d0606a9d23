// What is on the page: the article, what the service read in it, and what the reader made of that.
import { BY_HAND } from "./article.js";
import { answer } from "./service.js";
import { FACTS } from "./words.js";

export const reading = { article: null, extraction: null, offerings: [], explained: null };

export function begin(article, extraction) {
  Object.assign(reading, { article, extraction, explained: null });
  reading.offerings = extraction.offerings.map((offering) => ({ ...structuredClone(offering), mended: {}, read: offering }));
}

// How the article was read: asked once, and only when somebody wants to know.
export function explained() {
  reading.explained ??= answer("/v1/explain", reading.article).catch((error) => {
    reading.explained = null;
    throw error;
  });
  return reading.explained;
}

export const mended = () => reading.offerings.some((offering) => offering.added || Object.keys(offering.mended).length);
export const statedFacts = (offering) => FACTS.map(({ fact }) => fact).filter((fact) => offering[fact] !== undefined);
export const missingFacts = (offering) => FACTS.map(({ fact }) => fact).filter((fact) => offering[fact] === undefined);

export function state(offering, fact, value, evidence) {
  offering.mended[fact] = offering.read?.[fact] === undefined ? "added" : "corrected";
  offering[fact] = value;
  offering.evidence[fact] = evidence ? [evidence] : [];
}

export function strike(offering, fact) {
  if (offering.read?.[fact] === undefined) delete offering.mended[fact];
  else offering.mended[fact] = "wrong";
  delete offering[fact];
  delete offering.evidence[fact];
}

export function restore(offering, fact) {
  delete offering.mended[fact];
  offering[fact] = structuredClone(offering.read[fact]);
  offering.evidence[fact] = structuredClone(offering.read.evidence[fact] || []);
}

export function addOffering(name, evidence) {
  const offering = { primary: true, evidence: {}, checks: [], mended: {}, added: true };
  reading.offerings.push(offering);
  state(offering, "company", { name }, evidence);
  return offering;
}

export const removeOffering = (offering) => reading.offerings.splice(reading.offerings.indexOf(offering), 1);

// Words of the article with their place, from the words alone; null if they don't stand in it.
export function found(quote) {
  for (const field of ["text", "title"]) {
    const start = (reading.article[field] || "").indexOf(quote);
    if (quote && start >= 0) return { start, end: start + quote.length, quote, in: field, rule: BY_HAND };
  }
  return null;
}

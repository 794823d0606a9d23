// Files dropped on the page or chosen: one article to be read, or many for the table.
import { $ } from "./dom.js";

const LINES = /\.(jsonl|ndjson)$/i;

export function receive(readOne, readMany) {
  const take = async (files) => {
    if (!files.length) return;
    if (files.length === 1 && !LINES.test(files[0].name)) return readOne(await decoded(files[0]));
    return readMany((await Promise.all([...files].map(linesOf))).flat());
  };
  $("open").addEventListener("click", () => $("files").click());
  $("files").addEventListener("change", async () => {
    await take([...$("files").files]);
    $("files").value = "";
  });
  document.addEventListener("dragover", (event) => {
    if (!event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    $("form").classList.add("dropping");
  });
  document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) $("form").classList.remove("dropping"); });
  document.addEventListener("drop", (event) => {
    $("form").classList.remove("dropping");
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    take([...event.dataTransfer.files]);
  });
}

async function linesOf(file) {
  const text = await decoded(file);
  if (!LINES.test(file.name)) return [{ place: file.name, line: JSON.stringify({ id: file.name.slice(0, 200), text }) }];
  return text.split("\n").map((line, at) => ({ place: `${file.name}:${at + 1}`, line: line.trim() })).filter(({ line }) => line);
}

// Chinese text files are UTF-8 or, from older systems, GB18030.
async function decoded(file) {
  const bytes = await file.arrayBuffer();
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("gb18030").decode(bytes);
  }
}

// A link that holds the article in its fragment, which browsers keep to themselves: no server sees or logs it.
const MARK = "#article=";
const MOST = 32_000;

export async function linkTo(article) {
  const bytes = await through(new TextEncoder().encode(JSON.stringify(article)), new CompressionStream("deflate-raw"));
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  const link = location.origin + location.pathname + MARK + btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  return link.length <= MOST ? link : null;
}

export async function linked() {
  if (!location.hash.startsWith(MARK)) return null;
  try {
    const binary = atob(location.hash.slice(MARK.length).replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = await through(Uint8Array.from(binary, (character) => character.charCodeAt(0)), new DecompressionStream("deflate-raw"));
    const { text, title = "", published = "" } = JSON.parse(new TextDecoder().decode(bytes));
    return { text: String(text), title: String(title), published: String(published) };
  } catch {
    return null;
  }
}

async function through(bytes, stream) {
  return new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(stream)).arrayBuffer());
}

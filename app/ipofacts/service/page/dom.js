// Elements, made with text only: nothing that stands in an article can become markup.

export const $ = (id) => document.getElementById(id);

export function make(tag, className = "", ...children) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...children);
  return element;
}

export function button(text, className, act) {
  const element = make("button", className, text);
  element.type = "button";
  element.addEventListener("click", act);
  return element;
}

export function download(name, parts, type) {
  const link = make("a");
  link.href = URL.createObjectURL(new Blob(parts, { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

// The clipboard's own interface stands only where the page came over TLS or from this machine.
export async function copy(text, html) {
  if (navigator.clipboard && html && window.ClipboardItem) {
    const as = (content, type) => new Blob([content], { type });
    await navigator.clipboard.write([new ClipboardItem({ "text/plain": as(text, "text/plain"), "text/html": as(html, "text/html") })]);
  } else if (navigator.clipboard) {
    await navigator.clipboard.writeText(text);
  } else {
    copyByEvent(text, html);
  }
}

function copyByEvent(text, html) {
  const give = (event) => {
    event.preventDefault();
    event.clipboardData.setData("text/plain", text);
    if (html) event.clipboardData.setData("text/html", html);
  };
  document.addEventListener("copy", give, { once: true });
  if (!document.execCommand("copy")) throw new Error("the browser doesn't copy");
}

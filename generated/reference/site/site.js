// Buttons that copy samples and fold entries. Everything on a page can be read without this file.
"use strict";

const SHOWN_FOR = 2000; // milliseconds that a button says what it did

for (const control of document.querySelectorAll("button.copy, .folding")) {
  control.hidden = false;
}

for (const entry of document.querySelectorAll(".entries li[id], .model[id]")) {
  const anchor = document.createElement("a");
  anchor.className = "anchor";
  anchor.href = `#${entry.id}`;
  anchor.title = "Link to this entry";
  entry.querySelector("code").before(anchor);
}

document.addEventListener("click", (event) => {
  const button = event.target instanceof Element ? event.target.closest("button") : null;
  if (button?.matches(".copy")) {
    copy(button);
  } else if (button?.dataset.fold) {
    fold(button.closest("section"), button.dataset.fold === "open");
  }
});

window.addEventListener("hashchange", reveal);
reveal();
showCurrentPage();

// In a long tree, the current page's line. Only the tree is scrolled, never the page.
function showCurrentPage() {
  const tree = document.querySelector(".pages");
  const line = tree?.querySelector("[aria-current=page]");
  if (line) {
    tree.scrollTop = line.offsetTop - tree.clientHeight / 2;
  }
}

function fold(section, open) {
  for (const group of section.querySelectorAll("details")) {
    group.open = open;
  }
}

// An entry that a link leads to may lie in a closed group.
function reveal() {
  const entry = document.getElementById(named(location.hash));
  if (!entry) {
    return;
  }
  for (let group = entry.closest("details"); group; group = group.parentElement.closest("details")) {
    group.open = true;
  }
  entry.scrollIntoView();
}

function named(hash) {
  try {
    return decodeURIComponent(hash.slice(1));
  } catch {
    return hash.slice(1);
  }
}

async function copy(button) {
  const code = button.closest("figure").querySelector("code");
  const copied = (await written(code.textContent)) || selected(code);
  button.textContent = copied ? "Copied" : "Press Ctrl+C";
  button.setAttribute("aria-live", "polite");
  setTimeout(() => {
    button.textContent = "Copy";
  }, SHOWN_FOR);
}

async function written(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false; // no permission, or a page served without TLS
  }
}

// Leaves the sample selected, so that the reader's own copy key works where the browser refuses us.
function selected(code) {
  getSelection().selectAllChildren(code);
  return document.execCommand("copy");
}

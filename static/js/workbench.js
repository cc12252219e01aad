// The translation workbench: words go to the server 0.8 s after the last change, a copy stays here until the server has them.
// Ctrl Enter presses the main button, Alt and the arrows open the text before or after.
import { Autosave, shelf } from "./autosave.js";

const page = document.querySelector("[data-workbench]");
const form = page?.querySelector("[data-segment]");
const field = form?.querySelector("[data-words-field]");

// ---- saving -------------------------------------------------------------------------------------------------
let known = field?.value ?? ""; // what the server has
const save = form && new Autosave({
  form,
  page,
  shelf: `words:${location.pathname}:${form.elements.at.value}:${form.elements.source_hash.value}`,
  request() {
    const body = new FormData(form);
    body.set("act", "save");
    return { method: "POST", body, headers: { Accept: "application/json" } };
  },
  saved(answer, words) {
    known = words;
    if (answer.saved) {
      form.elements.revision.value = answer.revision;
      save.tell(`${page.dataset.saved} ${answer.saved}`);
      form.querySelector("[data-checks]").innerHTML = answer.checks;
      const terms = page.querySelector("[data-terms]");
      if (terms) terms.innerHTML = answer.terms;
      offer(form);
      mine();
    }
    if (field.value !== words) changed();
  },
  firstWait: 5,
  longestWait: 60,
});

// with the save they were made on: a copy made on an older save must not push newer words aside
function changed() {
  if (field.readOnly) return;
  if (field.value === known) save.drop();
  else save.changed(field.value, JSON.stringify({ words: field.value, revision: form.elements.revision.value }));
}

// whoever has just changed the words cannot verify them: the main button goes on instead
function mine() {
  const main = form.querySelector("[data-main]");
  if (main) main.value = "next";
}

// a verified text is read first; its field opens when there are words for it
function unfold() {
  field.closest("details")?.setAttribute("open", "");
}

// ---- offers that need script -----------------------------------------------------------------------------------
function offer(root) {
  for (const button of root.querySelectorAll("[data-use], [data-replace]")) button.hidden = false;
}

function put(words) {
  unfold();
  field.value = words;
  field.focus();
  changed();
}

page?.addEventListener("click", (event) => {
  const use = event.target.closest("[data-use]");
  if (use) put(use.parentElement.querySelector("[data-words]").innerText.trim());
  const replace = event.target.closest("[data-replace]");
  if (replace) {
    const wrong = new RegExp(replace.dataset.replace.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"), "giu");
    put(field.value.replace(wrong, replace.dataset.with));
  }
});

if (form) {
  offer(page);
  const left = JSON.parse(shelf.read(save.name) ?? "null");
  if (left && left.words === field.value) save.drop();
  else if (left && !field.readOnly && left.revision === form.elements.revision.value) {
    unfold();
    field.value = left.words; // what this browser could not deliver before
    save.resume(left.words);
  } else if (left) {
    unfold();
    save.refuse(`${page.dataset.kept} ${left.words}`);
    save.drop();
  }
  field.addEventListener("input", changed);
  field.addEventListener("blur", () => save.send());
  form.addEventListener("submit", () => save.leave());
}

// ---- keys ----------------------------------------------------------------------------------------------------
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey && event.key === "Enter" && page) {
    const next = page.querySelector("[data-next]");
    const main = form?.querySelector("[data-main]");
    if (next && event.target !== field && !event.target.matches("textarea, input")) {
      event.preventDefault();
      next.click();
    } else if (main && (event.target === field || !event.target.matches("textarea, input"))) {
      event.preventDefault();
      form.requestSubmit(main);
    }
  }
  if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
    const here = document.querySelector(".segment-list [aria-current]")?.parentElement;
    const there = event.key === "ArrowUp" ? here?.previousElementSibling : here?.nextElementSibling;
    const link = there?.querySelector("a");
    if (link) {
      event.preventDefault();
      Promise.resolve(save?.send()).then(() => link.click());
    }
  }
});

// who comes from another text goes on typing or verifying at once; a touch screen would cover the text with its keyboard
if (page && new URLSearchParams(location.search).has("at") && matchMedia("(pointer: fine)").matches) {
  const main = field?.readOnly ? form.querySelector("[data-main]") : field;
  (page.querySelector("[data-next]") ?? main)?.focus();
}

// the list opens where one is
document.querySelector(".segment-list [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });

// The translation workbench: words go to the server 0.8 s after the last change, a copy stays here until the server has them.
// Ctrl Enter presses the main button, Alt and the arrows open the text before or after.
const page = document.querySelector("[data-workbench]");
const form = page?.querySelector("[data-segment]");
const field = form?.querySelector("[data-words-field]");
const state = document.querySelector("[data-autosave-state]");
const stateText = document.querySelector("[data-autosave-text]");
const WAIT = 800;
const FIRST_RETRY = 5;

function tell(text, bad = false) {
  if (!stateText) return;
  stateText.textContent = text;
  state.classList.toggle("loi", bad);
}

// ---- saving -------------------------------------------------------------------------------------------------
const shelf = form ? `words:${location.pathname}:${form.elements.at.value}:${form.elements.source_hash.value}` : "";
let known = field?.value ?? ""; // what the server has
let timer = 0;
let retry = FIRST_RETRY;
let sending = null;
let leaving = false;

// with the save they were made on: a copy made on an older save must not push newer words aside
function keep(words) {
  try {
    if (words === null) localStorage.removeItem(shelf);
    else localStorage.setItem(shelf, JSON.stringify({ words, revision: form.elements.revision.value }));
  } catch {
    // a browser that keeps nothing still sends
  }
}

function changed() {
  if (field.value === known) return;
  keep(field.value);
  clearTimeout(timer);
  timer = setTimeout(save, WAIT);
}

async function save() {
  clearTimeout(timer);
  if (leaving || field.readOnly || field.value === known) return;
  if (sending) {
    await sending;
    return save();
  }
  const words = field.value;
  const body = new FormData(form);
  body.set("act", "save");
  tell(page.dataset.saving);
  sending = fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } }).then(
    (response) => answered(response, words),
    () => offline(),
  );
  await sending;
  sending = null;
  if (field.value !== words && field.value !== known) changed();
}

async function answered(response, words) {
  if (response.status >= 500 || response.status === 429) return offline();
  const said = await response.json().catch(() => null);
  const refusal = form.querySelector("[data-refusal]");
  if (!response.ok || !said) {
    // the words stay in the field and on this device; a log-in page is no acknowledgement
    refusal.textContent = `${page.dataset.refused} ${said?.why ?? page.dataset.stale}`;
    refusal.hidden = false;
    tell(page.dataset.refused, true);
    return;
  }
  refusal.hidden = true;
  retry = FIRST_RETRY;
  known = words;
  if (field.value === words) keep(null);
  if (said.saved) {
    form.elements.revision.value = said.revision;
    tell(`${page.dataset.saved} ${said.saved}`);
    form.querySelector("[data-checks]").innerHTML = said.checks;
    const terms = page.querySelector("[data-terms]");
    if (terms) terms.innerHTML = said.terms;
    offer(form);
    mine();
  }
}

// whoever has just changed the words cannot verify them: the main button goes on instead
function mine() {
  const main = form.querySelector("[data-main]");
  if (main) main.value = "next";
}

function offline() {
  tell(page.dataset.offline.replace("{0}", retry), true);
  timer = setTimeout(save, retry * 1000);
  retry = Math.min(retry * 2, 60);
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
  let left = null;
  try {
    left = JSON.parse(localStorage.getItem(shelf));
  } catch {
    // nothing was kept
  }
  if (left && left.words === field.value) keep(null);
  else if (left && !field.readOnly && left.revision === form.elements.revision.value) {
    unfold();
    field.value = left.words; // what this browser could not deliver before
    save();
  } else if (left) {
    const refusal = form.querySelector("[data-refusal]");
    unfold();
    refusal.textContent = `${page.dataset.kept} ${left.words}`;
    refusal.hidden = false;
    keep(null);
  }
  field.addEventListener("input", changed);
  field.addEventListener("blur", save);
  addEventListener("online", save);
  form.addEventListener("submit", () => {
    leaving = true;
    clearTimeout(timer); // the form itself carries the words; the copy stays until a page shows that they arrived
  });
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
    const here = document.querySelector(".doan [aria-current]")?.parentElement;
    const there = event.key === "ArrowUp" ? here?.previousElementSibling : here?.nextElementSibling;
    const link = there?.querySelector("a");
    if (link) {
      event.preventDefault();
      Promise.resolve(form && !field.readOnly ? save() : null).then(() => link.click());
    }
  }
});

// who comes from another text goes on typing or verifying at once; a touch screen would cover the text with its keyboard
if (page && new URLSearchParams(location.search).has("at") && matchMedia("(pointer: fine)").matches) {
  const main = field?.readOnly ? form.querySelector("[data-main]") : field;
  (page.querySelector("[data-next]") ?? main)?.focus();
}

// the list opens where one is
document.querySelector(".doan [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });

// Taking a quiz: each answer goes to the server when it is given and is kept here until the server has it; the time is the server's.
import { Autosave, shelf } from "./autosave.js";

const page = document.querySelector("[data-quiz]");
const form = page?.querySelector("[data-answer]");
const opened = performance.now();
const timer = page?.querySelector("[data-timer]");

// the server's clock, carried on from the moment the page was made: the same order of saves on every device
const serverNow = () => Math.round(Number(timer?.dataset.now ?? Date.now()) + performance.now() - opened);

// ---- saving -------------------------------------------------------------------------------------------------
const shelves = `answer:${page?.dataset.submit}:`; // one for each question of this attempt
const save = form && new Autosave({
  form,
  page,
  shelf: shelves + form.elements.key.value,
  request: (body) => ({
    method: "POST",
    body,
    keepalive: true,
    headers: { Accept: "application/json", "Content-Type": "application/x-www-form-urlencoded" },
  }),
  saved(answer) {
    if (!answer.newest) {
      save.refuse(page.dataset.newer);
      save.tell(page.dataset.refused, true);
      return;
    }
    save.tell(`${page.dataset.saved} ${answer.at}`);
    mark(answer.answered);
  },
  firstWait: 1,
  longestWait: 15,
  dropRefused: true,
});

// the answer with the time it was given, and the copy of it without the token of this session
function snapshot() {
  const body = new URLSearchParams(new FormData(form));
  body.set("sequence", String(serverNow()));
  const copy = new URLSearchParams(body);
  copy.delete("csrfmiddlewaretoken");
  return [body.toString(), copy.toString()];
}

const changed = (now = false) => save.changed(...snapshot(), now);

function mark(isAnswered) {
  page.querySelector(".question-numbers [aria-current]")?.classList.toggle("indigo", Boolean(isAnswered));
}

if (page) {
  const here = new URL(location.href);
  if (here.searchParams.has("kept")) {
    shelf.remove(shelves + here.searchParams.get("kept"));
    here.searchParams.delete("kept");
    history.replaceState(null, "", here);
  }
  deliver();
}

// answers to other questions that this browser could not deliver; the page in hand delivers its own
async function deliver() {
  const token = page.querySelector("[name=csrfmiddlewaretoken]").value;
  for (const name of shelf.names(shelves).filter((name) => name !== save?.name)) {
    const body = new URLSearchParams(shelf.read(name));
    body.set("csrfmiddlewaretoken", token);
    const response = await fetch(page.dataset.to, { method: "POST", body, headers: { Accept: "application/json" } }).catch(() => null);
    const said = await response?.json().catch(() => null);
    if (said?.saved || (said?.why && response.status < 500 && response.status !== 401)) shelf.remove(name);
    if (said?.saved && !form) location.reload(); // the look back counts it
  }
}

if (form) {
  const left = shelf.read(save.name);
  if (left) {
    const body = new URLSearchParams(left);
    body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    restore(body);
    save.resume(body.toString());
  }
  form.addEventListener("input", (event) => changed(event.target.type === "radio" || event.target.type === "checkbox"));
  form.addEventListener("change", () => changed(true));
  form.addEventListener("submit", () => {
    const sequence = form.querySelector("[data-sequence]");
    sequence.disabled = false;
    sequence.value = String(serverNow());
    save.leave();
    save.keep(...snapshot());
  });
  addEventListener("pagehide", () => save.send());
}

function restore(copy) {
  for (const [name, value] of copy) {
    const field = form.elements[name];
    if (!field || name === "csrfmiddlewaretoken") continue;
    for (const one of field instanceof RadioNodeList ? field : [field]) {
      if (one.type === "radio" || one.type === "checkbox") one.checked = copy.getAll(name).includes(one.value);
      else if (one.type !== "hidden") one.value = value;
    }
  }
}

// ---- order --------------------------------------------------------------------------------------------------
const list = page?.querySelector("[data-order]");
if (list) {
  page.querySelector(".js-only").hidden = false;
  page.querySelector(".no-js").hidden = true;
  const placed = [...list.children].map((item) => [Number(item.querySelector("select").value) || 99, item]);
  list.append(...placed.sort((a, b) => a[0] - b[0]).map(([, item]) => item));
  for (const item of list.children) {
    item.querySelector("[data-place]").hidden = true;
    item.draggable = true;
    for (const button of item.querySelectorAll("[data-move]")) {
      button.hidden = false;
      button.addEventListener("click", () => {
        move(item, Number(button.dataset.move));
        button.focus();
      });
    }
    item.addEventListener("keydown", (event) => {
      if (!event.altKey || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
      event.preventDefault();
      const focused = document.activeElement;
      move(item, event.key === "ArrowUp" ? -1 : 1);
      focused.focus();
    });
    item.addEventListener("dragstart", () => item.classList.add("lifted"));
    item.addEventListener("dragend", () => {
      item.classList.remove("lifted");
      settle(item);
    });
  }
  list.addEventListener("dragover", (event) => {
    event.preventDefault();
    const lifted = list.querySelector(".lifted");
    const over = event.target.closest("li");
    if (!lifted || !over || over === lifted) return;
    const box = over.getBoundingClientRect();
    over[event.clientY < box.top + box.height / 2 ? "before" : "after"](lifted);
  });
  ends();
}

function move(item, by) {
  const beside = by < 0 ? item.previousElementSibling : item.nextElementSibling;
  if (!beside) return;
  beside[by < 0 ? "before" : "after"](item);
  settle(item);
}

function settle(item) {
  [...list.children].forEach((entry, index) => {
    entry.querySelector("select").value = String(index + 1);
    entry.querySelector(".number").textContent = String(index + 1);
  });
  ends();
  const place = [...list.children].indexOf(item) + 1;
  const said = list.dataset.moved.replace("{place}", place).replace("{total}", list.children.length);
  page.querySelector("[data-order-said]").textContent = `${item.querySelector(".ordering-text").textContent}: ${said}`;
  changed(true);
}

function ends() {
  for (const item of list.children) {
    item.querySelector('[data-move="-1"]').setAttribute("aria-disabled", String(!item.previousElementSibling));
    item.querySelector('[data-move="1"]').setAttribute("aria-disabled", String(!item.nextElementSibling));
  }
}

// ---- time ---------------------------------------------------------------------------------------------------
if (timer) {
  const { deadline, started } = timer.dataset;
  const whole = Number(deadline) - Number(started);
  const shown = timer.querySelector("b");
  const bar = timer.querySelector("progress");
  const said = timer.querySelector("[data-timer-said]");
  const hide = page.querySelector("[data-timer-hide]");
  let last = Infinity;
  hide.hidden = false;
  hide.addEventListener("click", () => {
    const hidden = timer.classList.toggle("concealed");
    hide.setAttribute("aria-pressed", String(hidden));
    try {
      sessionStorage.setItem("hide-time", hidden ? "1" : "");
    } catch {
      // it is only remembered where it can be
    }
  });
  if (sessionStorage.getItem("hide-time")) hide.click();
  const tick = () => {
    const left = Math.max(0, Math.ceil((Number(deadline) - serverNow()) / 1000));
    shown.textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
    bar.value = Math.min(100, (100 * left * 1000) / whole);
    if (left <= 300 && last > 300 && last !== Infinity) said.textContent = timer.dataset.five;
    if (left <= 60 && last > 60 && last !== Infinity) said.textContent = timer.dataset.one;
    last = left;
    if (left > 0) return;
    clearInterval(ticking);
    said.textContent = timer.dataset.up;
    finish();
  };
  const ticking = setInterval(tick, 1000);
  tick();
}

async function finish() {
  if (save) save.leaving = false;
  for (let tries = 0; save?.pending && tries < 8; tries += 1) {
    if (!(await save.send())) await new Promise((resolve) => setTimeout(resolve, 2000));
  }
  const last = document.createElement("form");
  last.method = "post";
  last.action = page.dataset.submit;
  const token = page.querySelector("[name=csrfmiddlewaretoken]").cloneNode();
  last.append(token);
  document.body.append(last);
  last.submit();
}

// many questions: the one in hand is in view
document.querySelector(".question-numbers [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });

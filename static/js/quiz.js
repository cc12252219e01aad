// Taking a quiz: each answer goes to the server when it is given and is kept here until the server has it; the time is the server's.
const page = document.querySelector("[data-quiz]");
const form = page?.querySelector("[data-answer]");
const opened = performance.now();
const timer = page?.querySelector("[data-timer]");

// the server's clock, carried on from the moment the page was made: the same order of saves on every device
const serverNow = () => Math.round(Number(timer?.dataset.now ?? Date.now()) + performance.now() - opened);

const state = page?.querySelector("[data-autosave-state]");
const stateText = page?.querySelector("[data-autosave-text]");
function tell(text, bad = false) {
  if (!stateText) return;
  stateText.textContent = text;
  state.classList.toggle("loi", bad);
}

let store = null; // where the browser allows it
try {
  store = window.localStorage;
} catch {
  // a browser that keeps nothing still sends
}

// ---- saving -------------------------------------------------------------------------------------------------
const WAIT = 800;
let pending = null; // the newest state not yet acknowledged, with the time it was given
let sending = null;
let debounce = 0;
let backoff = 1000;
const shelves = `answer:${page?.dataset.submit}:`; // one for each question of this attempt
const shelf = form ? shelves + form.elements.key.value : "";
let leaving = false;

function snapshot() {
  const data = new FormData(form);
  data.set("sequence", String(serverNow()));
  return new URLSearchParams(data).toString();
}

function keep(body) {
  pending = body;
  const copy = new URLSearchParams(body);
  copy.delete("csrfmiddlewaretoken");
  try {
    if (body) store?.setItem(shelf, copy.toString());
    else store?.removeItem(shelf);
  } catch {
    // its shelf is full
  }
}

function changed(now = false) {
  keep(snapshot());
  clearTimeout(debounce);
  debounce = setTimeout(send, now ? 0 : WAIT);
}

async function send() {
  clearTimeout(debounce);
  if (!pending) return true;
  if (sending) {
    await sending;
    return send();
  }
  const body = pending;
  tell(page.dataset.saving);
  sending = fetch(form.action, {
    method: "POST",
    body,
    keepalive: true,
    headers: { Accept: "application/json", "Content-Type": "application/x-www-form-urlencoded" },
  }).then(
    (response) => answered(response, body),
    () => offline(),
  );
  const done = await sending;
  sending = null;
  return pending && done ? send() : done;
}

// only an answer that says so is an acknowledgement: not a log-in page, not a page of a proxy
async function answered(response, body) {
  if (response.status >= 500 || response.status === 429) return offline();
  const said = await response.json().catch(() => ({}));
  backoff = 1000;
  if (!said.saved) {
    if (said.why && response.status !== 401 && pending === body) keep(null); // the server has read it and will not take it
    refuse(`${page.dataset.refused} ${said.why ?? page.dataset.stale}`);
    tell(page.dataset.refused, true);
    return false;
  }
  if (pending === body) keep(null);
  if (!said.newest) {
    refuse(page.dataset.newer);
    tell(page.dataset.refused, true);
    return true;
  }
  refuse("");
  tell(`${page.dataset.saved} ${said.at}`);
  mark(said.answered);
  return true;
}

function refuse(text) {
  const refusal = form.querySelector("[data-refusal]");
  refusal.textContent = text;
  refusal.hidden = !text;
}

function offline() {
  tell(page.dataset.offline, true);
  debounce = setTimeout(send, backoff);
  backoff = Math.min(backoff * 2, 15000);
  return false;
}

function mark(isAnswered) {
  page.querySelector(".o-so [aria-current]")?.classList.toggle("cham", Boolean(isAnswered));
}

if (page) {
  const here = new URL(location.href);
  if (here.searchParams.has("kept")) {
    store?.removeItem(shelves + here.searchParams.get("kept"));
    here.searchParams.delete("kept");
    history.replaceState(null, "", here);
  }
  deliver();
}

// answers to other questions that this browser could not deliver; the page in hand delivers its own
async function deliver() {
  const token = page.querySelector("[name=csrfmiddlewaretoken]").value;
  const left = Object.keys(store ?? {}).filter((name) => name.startsWith(shelves) && name !== shelf);
  for (const name of left) {
    const body = new URLSearchParams(store.getItem(name));
    body.set("csrfmiddlewaretoken", token);
    const response = await fetch(page.dataset.to, { method: "POST", body, headers: { Accept: "application/json" } }).catch(() => null);
    const said = await response?.json().catch(() => null);
    if (said?.saved || (said?.why && response.status < 500 && response.status !== 401)) store.removeItem(name);
    if (said?.saved && !form) location.reload(); // the look back counts it
  }
}

if (form) {
  const left = store?.getItem(shelf);
  if (left) {
    // what this browser could not deliver when it was closed
    const copy = new URLSearchParams(left);
    copy.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    pending = copy.toString();
    restore(copy);
    send();
  }
  form.addEventListener("input", (event) => changed(event.target.type === "radio" || event.target.type === "checkbox"));
  form.addEventListener("change", () => changed(true));
  form.addEventListener("submit", () => {
    const sequence = form.querySelector("[data-sequence]");
    sequence.disabled = false;
    sequence.value = String(serverNow());
    clearTimeout(debounce);
    leaving = true; // the form itself carries it; the copy stays until a page shows that it arrived
    keep(snapshot());
  });
  addEventListener("pagehide", () => pending && !leaving && send());
  addEventListener("pageshow", () => (leaving = false));
  addEventListener("online", () => send());
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
  placed.sort((a, b) => a[0] - b[0]).forEach(([, item]) => list.append(item));
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
    item.addEventListener("dragstart", () => item.classList.add("lift"));
    item.addEventListener("dragend", () => {
      item.classList.remove("lift");
      settle(item);
    });
  }
  list.addEventListener("dragover", (event) => {
    event.preventDefault();
    const lifted = list.querySelector(".lift");
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
    entry.querySelector(".num").textContent = String(index + 1);
  });
  ends();
  const place = [...list.children].indexOf(item) + 1;
  const said = list.dataset.moved.replace("{place}", place).replace("{total}", list.children.length);
  page.querySelector("[data-order-said]").textContent = `${item.querySelector(".viec-text").textContent}: ${said}`;
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
    const hidden = timer.classList.toggle("an");
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
  for (let tries = 0; pending && tries < 8; tries += 1) {
    if (await send()) break;
    await new Promise((resolve) => setTimeout(resolve, 2000));
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
document.querySelector(".o-so [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });

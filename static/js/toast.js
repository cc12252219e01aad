// Toasts confirm only: they leave after six seconds, wait while pointed at or focused, and can be closed. Without script they stay.
const STAY = 6000;

export function toast(text) {
  const region = document.getElementById("toasts");
  if (!region) return;
  const box = document.createElement("div");
  box.className = "toast";
  box.append(Object.assign(document.createElement("span"), { textContent: text }));
  region.append(box);
  dismissLater(box);
}

function dismissLater(box) {
  let timer = setTimeout(() => box.remove(), STAY);
  const wait = () => clearTimeout(timer);
  const go = () => {
    clearTimeout(timer);
    timer = setTimeout(() => box.remove(), STAY);
  };
  box.addEventListener("pointerenter", wait);
  box.addEventListener("focusin", wait);
  box.addEventListener("pointerleave", go);
  box.addEventListener("focusout", go);
}

for (const box of document.querySelectorAll("[data-toast]")) {
  const close = box.querySelector("[data-toast-close]");
  close.hidden = false;
  close.addEventListener("click", () => box.remove());
  dismissLater(box);
}

document.addEventListener("toast", (event) => toast(event.detail.text));

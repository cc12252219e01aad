// A form that was sent shows that it is busy and is not sent twice; after a refusal focus goes to the summary of what to correct.
document.addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-busy]");
  if (!form) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "1";
  const button = event.submitter ?? form.querySelector("button");
  button?.setAttribute("aria-busy", "true");
});

// the page may come back from the browser's memory with the mark still on it
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) {
    delete form.dataset.sent;
    form.querySelector("[aria-busy]")?.removeAttribute("aria-busy");
  }
});

const summary = document.querySelector("[data-focus]");
if (summary) {
  summary.focus();
  if (!document.title.startsWith(summary.dataset.focus)) document.title = `${summary.dataset.focus}${document.title}`;
}

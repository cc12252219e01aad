// Light, dark or as the device has it: changes at once and is kept in the cookie the server reads. Without script the form posts.
const YEAR = 365 * 24 * 3600;

document.addEventListener("submit", (event) => {
  const form = event.target.closest("[data-theme-switch]");
  const theme = event.submitter?.value;
  if (!form || !theme) return;
  event.preventDefault();
  const root = document.documentElement;
  if (theme === "auto") {
    delete root.dataset.theme;
    document.cookie = "theme=; path=/; max-age=0; samesite=lax";
  } else {
    root.dataset.theme = theme;
    document.cookie = `theme=${theme}; path=/; max-age=${YEAR}; samesite=lax`;
  }
  for (const button of document.querySelectorAll("[data-theme-switch] button")) {
    button.setAttribute("aria-pressed", String(button.value === theme));
  }
});

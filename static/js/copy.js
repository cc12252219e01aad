// A button that copies an address. Without script, or without the right to the clipboard, the address stands beside it as text.
for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    const said = document.getElementById(button.dataset.says);
    if (said) said.textContent = said.dataset.done;
  });
}

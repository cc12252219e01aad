// Menus, drawers and dialogs: Escape and a click beside them close, and focus goes back to what opened them.
let opener = null;

document.addEventListener("click", (event) => {
  const trigger = event.target.closest("[data-dialog]");
  if (trigger) {
    const dialog = document.getElementById(trigger.dataset.dialog);
    if (!dialog?.showModal) return;
    event.preventDefault();
    opener = trigger;
    dialog.addEventListener("close", () => opener?.focus(), { once: true });
    dialog.showModal();
    return;
  }
  if (event.target.closest("[data-dialog-close]")) {
    event.preventDefault();
    event.target.closest("dialog").close();
    return;
  }
  if (event.target.matches("dialog[open]")) event.target.close();
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = document.querySelector("details.menu[open]");
  if (menu) {
    menu.open = false;
    menu.querySelector("summary").focus();
    return;
  }
  const drawer = document.querySelector(".drawer:target");
  if (drawer) {
    const back = document.querySelector(`[href="#${CSS.escape(drawer.id)}"]`);
    location.hash = "";
    back?.focus();
  }
});

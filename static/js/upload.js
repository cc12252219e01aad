// A file may also be dropped on the field; while it is read, the page says so. Without script the field and the button do the same.
const form = document.querySelector("[data-upload]");
const drop = form.querySelector("[data-drop]");
const input = form.querySelector("input[type=file]");
const reading = form.querySelector("[data-reading]");

form.querySelector("[data-drop-hint]").hidden = false;

for (const name of ["dragenter", "dragover"]) {
  drop.addEventListener(name, (event) => {
    event.preventDefault();
    drop.classList.add("over");
  });
}

for (const name of ["dragleave", "drop"]) drop.addEventListener(name, () => drop.classList.remove("over"));

drop.addEventListener("drop", (event) => {
  event.preventDefault();
  if (!event.dataTransfer.files.length) return;
  input.files = event.dataTransfer.files;
  input.focus();
});

form.addEventListener("submit", () => {
  reading.hidden = false;
});

addEventListener("pageshow", () => {
  reading.hidden = true;
});

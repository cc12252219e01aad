// One tab stop for the whole matrix: arrows move, Home and End go to the ends of a line, Enter opens the cell as a link does, Escape closes it.
const cells = () => [...document.querySelectorAll("[data-matrix] tbody tr")].map((row) => [...row.querySelectorAll("td a")]);
let trigger = null; // the cell that opened the drawer

function settle() {
  const all = cells().flat();
  if (!all.length) return;
  const chosen = all.find((link) => link.hasAttribute("aria-current")) ?? all.find((link) => link.tabIndex === 0 && link.hasAttribute("tabindex")) ?? all[0];
  for (const link of all) link.tabIndex = link === chosen ? 0 : -1;
}

function move(event) {
  const link = event.target.closest("[data-matrix] td a");
  if (!link || event.altKey || event.ctrlKey || event.metaKey) return;
  const rows = cells();
  const y = rows.findIndex((row) => row.includes(link));
  const x = rows[y].indexOf(link);
  const next = {
    ArrowRight: rows[y][x + 1],
    ArrowLeft: rows[y][x - 1],
    ArrowDown: rows[y + 1]?.[x],
    ArrowUp: rows[y - 1]?.[x],
    Home: rows[y][0],
    End: rows[y].at(-1),
  };
  if (!(event.key in next)) return;
  event.preventDefault();
  if (!next[event.key]) return;
  link.tabIndex = -1;
  next[event.key].tabIndex = 0;
  next[event.key].focus();
  next[event.key].scrollIntoView({ block: "nearest", inline: "nearest" });
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !document.querySelector("dialog[open]")) document.querySelector("#o [data-close]")?.click();
  else move(event);
});

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-matrix] td a");
  if (link) trigger = link;
});

// an address without the empty fields of the form can be read and copied
document.addEventListener("htmx:configRequest", (event) => {
  const data = event.detail.formData;
  for (const [name, value] of [...data.entries()]) {
    const day = name === "as_of" && /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(value.trim());
    if (value === "") data.delete(name);
    else if (day) data.set(name, `${day[3]}-${day[2].padStart(2, "0")}-${day[1].padStart(2, "0")}`);
  }
});

document.addEventListener("htmx:afterSettle", (event) => {
  if (event.detail.target?.id === "o" || event.detail.elt?.id === "o") {
    const drawer = document.getElementById("o");
    for (const link of cells().flat()) link.toggleAttribute("aria-current", false);
    if (drawer.hidden) {
      trigger?.focus();
    } else {
      trigger?.setAttribute("aria-current", "true");
      trigger?.scrollIntoView({ block: "nearest", inline: "center" }); // the drawer takes width from the matrix
      drawer.querySelector("h2").focus({ preventScroll: matchMedia("(min-width: 64rem)").matches });
    }
  }
  settle();
});

settle();

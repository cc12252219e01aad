// One step at a time: the row of steps opens where one is; the clock of a step keeps running when the page is left or reloaded,
// says when the time is within its limits, never blocks.
document.querySelector(".step-numbers [aria-current]")?.parentElement.scrollIntoView({ block: "nearest" });

const box = document.querySelector("[data-timer]");
if (box) run(box);

function run(box) {
  const key = `lab-timer:${box.dataset.key}`;
  const clock = box.querySelector("[data-clock]");
  const start = box.querySelector("[data-start]");
  const stop = box.querySelector("[data-stop]");
  const announce = box.querySelector("[data-announce]");
  const earliest = Number(box.dataset.earliest ?? NaN);
  const latest = Number(box.dataset.latest ?? NaN);
  let said = "";

  box.hidden = false;

  const two = (n) => String(n).padStart(2, "0");

  function say(state) {
    if (state === said) return;
    said = state;
    announce.textContent = announce.dataset[state];
  }

  function show() {
    const begun = Number(localStorage.getItem(key));
    start.hidden = Boolean(begun);
    stop.hidden = !begun;
    if (!begun) return;
    const seconds = Math.max(0, Math.floor((Date.now() - begun) / 1000));
    const hours = Math.floor(seconds / 3600);
    clock.textContent = `${hours ? `${hours}:` : ""}${two(Math.floor((seconds % 3600) / 60))}:${two(seconds % 60)}`;
    const late = seconds > latest;
    box.classList.toggle("late", late);
    clock.classList.toggle("text-plum", late);
    if (late) say("late");
    else if (seconds < earliest) say("early");
    else say("good");
  }

  start.addEventListener("click", () => {
    localStorage.setItem(key, String(Date.now()));
    show();
    stop.focus();
  });

  stop.addEventListener("click", () => {
    show();
    localStorage.removeItem(key);
    start.hidden = false;
    stop.hidden = true;
    start.focus();
  });

  show();
  setInterval(show, 1000);
}

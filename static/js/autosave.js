// Words on their way to the server: sent a moment after the last change, kept on this device until the server says that it has them,
// sent again with longer and longer waits while it cannot be reached. Used by quiz.js and workbench.js; the sentences are attributes of the page.
const WAIT = 800; // ms after the last change
const state = document.querySelector("[data-autosave-state]");
const stateText = document.querySelector("[data-autosave-text]");

// Where this browser keeps copies. One that allows none, or whose storage is full, still sends.
export const shelf = {
  read(name) {
    try {
      return localStorage.getItem(name);
    } catch {
      return null;
    }
  },
  write(name, copy) {
    try {
      localStorage.setItem(name, copy);
    } catch {
      // nothing is kept, all is sent
    }
  },
  remove(name) {
    try {
      localStorage.removeItem(name);
    } catch {
      // nothing was kept
    }
  },
  names(prefix) {
    try {
      return Object.keys(localStorage).filter((name) => name.startsWith(prefix));
    } catch {
      return [];
    }
  },
};

export class Autosave {
  pending = null; // the newest words the server has not acknowledged
  leaving = false; // the form itself carries the words; the copy stays until a page shows that they arrived
  #sending = null;
  #timer = 0;
  #wait;

  // shelf: name of the copy. request(words): what fetch needs. saved(answer, words): the server has them.
  // firstWait, longestWait: seconds between tries. dropRefused: words the server has read and will not take are not kept.
  constructor({ form, page, shelf: name, request, saved, firstWait, longestWait, dropRefused = false }) {
    Object.assign(this, { form, page, name, request, saved, firstWait, longestWait, dropRefused });
    this.#wait = firstWait;
    addEventListener("online", () => this.send());
    addEventListener("pageshow", () => {
      this.leaving = false;
    });
  }

  keep(words, copy) {
    this.pending = words;
    shelf.write(this.name, copy);
  }

  changed(words, copy, now = false) {
    this.leaving = false; // the page has stayed
    this.keep(words, copy);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.send(), now ? 0 : WAIT);
  }

  // what this browser could not deliver when it was closed
  resume(words) {
    this.pending = words;
    return this.send();
  }

  drop() {
    clearTimeout(this.#timer);
    this.pending = null;
    shelf.remove(this.name);
  }

  leave() {
    clearTimeout(this.#timer);
    this.leaving = true;
  }

  // true: the server has what was there to be sent
  async send() {
    clearTimeout(this.#timer);
    if (this.pending === null) return true;
    if (this.leaving) return false;
    if (this.#sending) {
      await this.#sending;
      return this.send();
    }
    const words = this.pending;
    this.tell(this.page.dataset.saving);
    this.#sending = fetch(this.form.action, this.request(words)).then(
      (response) => this.#answered(response, words),
      () => this.#offline(),
    );
    const done = await this.#sending;
    this.#sending = null;
    return done;
  }

  // only an answer that says so is an acknowledgement: not a log-in page, not a page of a proxy
  async #answered(response, words) {
    if (response.status >= 500 || response.status === 429) return this.#offline();
    const answer = await response.json().catch(() => null);
    this.#wait = this.firstWait;
    if (!response.ok || !answer) {
      if (this.dropRefused && answer?.why && response.status !== 401 && this.pending === words) this.drop();
      this.refuse(`${this.page.dataset.refused} ${answer?.why ?? this.page.dataset.stale}`);
      this.tell(this.page.dataset.refused, true);
      return false;
    }
    if (this.pending === words) this.drop();
    this.refuse("");
    this.saved(answer, words);
    return true;
  }

  #offline() {
    this.tell(this.page.dataset.offline.replace("{0}", this.#wait), true);
    this.#timer = setTimeout(() => this.send(), this.#wait * 1000);
    this.#wait = Math.min(this.#wait * 2, this.longestWait);
    return false;
  }

  tell(text, bad = false) {
    if (!stateText) return;
    stateText.textContent = text;
    state.classList.toggle("failed", bad);
  }

  refuse(text) {
    const refusal = this.form.querySelector("[data-refusal]");
    refusal.textContent = text;
    refusal.hidden = !text;
  }
}

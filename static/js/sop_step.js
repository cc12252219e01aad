// In Wagtail's editor: the step of an SOP is chosen by its number and words. The input keeps the id; without script it is typed.
(() => {
  const { Controller } = window.StimulusModule;

  class SopStep extends Controller {
    static values = { url: String, empty: String };

    connect() {
      this.sop = document.getElementsByName(this.element.name.replace(/-block$/, "-sop"))[0];
      if (!this.sop) return;
      this.select = document.createElement("select");
      for (const name of ["aria-describedby", "aria-invalid"]) {
        if (this.element.hasAttribute(name)) this.select.setAttribute(name, this.element.getAttribute(name));
      }
      this.select.id = `${this.element.id}-step`;
      this.label = document.querySelector(`label[for="${this.element.id}"]`);
      if (this.label) this.label.htmlFor = this.select.id;
      this.element.after(this.select);
      this.element.hidden = true;
      this.choose = () => { this.element.value = this.select.value; };
      this.other = () => { this.element.value = ""; this.fill(); };
      this.select.addEventListener("change", this.choose);
      this.sop.addEventListener("change", this.other);
      // the editor writes the value after the input is in the page
      setTimeout(() => this.fill());
    }

    disconnect() {
      if (!this.select) return;
      this.sop.removeEventListener("change", this.other);
      this.select.remove();
      this.element.hidden = false;
      if (this.label) this.label.htmlFor = this.element.id;
    }

    async fill() {
      const asked = this.sop.value;
      const response = asked ? await fetch(`${this.urlValue}?sop=${encodeURIComponent(asked)}`) : null;
      if (asked !== this.sop.value) return;
      const steps = response?.ok ? (await response.json()).steps : [];
      const kept = this.element.value;
      const known = steps.some((step) => step.id === kept);
      // a step the version in force no longer has stays as it is until somebody chooses another
      const options = [["", this.emptyValue], ...(kept && !known ? [[kept, kept]] : []), ...steps.map((step) => [step.id, step.label])];
      this.select.replaceChildren(...options.map(([value, text]) => new Option(text, value)));
      this.select.value = kept;
    }
  }

  window.wagtail.app.register("sop-step", SopStep);
})();

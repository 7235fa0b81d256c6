// Beside the notes: pseudonyms are set where one writes, and the small forms are saved without leaving the page.
"use strict";

(() => {
  const form = document.getElementById("notes");
  const root = document.querySelector("[data-noting]");
  if (!form || !root) {
    return;
  }
  const text = form.elements.text;

  for (const plain of root.querySelectorAll("[data-speaker-plain]")) {
    plain.hidden = true;
  }
  for (const speaker of root.querySelectorAll("[data-speaker]")) {
    speaker.hidden = false;
    speaker.addEventListener("click", () => {
      const at = text.selectionStart;
      const begins = at === 0 || text.value[at - 1] === "\n";
      text.setRangeText(`${begins ? "" : "\n"}@${speaker.dataset.speaker}: `, at, text.selectionEnd, "end");
      text.dispatchEvent(new Event("input"));
      text.focus();
    });
  }

  const fieldsOf = (part) => [...part.querySelectorAll("input, select, textarea")];

  const clear = (part) => {
    for (const wrong of part.querySelectorAll(".field-error[data-now]")) {
      wrong.remove();
    }
    for (const field of fieldsOf(part)) {
      field.removeAttribute("aria-invalid");
    }
  };

  const wrong = (part, faults) => {
    for (const field of fieldsOf(part)) {
      const words = faults[field.name];
      if (words) {
        const said = document.createElement("p");
        said.className = "field-error";
        said.dataset.now = "";
        said.textContent = words;
        field.before(said);
        field.setAttribute("aria-invalid", "true");
      }
    }
    part.querySelector("[aria-invalid='true']")?.focus();
  };

  const send = async (part, button) => {
    const fields = new URLSearchParams({ csrf_token: form.elements.csrf_token.value });
    for (const field of fieldsOf(part)) {
      fields.append(field.name, field.value);
    }
    const said = part.querySelector("[data-said]");
    said.textContent = "";
    clear(part);
    const answer = await fetch(button.formAction, {
      method: "POST",
      body: fields,
      headers: { Accept: "application/json" },
      redirect: "manual",
    });
    if (answer.status === 422) {
      wrong(part, (await answer.json()).faults);
      return;
    }
    if (!answer.ok) {
      throw new Error(String(answer.status));
    }
    said.textContent = (await answer.json()).said;
    for (const field of fieldsOf(part)) {
      if (field.matches("textarea, input:not([data-stays])")) {
        field.value = field.defaultValue;
      }
    }
    text.focus();
  };

  for (const part of root.querySelectorAll("[data-capture-part]")) {
    const button = part.querySelector("[data-capture]");
    button.addEventListener("click", (event) => {
      event.preventDefault();
      send(part, button).catch(() => {
        part.querySelector("[data-said]").textContent = root.querySelector("[data-state]").dataset.sayBeside;
      });
    });
    part.addEventListener("keydown", (event) => {
      const inOneLine = event.target.matches("input");
      if (event.key === "Enter" && !event.isComposing && (inOneLine || event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        event.stopPropagation();
        button.click();
      }
    });
    part.addEventListener("toggle", () => {
      if (part.open) {
        fieldsOf(part)[0]?.focus();
      }
    });
  }
})();

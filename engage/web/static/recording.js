// Typing an answer without leaving the keyboard: Enter goes to the next line, and in the last one adds another.
"use strict";

(() => {
  const list = document.querySelector("[data-lines]");
  if (!list) {
    return;
  }
  const lines = () => [...list.querySelectorAll("[data-line]")];
  const nameOf = (line) => line.querySelector("input[name$='-who']");

  const renumber = (element, number) => {
    for (const name of ["id", "name", "for", "aria-describedby"]) {
      const value = element.getAttribute(name);
      if (value) {
        element.setAttribute(name, value.replace(/lines-\d+-/g, `lines-${number}-`));
      }
    }
  };

  const empty = (element) => {
    if (element.matches("select")) {
      element.selectedIndex = 0;
    } else if (element.matches("input, textarea")) {
      element.value = "";
    }
    for (const name of ["aria-invalid", "aria-describedby", "autofocus"]) {
      element.removeAttribute(name);
    }
  };

  const add = () => {
    const all = lines();
    if (all.length >= Number(list.dataset.lines)) {
      return null;
    }
    const line = all[all.length - 1].cloneNode(true);
    const number = 1 + Math.max(...all.map((each) => Number(nameOf(each).name.match(/\d+/)[0])));
    for (const gone of line.querySelectorAll(".field-error, fieldset")) {
      gone.remove();
    }
    for (const wrong of line.querySelectorAll(".field-wrong")) {
      wrong.classList.remove("field-wrong");
    }
    for (const element of line.querySelectorAll("*")) {
      renumber(element, number);
      empty(element);
    }
    line.querySelector("details").open = false;
    list.append(line);
    return line;
  };

  list.addEventListener("keydown", (event) => {
    const at = event.target;
    if (event.key !== "Enter" || event.ctrlKey || event.metaKey || event.isComposing || !at.matches("input[name$='-who']")) {
      return;
    }
    event.preventDefault();
    const all = lines();
    const next = all[all.indexOf(at.closest("[data-line]")) + 1] || add();
    if (next) {
      nameOf(next).focus();
    }
  });

  document.querySelector("button[name='then'][value='lines']").addEventListener("click", (event) => {
    const line = add();
    if (line) {
      event.preventDefault();
      nameOf(line).focus();
    }
  });
})();

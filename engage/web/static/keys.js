// Keys that improve pages complete without them: / searches, Ctrl+Enter saves, ? shows the keys, Esc closes menus.
"use strict";

(() => {
  const writing = (element) => Boolean(element.closest("input, textarea, select, [contenteditable]"));

  const closeMenus = (except) => {
    for (const menu of document.querySelectorAll("details.menu[open]")) {
      if (menu !== except) {
        menu.open = false;
      }
    }
  };

  document.addEventListener("keydown", (event) => {
    const at = event.target instanceof Element ? event.target : document.body;
    if ((event.ctrlKey || event.metaKey) && event.key === "Enter") {
      const form = at.closest("form");
      if (form && writing(at)) {
        event.preventDefault();
        form.requestSubmit();
      }
      return;
    }
    if (event.key === "Escape") {
      const open = at.closest("details.menu[open]");
      closeMenus();
      open?.querySelector("summary").focus();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || writing(at)) {
      return;
    }
    if (event.key === "/") {
      const search = document.querySelector("[data-key='search']");
      if (search) {
        event.preventDefault();
        search.focus();
        search.select();
      }
    } else if (event.key === "?") {
      const keys = document.getElementById("keys");
      if (keys && !keys.open) {
        keys.showModal();
      }
    }
  });

  document.addEventListener("click", (event) => {
    closeMenus(event.target.closest("details.menu"));
  });
})();

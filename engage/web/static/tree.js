// A treegrid walked with the arrow keys: up and down, Home and End, right opens a branch or goes into it, left closes it
// or goes to whoever stands above. Without this every link is reached with Tab, and branches open as pages.
"use strict";

(() => {
  for (const table of document.querySelectorAll("table[data-tree]")) {
    const rows = Array.from(table.tBodies[0].rows);
    const level = (row) => Number(row.getAttribute("aria-level"));
    const isOpen = (row) => row.getAttribute("aria-expanded") === "true";
    const shown = () => rows.filter((row) => !row.hidden);
    const below = (row) => {
      const first = rows.indexOf(row) + 1;
      const end = rows.findIndex((other, place) => place >= first && level(other) <= level(row));
      return rows.slice(first, end === -1 ? rows.length : end);
    };

    const focus = (row) => {
      if (row) {
        for (const other of rows) {
          other.tabIndex = other === row ? 0 : -1;
        }
        row.focus();
      }
    };

    const setOpen = (row, open) => {
      row.setAttribute("aria-expanded", String(open));
      let closedAt = Infinity;
      for (const other of below(row)) {
        closedAt = level(other) <= closedAt ? Infinity : closedAt;
        other.hidden = !open || closedAt < Infinity;
        if (!other.hidden && other.hasAttribute("aria-expanded") && !isOpen(other)) {
          closedAt = level(other);
        }
      }
    };

    // What is behind a closed row is here, or on a page of its own.
    const expand = (row) => {
      if (below(row).length) {
        setOpen(row, true);
      } else {
        row.querySelector("a.tree-open")?.click();
      }
    };

    const move = {
      ArrowDown: (row, all) => focus(all[all.indexOf(row) + 1]),
      ArrowUp: (row, all) => focus(all[all.indexOf(row) - 1]),
      Home: (_row, all) => focus(all[0]),
      End: (_row, all) => focus(all[all.length - 1]),
      Inward: (row, all) => {
        if (row.getAttribute("aria-expanded") === "false") {
          expand(row);
        } else if (isOpen(row)) {
          focus(all[all.indexOf(row) + 1]);
        }
      },
      Outward: (row, all) => {
        if (isOpen(row) && below(row).length) {
          setOpen(row, false);
        } else {
          focus(all.slice(0, all.indexOf(row)).findLast((other) => level(other) < level(row)));
        }
      },
      Enter: (row) => row.querySelector("a")?.click(),
    };

    for (const row of rows) {
      row.tabIndex = row === rows[0] ? 0 : -1;
    }
    table.addEventListener("keydown", (event) => {
      const row = event.target;
      if (!rows.includes(row) || event.ctrlKey || event.metaKey || event.altKey) {
        return;
      }
      const turned = getComputedStyle(table).direction === "rtl";
      const inward = turned ? "ArrowLeft" : "ArrowRight";
      const outward = turned ? "ArrowRight" : "ArrowLeft";
      const step = move[event.key === inward ? "Inward" : event.key === outward ? "Outward" : event.key];
      if (step) {
        event.preventDefault();
        step(row, shown());
      }
    });
    table.addEventListener("click", (event) => {
      const row = event.target.closest("tr");
      if (rows.includes(row) && !event.target.closest("a")) {
        focus(row);
      }
    });
  }
})();

// Cells of the matrix walked with the arrow keys, Home and End. Without this every naming is reached with Tab.
"use strict";

(() => {
  for (const table of document.querySelectorAll("table[data-matrix]")) {
    const cells = (row) => Array.from(row.cells).filter((cell) => cell.tagName === "TD");
    const rows = Array.from(table.tBodies[0].rows, cells);
    // A naming is a link, and has the focus itself; an empty cell is reached only from its neighbours.
    const stop = (cell) => cell.querySelector("a") ?? cell;
    let here = null;

    const go = (cell) => {
      if (here) {
        stop(here).tabIndex = -1;
      }
      here = cell;
      stop(cell).tabIndex = 0;
    };

    for (const cell of rows.flat()) {
      stop(cell).tabIndex = -1;
    }
    go(rows.flat().find((cell) => cell.querySelector("a")));

    table.addEventListener("focusin", (event) => {
      const cell = event.target.closest("tbody td");
      if (cell) {
        go(cell);
      }
    });
    table.addEventListener("keydown", (event) => {
      const cell = event.target.closest("tbody td");
      if (!cell || event.ctrlKey || event.metaKey || event.altKey) {
        return;
      }
      const down = rows.findIndex((row) => row.includes(cell));
      const across = rows[down].indexOf(cell);
      const step = getComputedStyle(table).direction === "rtl" ? -1 : 1;
      const to = {
        ArrowDown: rows[down + 1]?.[across],
        ArrowUp: rows[down - 1]?.[across],
        ArrowRight: rows[down][across + step],
        ArrowLeft: rows[down][across - step],
        Home: rows[down][0],
        End: rows[down].at(-1),
      }[event.key];
      if (to) {
        event.preventDefault();
        go(to);
        stop(to).focus();
      }
    });
  }
})();

// The drawn map: arrow keys step from person to person, the words below show the same person, and the picture is
// covered while nobody looks at the page. Without this everyone is reached with Tab, and the words say the same.
"use strict";

(() => {
  const isRightToLeft = document.documentElement.dir === "rtl";

  const cover = (hidden) => {
    for (const frame of document.querySelectorAll("[data-covers]")) {
      const words = frame.querySelector("[data-cover-words]");
      frame.classList.toggle("is-covered", hidden);
      words.textContent = hidden ? words.dataset.coverWords : "";
    }
  };
  window.addEventListener("blur", () => cover(true));
  window.addEventListener("focus", () => cover(false));
  document.addEventListener("visibilitychange", () => cover(document.hidden || !document.hasFocus()));

  for (const hint of document.querySelectorAll("[data-map-keys]")) {
    hint.hidden = false;
  }
  for (const frame of document.querySelectorAll(".map-frame")) {
    // The starts stand in the middle: what is wider than the screen opens there.
    frame.scrollLeft = ((frame.scrollWidth - frame.clientWidth) / 2) * (isRightToLeft ? -1 : 1);
  }
  window.addEventListener("hashchange", () => {
    document.querySelector("svg:target")?.scrollIntoView({ block: "center", inline: "center" });
  });

  const centre = (dot) => {
    const place = dot.querySelector("g[transform]").transform.baseVal.consolidate().matrix;
    return { x: place.e, y: place.f };
  };
  const same = (id) => document.querySelectorAll(`[data-person="${CSS.escape(id)}"]`);

  const show = (id, from) => {
    for (const other of document.querySelectorAll(".is-same")) {
      other.classList.remove("is-same");
    }
    for (const other of id ? same(id) : []) {
      if (other === from || other.contains(from)) {
        continue;
      }
      other.classList.add("is-same");
      const box = other.closest("[data-beside], .map-frame");
      if (box && box.scrollHeight > box.clientHeight) {
        box.scrollTop += other.getBoundingClientRect().top - box.getBoundingClientRect().top - box.clientHeight / 2;
      }
      if (box?.matches(".map-frame") && box.scrollWidth > box.clientWidth) {
        box.scrollLeft += other.getBoundingClientRect().left - box.getBoundingClientRect().left - box.clientWidth / 2;
      }
    }
  };
  document.addEventListener("focusin", (event) => {
    const person = event.target.closest?.("[data-person]");
    show(person?.dataset.person, person ? event.target : null);
  });

  for (const map of document.querySelectorAll("svg[data-map]")) {
    const dots = Array.from(map.querySelectorAll("a[data-person]"));
    const inColumns = map.dataset.map === "columns";
    const lines = Array.from(map.querySelectorAll("path[data-ends]"), (line) => {
      const [namer, named] = line.dataset.ends.split(" ").map(Number);
      return { namer, named, first: line.classList.contains("map-first") };
    });
    const places = dots.map(centre);
    const rings = dots.map((dot) => Number(dot.dataset.ring));
    const turn = (at) => (inColumns ? places[at].y : Math.atan2(places[at].x, -places[at].y));
    const around = new Map();
    dots.forEach((_dot, at) => around.set(rings[at], [...(around.get(rings[at]) ?? []), at]));
    for (const ring of around.values()) {
      ring.sort((one, other) => turn(one) - turn(other));
    }

    const focus = (at) => {
      if (at === undefined) {
        return;
      }
      dots.forEach((dot, each) => dot.setAttribute("tabindex", each === at ? "0" : "-1"));
      dots[at].focus();
    };
    const beside = (at, step) => {
      const ring = around.get(rings[at]);
      return ring[(ring.indexOf(at) + step + ring.length) % ring.length];
    };
    // To who named them, or to whom they named; where there are no lines, to the nearest on the next circle.
    const across = (at, step) => {
      const ends = lines
        .filter((line) => (step < 0 ? line.named : line.namer) === at)
        .map((line) => ({ at: step < 0 ? line.namer : line.named, first: line.first }))
        .sort((one, other) => Number(other.first) - Number(one.first));
      const nearer = ends.filter((end) => Math.sign(rings[end.at] - rings[at]) === step);
      if (lines.length) {
        return (nearer[0] ?? ends[0])?.at;
      }
      const near = (other) => Math.abs(Math.sin((turn(other) - turn(at)) / 2));
      return [...(around.get(rings[at] + step) ?? [])].sort((one, other) => near(one) - near(other))[0];
    };

    dots.forEach((dot, at) => dot.setAttribute("tabindex", at ? "-1" : "0"));
    map.addEventListener("keydown", (event) => {
      const at = dots.indexOf(event.target.closest("a[data-person]"));
      if (at < 0 || event.ctrlKey || event.metaKey || event.altKey) {
        return;
      }
      const forward = isRightToLeft && inColumns ? "ArrowLeft" : "ArrowRight";
      const backward = isRightToLeft && inColumns ? "ArrowRight" : "ArrowLeft";
      const ring = around.get(rings[at]);
      const steps = inColumns
        ? { [forward]: () => across(at, 1), [backward]: () => across(at, -1), ArrowDown: () => beside(at, 1), ArrowUp: () => beside(at, -1) }
        : { [forward]: () => beside(at, 1), [backward]: () => beside(at, -1), ArrowDown: () => across(at, 1), ArrowUp: () => across(at, -1) };
      const step = { ...steps, Home: () => ring[0], End: () => ring[ring.length - 1] }[event.key];
      if (step) {
        event.preventDefault();
        focus(step());
      }
    });
    map.addEventListener("focusin", (event) => {
      const at = dots.indexOf(event.target.closest("a[data-person]"));
      dots.forEach((dot, each) => dot.setAttribute("tabindex", each === at ? "0" : "-1"));
    });
  }
})();

// A map of up to 2 000 people, drawn on a canvas: drag, come closer, step with the arrow keys; whoever is looked at is
// named with those around them. Without this the page shows the parts of the map.
"use strict";

(() => {
  const held = document.querySelector("[data-drawn]");
  if (!held) {
    return;
  }
  held.hidden = false;
  const canvas = held.querySelector("canvas");
  const said = held.querySelector("[data-said-here]");
  const pen = canvas.getContext("2d");
  const map = JSON.parse(document.getElementById("map-values").textContent);
  const signWords = canvas.dataset.signs.split("|");
  const [ID, WHO, X, Y, SIGN, SQUARE, RING] = [0, 1, 2, 3, 4, 5, 6];
  const [WAY, NAMER, NAMED, PATH] = [0, 1, 2, 3];
  const paths = map.lines.map((line) => new Path2D(line[PATH]));
  const touching = map.people.map(() => []);
  map.lines.forEach((line, at) => {
    touching[line[NAMER]].push(at);
    touching[line[NAMED]].push(at);
  });
  const around = new Map();
  const turn = (at) => Math.atan2(map.people[at][X], -map.people[at][Y]);
  map.people.forEach((person, at) => around.set(person[RING], [...(around.get(person[RING]) ?? []), at]));
  for (const ring of around.values()) {
    ring.sort((one, other) => turn(one) - turn(other));
  }
  const view = { scale: 1, x: 0, y: 0 };
  let at = -1;
  let waiting = false;
  let colours;

  const read = () => {
    const style = getComputedStyle(document.documentElement);
    const colour = (name) => style.getPropertyValue(`--${name}`).trim();
    const names = ["paper", "ink", "ink-soft", "line-strong", "accent", "accent-soft", "focus"];
    colours = Object.fromEntries(names.map((name) => [name, colour(name)]));
    colours.font = getComputedStyle(document.body).fontFamily;
  };
  const fit = () => Math.min(canvas.clientWidth, canvas.clientHeight) / (2 * map.half);

  const shape = ([, , x, y, sign, square], size) => {
    const name = map.signs[sign];
    pen.lineWidth = size / 4;
    pen.strokeStyle = name === "declined" ? colours["ink-soft"] : colours.accent;
    pen.fillStyle = colours.paper;
    if (name === "start") {
      pen.beginPath();
      pen.arc(x, y, size * 1.6, 0, 2 * Math.PI);
      pen.fill();
      pen.stroke();
    }
    pen.fillStyle = name === "start" || name === "heard" ? colours.accent : colours.paper;
    pen.beginPath();
    if (square) {
      pen.rect(x - size * 0.9, y - size * 0.9, size * 1.8, size * 1.8);
    } else {
      pen.arc(x, y, size, 0, 2 * Math.PI);
    }
    pen.fill();
    pen.stroke();
    if (name === "declined") {
      pen.stroke(new Path2D(`M${x - size / 2} ${y - size / 2}l${size} ${size}M${x + size / 2} ${y - size / 2}l${-size} ${size}`));
    }
  };

  const label = (words, x, y, bold) => {
    const size = 13 / view.scale;
    pen.font = `${bold ? 600 : 400} ${size}px ${colours.font}`;
    pen.lineWidth = 4 / view.scale;
    pen.strokeStyle = colours.paper;
    pen.fillStyle = colours.ink;
    pen.strokeText(words, x, y);
    pen.fillText(words, x, y);
  };

  const draw = () => {
    waiting = false;
    const ratio = window.devicePixelRatio || 1;
    const [width, height] = [Math.round(canvas.clientWidth * ratio), Math.round(canvas.clientHeight * ratio)];
    if (canvas.width !== width || canvas.height !== height) {
      [canvas.width, canvas.height] = [width, height];
    }
    pen.setTransform(1, 0, 0, 1, 0, 0);
    pen.clearRect(0, 0, width, height);
    const scale = view.scale * ratio;
    pen.setTransform(scale, 0, 0, scale, width / 2 - view.x * scale, height / 2 - view.y * scale);
    pen.direction = "ltr";
    pen.textAlign = "center";
    pen.lineWidth = 1 / view.scale;
    for (const [radius, , outside] of map.circles) {
      pen.strokeStyle = colours["line-strong"];
      pen.setLineDash(outside ? [2 / view.scale, 6 / view.scale] : []);
      pen.beginPath();
      pen.arc(0, 0, radius, 0, 2 * Math.PI);
      pen.globalAlpha = 0.5;
      pen.stroke();
    }
    pen.strokeStyle = colours.accent;
    const ways = { first: [0.5, 1.2, []], also: [0.22, 0.8, []], back: [0.25, 0.8, [1, 5]] };
    paths.forEach((path, each) => {
      const [alpha, wide, dash] = ways[map.ways[map.lines[each][WAY]]];
      pen.globalAlpha = alpha;
      pen.lineWidth = wide / view.scale;
      pen.setLineDash(dash.map((part) => part / view.scale));
      pen.stroke(path);
    });
    pen.globalAlpha = 1;
    pen.setLineDash([]);
    const near = new Set();
    if (at >= 0) {
      pen.strokeStyle = colours.focus;
      pen.lineWidth = 2.5 / view.scale;
      for (const each of touching[at]) {
        pen.stroke(paths[each]);
        near.add(map.lines[each][NAMER]).add(map.lines[each][NAMED]);
      }
    }
    const size = Math.max(8, 2.4 / view.scale);
    map.people.forEach((person) => shape(person, size));
    let below = -Infinity;
    map.circles.forEach(([radius, words], ring) => {
      // Words that would stand on one another are left out until one comes closer.
      const foot = ring ? radius : 0;
      if (radius && foot - below > 17 / view.scale) {
        label(words, 0, foot + 4 / view.scale);
        below = foot;
      }
    });
    for (const each of near) {
      if (each !== at) {
        label(map.people[each][WHO], map.people[each][X], map.people[each][Y] - size * 1.6);
      }
    }
    if (at >= 0) {
      const person = map.people[at];
      pen.strokeStyle = colours.focus;
      pen.lineWidth = 3 / view.scale;
      pen.beginPath();
      pen.arc(person[X], person[Y], size * 2, 0, 2 * Math.PI);
      pen.stroke();
      label(person[WHO], person[X], person[Y] - size * 2.4, true);
    }
  };
  const later = () => {
    if (!waiting) {
      waiting = true;
      requestAnimationFrame(draw);
    }
  };

  const look = (person, { centre = true } = {}) => {
    if (person === undefined || person < 0) {
      return;
    }
    at = person;
    const [, who, x, y, sign, , ring] = map.people[at];
    if (centre) {
      [view.x, view.y] = [x, y];
      view.scale = Math.max(view.scale, 0.6);
    }
    said.textContent = canvas.dataset.said
      .replace("{who}", () => `\u2068${who}\u2069`)
      .replace("{where}", () => map.circles[ring][1])
      .replace("{how}", () => signWords[sign]);
    later();
  };
  const zoom = (by) => {
    view.scale = by ? Math.min(3, Math.max(fit() * 0.8, view.scale * by)) : fit();
    if (!by) {
      [view.x, view.y] = [0, 0];
    }
    later();
  };
  const whoIsAt = (event) => {
    const box = canvas.getBoundingClientRect();
    const x = (event.clientX - box.left - box.width / 2) / view.scale + view.x;
    const y = (event.clientY - box.top - box.height / 2) / view.scale + view.y;
    let [found, nearest] = [-1, Math.max(15, 14 / view.scale) ** 2];
    map.people.forEach((person, each) => {
      const away = (person[X] - x) ** 2 + (person[Y] - y) ** 2;
      [found, nearest] = away < nearest ? [each, away] : [found, nearest];
    });
    return found;
  };
  const open = () => {
    if (at >= 0) {
      location.href = canvas.dataset.address.replace("00000000-0000-0000-0000-000000000000", map.people[at][ID]);
    }
  };

  const beside = (step) => {
    const ring = around.get(map.people[at][RING]);
    return ring[(ring.indexOf(at) + step + ring.length) % ring.length];
  };
  const across = (step) => {
    const mine = map.people[at][RING];
    const [from, to] = step < 0 ? [NAMED, NAMER] : [NAMER, NAMED];
    const ends = touching[at].filter((each) => map.lines[each][from] === at).map((each) => map.lines[each][to]);
    if (map.lines.length) {
      return ends.find((end) => Math.sign(map.people[end][RING] - mine) === step) ?? ends[0];
    }
    const near = (other) => Math.abs(Math.sin((turn(other) - turn(at)) / 2));
    return [...(around.get(mine + step) ?? [])].sort((one, other) => near(one) - near(other))[0];
  };
  canvas.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const move = {
      ArrowRight: () => look(at < 0 ? 0 : beside(1)),
      ArrowLeft: () => look(at < 0 ? 0 : beside(-1)),
      ArrowDown: () => look(at < 0 ? 0 : across(1)),
      ArrowUp: () => look(at < 0 ? 0 : across(-1)),
      "+": () => zoom(1.4),
      "-": () => zoom(0.714),
      Home: () => zoom(0),
      Enter: open,
    }[event.key];
    if (move) {
      event.preventDefault();
      move();
    }
  });

  let drag = null;
  canvas.addEventListener("pointerdown", (event) => {
    canvas.setPointerCapture(event.pointerId);
    drag = { x: event.clientX, y: event.clientY, moved: false };
  });
  canvas.addEventListener("pointermove", (event) => {
    if (drag) {
      const [x, y] = [event.clientX - drag.x, event.clientY - drag.y];
      if (drag.moved || Math.hypot(x, y) > 4) {
        view.x -= x / view.scale;
        view.y -= y / view.scale;
        drag = { x: event.clientX, y: event.clientY, moved: true };
        later();
      }
    }
  });
  canvas.addEventListener("pointerup", (event) => {
    const person = drag && !drag.moved ? whoIsAt(event) : -1;
    drag = null;
    look(person, { centre: false });
  });
  canvas.addEventListener("dblclick", open);
  canvas.addEventListener("wheel", (event) => {
    if (event.ctrlKey) {
      event.preventDefault();
      zoom(event.deltaY < 0 ? 1.15 : 0.87);
    }
  }, { passive: false });
  for (const button of held.querySelectorAll("[data-zoom]")) {
    button.addEventListener("click", () => zoom(Number(button.dataset.zoom)));
  }
  new ResizeObserver(() => (view.scale ? later() : zoom(0))).observe(canvas);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    read();
    later();
  });
  read();
  zoom(0);
})();

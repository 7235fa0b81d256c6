// Notes are saved as a draft while somebody types. The line above the buttons says what is so, also when it is not good.
"use strict";

(() => {
  const root = document.querySelector("[data-noting]");
  const form = document.getElementById("notes");
  if (!root || !form) {
    return;
  }
  const text = form.elements.text;
  const state = root.querySelector("[data-state]");
  const remedies = root.querySelector("[data-remedies]");
  const signIn = root.querySelector("[data-sign-in]");
  const BEFORE_KEEPING = 250;
  const AFTER_TYPING = 1200;
  const AT_LATEST = 5000;
  const LONGEST_WAIT = 30000;
  const MOST_ON_LEAVING = 60000;

  let saved = text.value;
  let counter = Number(form.elements.seen.value) || 0;
  let kept = null;
  let keeping = 0;
  let timer = 0;
  let unsavedSince = 0;
  let sending = null;
  let failures = 0;
  let stopped = false;
  let leaving = false;

  const isDirty = () => text.value !== saved;

  const say = (words, tone) => {
    if (state.textContent !== words) {
      state.textContent = words;
    }
    state.dataset.tone = tone || "";
    remedies.hidden = tone !== "attention";
  };
  const trouble = (code) => {
    signIn.hidden = code !== "signedOut";
    say(state.dataset[`say${code[0].toUpperCase()}${code.slice(1)}`], "attention");
  };

  const list = (selector, lines) => {
    const place = root.querySelector(selector);
    place.replaceChildren(
      ...lines.map((line) => {
        const item = document.createElement("li");
        item.textContent = line;
        return item;
      }),
    );
  };

  // -- keeping a sealed copy in this browser

  const keep = async () => {
    if (!kept || !isDirty()) {
      return;
    }
    try {
      await kept.put(form.elements.draft.value, { text: text.value, counter: counter + 1 });
      if (!isDirty()) {
        await kept.drop(form.elements.draft.value);
      }
    } catch {
      kept = null;
    }
  };

  // -- sending the draft

  const body = () => {
    const fields = new URLSearchParams();
    for (const name of ["csrf_token", "draft", "hand", "seen", "based_on"]) {
      fields.set(name, form.elements[name].value);
    }
    fields.set("counter", String(counter));
    fields.set("text", text.value);
    return fields;
  };

  const send = (fields, more) =>
    fetch(root.dataset.draftUrl, {
      method: "POST",
      body: fields,
      headers: { Accept: "application/json" },
      redirect: "manual",
      ...more,
    });

  // Whether we are signed in, as the same person; if so, the form is given the token of the new session.
  const signedIn = async () => {
    const answer = await fetch(root.dataset.pulseUrl, { headers: { Accept: "application/json" }, redirect: "manual" });
    if (!answer.ok) {
      return "signedOut";
    }
    const { token, writer } = await answer.json();
    if (writer !== root.dataset.writer) {
      return "somebody";
    }
    for (const field of document.querySelectorAll("input[name='csrf_token']")) {
      field.value = token;
    }
    return "";
  };

  const later = (milliseconds) => {
    clearTimeout(timer);
    timer = setTimeout(save, milliseconds);
  };

  const again = () => {
    failures += 1;
    later(Math.min(LONGEST_WAIT, 1000 * 2 ** failures));
  };

  const accepted = (answer, sent) => {
    saved = sent;
    failures = 0;
    form.elements.seen.value = String(counter);
    const before = form.elements.draft.value;
    if (answer.draft !== before) {
      form.elements.draft.value = answer.draft;
    }
    list("[data-hints]", answer.hints);
    list("[data-writing]", answer.writing);
    root.querySelector("[data-no-hints]").hidden = answer.hints.length > 0;
    const notice = answer.apart ? state.dataset.sayApart : answer.newer ? state.dataset.sayNewer : "";
    signIn.hidden = true;
    say(`${answer.said} ${notice}`.trim(), "");
    if (isDirty()) {
      later(AFTER_TYPING);
      return;
    }
    unsavedSince = 0;
    kept?.drop(before).catch(() => {});
  };

  const refused = async (status) => {
    if (status === 401 || status === 403) {
      const why = await signedIn();
      if (why) {
        trouble(why);
        failures = Math.min(failures, 1);
        again();
      } else {
        later(0);
      }
    } else if (status >= 500 || status === 429) {
      trouble(kept ? "sealed" : "down");
      again();
    } else {
      stopped = true;
      trouble("over");
    }
  };

  async function save() {
    clearTimeout(timer);
    while (sending) {
      await sending;
    }
    if (!stopped && isDirty()) {
      sending = attempt();
      await sending;
    }
    return !isDirty();
  }

  async function attempt() {
    counter += 1;
    const sent = text.value;
    try {
      const answer = await send(body());
      if (answer.ok) {
        accepted(await answer.json(), sent);
      } else {
        await refused(answer.status);
      }
    } catch {
      trouble(kept ? "sealed" : "down");
      again();
    } finally {
      sending = null;
    }
  }

  text.addEventListener("input", () => {
    clearTimeout(keeping);
    keeping = setTimeout(keep, BEFORE_KEEPING);
    if (stopped || failures) {
      return;
    }
    unsavedSince ||= Date.now();
    say(state.dataset.sayTyping, "");
    later(Math.max(0, Math.min(AFTER_TYPING, unsavedSince + AT_LATEST - Date.now())));
  });
  text.addEventListener("blur", () => {
    if (!failures) {
      save();
    }
  });
  window.addEventListener("online", save);
  window.addEventListener("focus", () => {
    if (failures) {
      save();
    }
  });
  const onLeaving = () => {
    const fields = body();
    if (isDirty() && !stopped && !leaving && String(fields).length < MOST_ON_LEAVING) {
      counter += 1;
      fields.set("counter", String(counter));
      send(fields, { keepalive: true }).catch(() => {});
    }
  };
  window.addEventListener("pagehide", onLeaving);
  window.addEventListener("beforeunload", (event) => {
    if (isDirty() && !leaving) {
      event.preventDefault();
    }
  });

  // Saving as notes: first as a draft, so that a dead line or an ended session takes nothing away.
  form.addEventListener("submit", async (event) => {
    if (leaving) {
      return;
    }
    event.preventDefault();
    const through = event.submitter;
    if (isDirty() && !(await save())) {
      return;
    }
    const why = await signedIn().catch(() => "down");
    if (why) {
      trouble(why);
      return;
    }
    leaving = true;
    form.requestSubmit(through);
  });

  root.querySelector("[data-copy]").addEventListener("click", () => navigator.clipboard?.writeText(text.value));

  // -- what an earlier page left in this browser

  const offer = (words) => {
    const place = root.querySelector("[data-kept-words]");
    place.querySelector("[data-kept-text]").textContent = words.map((each) => each.text).join("\n\n");
    place.hidden = false;
    const drop = () => {
      place.hidden = true;
      for (const each of words) {
        kept.drop(each.draft);
      }
    };
    place.querySelector("[data-kept-back]").addEventListener("click", async () => {
      for (const each of words) {
        const now = text.value.trim();
        text.value = each.text.startsWith(now) ? each.text : `${text.value}\n\n${each.text}`;
      }
      text.dispatchEvent(new Event("input"));
      text.focus();
      if (await save()) {
        drop();
      }
    });
    place.querySelector("[data-kept-away]").addEventListener("click", drop);
  };

  const begin = async () => {
    kept = await window.keptWords(root.dataset.key, root.dataset.name).catch(() => null);
    delete root.dataset.key;
    const found = kept ? await kept.all() : [];
    const mine = form.elements.draft.value;
    const lost = found.filter((each) => each.text !== text.value && !(each.draft === mine && each.counter <= counter));
    for (const each of found) {
      if (!lost.includes(each)) {
        await kept.drop(each.draft);
      }
    }
    if (lost.length) {
      offer(lost);
    }
  };
  say("", "");
  begin();
})();

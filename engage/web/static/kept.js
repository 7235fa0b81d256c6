// What could not be sent is kept in this browser, sealed: the key comes with the page and is never stored here,
// so that whoever takes the machine finds no words. Without WebCrypto nothing is kept.
"use strict";

window.keptWords = (() => {
  const STORE = "kept";
  const STEP = 4096;

  const asked = (request) =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });

  const opened = () => {
    const request = indexedDB.open(STORE, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    return asked(request);
  };

  const done = (change) =>
    new Promise((resolve, reject) => {
      change.oncomplete = () => resolve();
      change.onabort = () => reject(change.error);
      change.onerror = () => reject(change.error);
    });

  // Sizes in steps: how much somebody wrote tells too.
  const padded = (text) => {
    const words = new TextEncoder().encode(text);
    const whole = new Uint8Array(Math.ceil((words.length + 4) / STEP) * STEP);
    new DataView(whole.buffer).setUint32(0, words.length);
    whole.set(words, 4);
    return whole;
  };

  const plain = (whole) => new TextDecoder().decode(new Uint8Array(whole, 4, new DataView(whole).getUint32(0)));

  return async (keyText, name) => {
    if (!window.crypto?.subtle || !window.indexedDB) {
      return null;
    }
    const bytes = Uint8Array.from(atob(keyText), (sign) => sign.charCodeAt(0));
    const key = await crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]);
    const database = await opened();
    const about = (place) => new TextEncoder().encode(place);

    const put = async (draft, said) => {
      const place = `${name}.${draft}`;
      const iv = crypto.getRandomValues(new Uint8Array(12));
      const sealed = await crypto.subtle.encrypt(
        { name: "AES-GCM", iv, additionalData: about(place) },
        key,
        padded(JSON.stringify(said)),
      );
      const change = database.transaction(STORE, "readwrite", { durability: "strict" });
      change.objectStore(STORE).put({ iv, sealed }, place);
      await done(change);
    };

    const drop = async (draft) => {
      const change = database.transaction(STORE, "readwrite");
      change.objectStore(STORE).delete(`${name}.${draft}`);
      await done(change);
    };

    // Everything of these notes that can still be opened; what cannot be is of no use to anybody and goes.
    const all = async () => {
      const store = database.transaction(STORE).objectStore(STORE);
      const within = IDBKeyRange.bound(`${name}.`, `${name}.\uffff`);
      const [places, values] = await Promise.all([asked(store.getAllKeys(within)), asked(store.getAll(within))]);
      const found = [];
      for (const [number, place] of places.entries()) {
        const { iv, sealed } = values[number];
        const draft = place.slice(name.length + 1);
        try {
          const whole = await crypto.subtle.decrypt({ name: "AES-GCM", iv, additionalData: about(place) }, key, sealed);
          found.push({ draft, ...JSON.parse(plain(whole)) });
        } catch {
          await drop(draft);
        }
      }
      return found;
    };

    return { put, drop, all };
  };
})();

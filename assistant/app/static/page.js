// Behaviour of the window that needs no server: citations, pages, sheet, theme, copying.
// Elements say what they do with data-act; what needs the server goes through danvanSignals.
(() => {
  "use strict";
  const words = window.danvanTexts;
  const root = document.documentElement;
  const $ = (selector, from = document) => from.querySelector(selector);
  const $$ = (selector, from = document) => [...from.querySelectorAll(selector)];
  const send = (name, detail = {}) => window.danvanSignals?.[name]?.(detail);
  const phone = () => matchMedia("(max-width: 820px)").matches;
  const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

  root.lang = "vi";
  root.dataset.view = "ask";

  // --- light and dark -------------------------------------------------------------------
  const dark = (on) => document.body.classList.toggle("dark", on);
  const chosen = localStorage.getItem("danvan-theme");
  if (chosen) dark(chosen === "dark");

  function switchTheme() {
    const on = !document.body.classList.contains("dark");
    dark(on);
    localStorage.setItem("danvan-theme", on ? "dark" : "light");
  }

  // --- pages ----------------------------------------------------------------------------
  function view(name) {
    root.dataset.view = name;
    if (name === "history" || name === "log") send(name); // fresh each time they are looked at
    for (const button of $$("nav [data-view]")) {
      if (button.dataset.view === name) button.setAttribute("aria-current", "page");
      else button.removeAttribute("aria-current");
    }
  }

  function box() {
    return $("#question textarea");
  }

  // --- citations: [n] and its quote -----------------------------------------------------
  let wanted = ""; // a quote whose sources are on their way from the server
  let cameFrom = null; // the [n] to return to with Escape

  const quotesOf = (ref) => $$(`#sources mark[data-refs~="${CSS.escape(ref)}"]`);

  function scrollTo(element, block = "center") {
    element?.scrollIntoView({ block, behavior: calm() ? "auto" : "smooth" });
  }

  // Scroll inside the pane only: scrollIntoView would move the page on a phone too.
  function activate(ref) {
    const quotes = quotesOf(ref);
    for (const mark of $$("#sources mark.active")) mark.classList.remove("active");
    for (const cite of $$(".cite.active")) cite.classList.remove("active");
    for (const cite of $$(`.cite[data-ref="${CSS.escape(ref)}"]`)) cite.classList.add("active");
    for (const mark of quotes) mark.classList.add("active");
    if (quotes.length) {
      const pane = $("#sources-pane");
      const at = quotes[0].getBoundingClientRect();
      const frame = pane.getBoundingClientRect();
      const space = Math.max(60, (frame.height - at.height) / 3);
      pane.scrollTo({
        top: pane.scrollTop + at.top - frame.top - space,
        behavior: calm() ? "auto" : "smooth",
      });
    }
    return quotes;
  }

  function cite(link, focus) {
    const ref = link.dataset.ref;
    if (phone()) sheet(true);
    const quotes = activate(ref);
    if (!quotes.length) {
      wanted = focus ? ref : "";
      send("cite", { turn: Number(ref.split("-")[0]) });
    } else if (focus) {
      cameFrom = link;
      quotes[0].focus({ preventScroll: true });
    }
  }

  function sheet(open) {
    $("#sources-pane").toggleAttribute("data-open", open);
  }

  function closeSources() {
    sheet(false);
    cameFrom?.focus({ preventScroll: true });
    cameFrom = null;
  }

  // --- reading --------------------------------------------------------------------------
  function jump(passage) {
    const place = $(`#reader [data-place="${CSS.escape(passage)}"]`);
    if (!place) return false;
    for (const other of $$("#reader .here")) other.classList.remove("here");
    place.classList.add("here");
    place.scrollIntoView({ block: "start" }); // at once: a long document scrolls for seconds
    return true;
  }

  function open(detail) {
    sheet(false);
    view("library");
    if (detail.spans || !detail.passage || !jump(detail.passage)) {
      send("open", { ...detail, visit: Date.now() });
    }
  }

  function closePicture() {
    $("#picture .overlay")?.classList.remove("shown");
    cameFrom?.focus({ preventScroll: true });
  }

  const plainLetters = (text) =>
    text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/gi, "d").toLowerCase();

  function filter(input) {
    const table = input.closest(".filtered");
    const sought = plainLetters(input.value).split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const row of $$("[data-words]", table)) {
      row.hidden = !sought.every((word) => row.dataset.words.includes(word));
      shown += !row.hidden;
    }
    $(".none", table).hidden = shown > 0;
  }

  // --- copying --------------------------------------------------------------------------
  function copyByHand(text) {
    // Outside https and localhost browsers have no clipboard object.
    const area = document.createElement("textarea");
    area.value = text;
    area.style.position = "fixed";
    area.style.opacity = "0";
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  }

  async function copy(button) {
    let done = true;
    try {
      await navigator.clipboard.writeText(button.dataset.copy);
    } catch {
      done = copyByHand(button.dataset.copy);
    }
    say(done ? words.copied : words.copyFailed);
  }

  // --- kept conversations, feedback, downloads ------------------------------------------
  // Conversations are kept on the server's machine under a key that only this browser holds.
  window.danvanOwner = () => {
    let key = localStorage.getItem("danvan-owner");
    if (!key) {
      const bytes = crypto.getRandomValues(new Uint8Array(16));
      key = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
      localStorage.setItem("danvan-owner", key);
    }
    return [key];
  };

  // Gradio's download button takes the new file a moment after the event is over.
  window.danvanDownload = () => {
    setTimeout(() => $("#download")?.click(), 100);
    return [];
  };

  function rate(button) {
    const form = button.closest(".feedback");
    const rating = $("input:checked", form)?.value;
    if (!rating) return say(words.choose);
    const note = $("textarea", form).value;
    send("rate", { turn: Number(button.dataset.turn), rating, note });
    form.open = false;
    say(words.thanks);
  }

  function remove(button) {
    if (button.dataset.sure) return send("delete-kept", { id: button.dataset.id });
    button.dataset.sure = "1";
    button.textContent = words.deleteSure;
  }

  // --- messages -------------------------------------------------------------------------
  let quieting = 0;

  function say(text, stays = false) {
    let line = $("#danvan-message");
    if (!line) {
      line = document.createElement("div");
      line.id = "danvan-message";
      line.setAttribute("role", "status");
      $(".gradio-container").append(line);
    }
    line.textContent = text;
    line.classList.add("shown");
    clearTimeout(quieting);
    if (!stays) quieting = setTimeout(() => line.classList.remove("shown"), 4000);
  }

  // Gradio's own toasts are English and hidden by the style sheet; say it in Vietnamese.
  function onToast(text) {
    const lost = /connect|network|server/i.test(text);
    say(lost ? words.connectionLost : words.unexpected, lost);
  }

  // --- what the elements do -------------------------------------------------------------
  const acts = {
    "view": (el) => view(el.dataset.view),
    "theme": switchTheme,
    "new": () => { view("ask"); sheet(false); send("new"); box()?.focus(); },
    "ask": (el) => { view("ask"); send("ask", { text: el.textContent }); },
    "retry": () => send("retry"),
    "edit": () => { send("edit"); box()?.focus(); },
    "copy": copy,
    "cite": (el) => cite(el, true),
    "show-sources": (el) => {
      const first = $(".cite", el.closest(".turn"));
      if (first) cite(first, true); else sheet(true);
    },
    "close-sources": closeSources,
    "open": (el) => open({ passage: el.dataset.passage, spans: el.dataset.spans }),
    "open-document": (el) => open({ document: el.dataset.document }),
    "open-offset": (el) =>
      open({ document: el.dataset.document, offset: Number(el.dataset.offset) }),
    "picture": (el) => {
      const { document, page, spans } = el.dataset;
      cameFrom = el;
      send("picture", { document, page: Number(page), spans, visit: Date.now() });
    },
    "close-picture": closePicture,
    "jump": (el) => jump(el.dataset.passage),
    "export": (el) => {
      el.closest("details").open = false;
      send("export", { turn: Number(el.dataset.turn), kind: el.dataset.kind });
    },
    "rate": rate,
    "open-kept": (el) => { view("ask"); send("open-kept", { id: el.dataset.id }); },
    "rename-kept": (el) =>
      send("rename-kept", { id: el.dataset.id, title: $("input", el.parentElement).value }),
    "delete-kept": remove,
    "add": () => { view("add"); $("#add .preview") && send("look", {}); },
    "take-in": (el) => {
      el.disabled = true; // once
      send("take-in", { token: el.dataset.token, id: $("[data-id]", el.parentElement).value });
    },
    "clear-search": () => send("clear-search"),
    "focus-question": () => { view("ask"); box()?.focus(); },
  };

  // Menus: in view when they open, closed by a click elsewhere.
  document.addEventListener("toggle", (event) => {
    const menu = event.target;
    if (menu.matches?.(".menu[open]")) $("div", menu).scrollIntoView({ block: "nearest" });
  }, true);

  document.addEventListener("click", (event) => {
    for (const menu of $$(".menu[open]")) {
      if (!menu.contains(event.target)) menu.open = false;
    }
    const note = event.target.closest("a.note-mark");
    if (note) {
      event.preventDefault();
      const target = document.getElementById(decodeURIComponent(note.hash.slice(1)));
      scrollTo(target);
      target?.focus({ preventScroll: true });
      return;
    }
    const element = event.target.closest("[data-act]");
    if (!element || !acts[element.dataset.act]) return;
    event.preventDefault();
    acts[element.dataset.act](element);
  });

  document.addEventListener("keydown", (event) => {
    const link = event.target.closest?.('a[role="button"][data-act], a.cite');
    if (link && event.key === " ") {
      event.preventDefault();
      link.click();
    }
    if (event.key === "Escape" && $("#picture .overlay.shown")) closePicture();
    else if (event.key === "Escape" && (cameFrom || $("#sources-pane[data-open]"))) {
      closeSources();
    }
  });

  // Hovering shows the quote, after a moment so that passing over does not scroll the pane.
  // mousemove, not mouseover: a page that scrolls under a resting mouse asks for nothing.
  let hovered = null;
  let hovering = 0;
  document.addEventListener("mousemove", (event) => {
    const link = event.target.closest?.(".cite") ?? null;
    if (link === hovered) return;
    hovered = link;
    clearTimeout(hovering);
    if (link && !phone()) hovering = setTimeout(() => cite(link, false), 150);
  });

  document.addEventListener("change", async (event) => {
    const chooser = event.target;
    const file = chooser.matches?.("[data-upload]") && chooser.files[0];
    if (!file) return;
    $("#add .uploading").hidden = false;
    try {
      const { path } = await window.danvanUpload(file);
      send("look", { path, name: file.name });
    } catch {
      say(words.unexpected);
      $("#add .uploading").hidden = true;
    }
  });

  document.addEventListener("input", (event) => {
    if (event.target.matches?.("[data-filter]")) filter(event.target);
  });

  // --- what the server has changed ------------------------------------------------------
  let lastTurn = "";
  let lastVisit = "";
  let lastPicture = "";

  function afterChange() {
    const turn = $("#last .turn");
    const name = turn ? `${turn.dataset.turn} ${$(".asked", turn)?.textContent}` : "";
    if (turn && name !== lastTurn) turn.scrollIntoView({ block: "start" });
    lastTurn = name;
    if (wanted && quotesOf(wanted).length) {
      const ref = wanted;
      wanted = "";
      activate(ref)[0].focus({ preventScroll: true });
    }
    const reader = $("#reader .reader");
    if (reader && reader.dataset.visit !== lastVisit) {
      lastVisit = reader.dataset.visit;
      if (reader.dataset.target) jump(reader.dataset.target);
      else $("#reader-pane").scrollTop = 0;
    }
    const overlay = $("#picture .overlay");
    if (overlay && overlay.dataset.visit !== lastPicture) {
      lastPicture = overlay.dataset.visit;
      overlay.classList.add("shown");
      $("button", overlay).focus();
      $(".boxed", overlay)?.scrollIntoView({ block: "center" });
    }
    const toast = $(".toast-body");
    if (toast && !toast.dataset.said) {
      toast.dataset.said = "1";
      onToast(toast.textContent);
    }
    $("#chat")?.toggleAttribute("data-answering", Boolean($("#last .turn.pending")));
  }

  let scheduled = false;
  new MutationObserver(() => {
    if (scheduled) return;
    scheduled = true;
    requestAnimationFrame(() => { scheduled = false; afterChange(); });
  }).observe(document.body, { childList: true, subtree: true });
})();

// What each element does, and what to do when the server has changed the page.
// Elements say it with data-act; what needs the server goes through danvanSignals (blocks.py).
// --- what the elements do -------------------------------------------------------------
Object.assign(acts, {
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
  "scroll-to": (el) => scrollTo($(el.hash), "start"),
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
    const laws = $$("#add [data-law]:checked").map((law) => law.value);
    send("take-in", { token: el.dataset.token, id: $("[data-id]", el.parentElement).value, laws });
  },
  "remove-document": (el) => {
    if (!sure(el)) return;
    el.disabled = true; // once
    send("remove-document", { document: el.dataset.document });
  },
  "clear-search": () => send("clear-search"),
  "focus-question": () => { view("ask"); box()?.focus(); },
});

// Menus: in view when they open, closed when something else gets the click or the focus.
document.addEventListener("toggle", (event) => {
  const menu = event.target;
  if (menu.matches?.(".menu[open]")) $("div", menu).scrollIntoView({ block: "nearest" });
}, true);

function closeMenus(event) {
  for (const menu of $$(".menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
}
document.addEventListener("click", closeMenus);
document.addEventListener("focusin", closeMenus);

document.addEventListener("click", (event) => {
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
  if (chooser.matches?.("[data-scope]")) choose(chooser.closest(".scope"));
  const file = chooser.matches?.("[data-upload]") && chooser.files[0];
  if (!file) return;
  $("#add .uploading").hidden = false;
  try {
    const { path } = await window.danvanUpload(file);
    send("look", { path, name: file.name });
  } catch {
    say(words.unexpected);
    send("look", { path: "" }); // the pane anew, with the reason where this person may not add
  }
});

document.addEventListener("input", (event) => {
  if (event.target.matches?.("[data-filter]")) filter(event.target);
});

// --- what the server has changed ------------------------------------------------------
const PANES = ":is(.view.single, #thread, #sources-pane, #reader-pane, #shelf)";
let lastTurn = "";
let lastVisit = "";
let lastOutcome = "";
let lastPicture = "";

function afterChange() {
  const turn = $("#last .turn");
  const name = turn ? `${turn.dataset.turn} ${$(".asked", turn)?.textContent}` : "";
  if (turn && name !== lastTurn) turn.scrollIntoView({ block: "start" });
  lastTurn = name;
  const more = $("#more .suggestions");
  if (more) more.hidden = more.dataset.turn !== turn?.dataset.turn || !turn.matches(".done");
  if (wanted && quotesOf(wanted.ref).length) {
    const [quote] = activate(wanted.ref);
    if (wanted.focus) quote.focus({ preventScroll: true });
    wanted = null;
  }
  const adding = $("#add .records");
  const outcome = adding ? `${adding.className} ${$(".said", adding)?.textContent}` : "";
  if (adding && outcome !== lastOutcome) $("#view-add").scrollTop = 0; // it stands at the top
  lastOutcome = outcome;
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
  // Panes that scroll can be scrolled with the keyboard.
  for (const pane of $$(`${PANES}:not([tabindex])`)) pane.tabIndex = 0;
  $("#chat")?.toggleAttribute("data-answering", Boolean($("#last .turn.pending")));
}

let scheduled = false;
new MutationObserver(() => {
  if (scheduled) return;
  scheduled = true;
  requestAnimationFrame(() => { scheduled = false; afterChange(); });
}).observe(document.body, { childList: true, subtree: true });

// [n] and its quote, the reader, pages of a PDF, filters of lists.
// --- citations: [n] and its quote -----------------------------------------------------
let wanted = null; // {ref, focus} of a quote whose sources are on their way from the server
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
    const above = [$(".sources-head"), $("header", quotes[0].closest(".card"))]; // may stay in view
    const taken = above.reduce((sum, el) => sum + (el?.offsetHeight ?? 0), 12);
    const space = Math.max(taken, (frame.height - at.height) / 3);
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
    wanted = { ref, focus };
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

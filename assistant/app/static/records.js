// Copying, kept conversations, feedback, downloads, messages.
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

// What an event of the server has to say once it is over.
window.danvanSay = (text) => {
  say(text);
  return [];
};

function rate(button) {
  const form = button.closest(".feedback");
  const rating = $("input:checked", form)?.value;
  if (!rating) return say(words.choose);
  const note = $("textarea", form).value;
  send("rate", { turn: Number(button.dataset.turn), rating, note });
  form.open = false;
}

function remove(button) {
  if (sure(button)) send("delete-kept", { id: button.dataset.id });
}

// What cannot be undone is done at the second click.
function sure(button) {
  if (button.dataset.sure) return true;
  button.dataset.sure = "1";
  button.textContent = button.dataset.ask ?? words.deleteSure;
  return false;
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
  const busy = /busy/i.test(text);
  say(lost ? words.connectionLost : busy ? words.busy : words.unexpected, lost);
}

// Which documents are asked: none marked means all.
function choose(menu) {
  const documents = $$("[data-scope]:checked", menu).map((box) => box.value);
  const said = $("summary span", menu);
  said.textContent = documents.length
    ? said.dataset.some.replace("{count}", documents.length)
    : said.dataset.all;
  send("scope", { documents });
}

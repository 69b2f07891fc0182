// The quiz page: what its forms say goes to the server, which answers with the page anew.
const itemOf = (el) => el.closest("[data-item]");
const idOf = (el) => itemOf(el).dataset.item;
const number = (input) => (input.value === "" ? 0 : Number(input.value));
const values = (selector, from) => $$(selector, from).map((input) => input.value);

// Where the page was, so that an edit does not send its reader to the top.
let quizTop = null;

function sendQuiz(name, detail = {}) {
  const page = $("#view-quiz");
  quizTop = page ? page.scrollTop : null;
  send(name, detail);
}

function quizRequest(form) {
  const field = (name) => $(`[data-field="${name}"]`, form);
  return {
    count: number(field("count")),
    seed: number(field("seed")),
    section: field("section").value,
    topic: field("topic").value,
    difficulty: field("difficulty").value,
    kinds: values("[data-kind]:checked", form),
    documents: values("[data-document]:checked", form),
  };
}

function quizEdit(button) {
  const item = itemOf(button);
  const form = button.closest(".editor");
  const pairs = item.dataset.kind === "matching";
  const places = $$("[data-place]", form).map(number);
  sendQuiz("quiz-edit", {
    id: item.dataset.item,
    stem: $("[data-stem]", form).value,
    accepted: $("[data-accepted]", form)?.value ?? "",
    options: pairs
      ? [...values("[data-left]", form), ...values("[data-right]", form)]
      : values("[data-option]", form),
    key: places.length ? places : values("[data-key]:checked", form).map(Number),
  });
}

// An order is answered as places; the server wants the options in their order.
function quizAnswer(item) {
  const places = $$("[data-place]", item).map(number);
  let chosen = values("[data-chosen]:checked", item).map(Number);
  const matched = values("[data-match]", item).map(Number);
  if (matched.length) chosen = matched;
  if (places.length) {
    chosen = places.map((place, n) => [place, n]).filter(([place]) => place > 0)
      .sort((a, b) => a[0] - b[0]).map(([, n]) => n);
  }
  return { id: item.dataset.item, chosen, typed: $("[data-typed]", item)?.value ?? "" };
}

Object.assign(acts, {
  "quiz-make": (el) => { quizTop = 0; send("quiz-make", quizRequest(el.closest(".quiz-form"))); },
  "quiz-more": (el) => sendQuiz("quiz-more", { count: number($("[data-more]", el.parentElement)) }),
  "quiz-another": (el) => sendQuiz("quiz-another", { id: idOf(el) }),
  "quiz-drop": (el) => sendQuiz("quiz-drop", { id: idOf(el) }),
  "quiz-up": (el) => sendQuiz("quiz-move", { id: idOf(el), by: -1 }),
  "quiz-down": (el) => sendQuiz("quiz-move", { id: idOf(el), by: 1 }),
  "quiz-edit": quizEdit,
  "quiz-try": () => { quizTop = 0; send("quiz-try"); },
  "quiz-mark": () => {
    quizTop = 0;
    send("quiz-mark", { answers: $$("#view-quiz [data-item]").map(quizAnswer) });
  },
  "quiz-export": (el) => {
    const menu = el.closest("details");
    menu.open = false;
    send("quiz-export", { format: el.dataset.format, papers: number($("[data-papers]", menu)) });
  },
});

document.addEventListener("change", async (event) => {
  const input = event.target;
  if (input.matches?.("[data-quiz-title]")) send("quiz-title", { title: input.value });
  const file = input.matches?.("[data-quiz-file]") && input.files[0];
  if (!file) return;
  input.value = ""; // or choosing the same file again, changed meanwhile, would be no change
  try {
    const { path } = await window.danvanUpload(file);
    quizTop = 0;
    send("quiz-open", { path });
  } catch {
    say(words.unexpected);
  }
});

new MutationObserver(() => {
  const page = $("#view-quiz");
  if (!page || quizTop === null || $(".making", page)) return;
  page.scrollTop = quizTop;
  quizTop = null;
}).observe(document.body, { childList: true, subtree: true });

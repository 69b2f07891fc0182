// What every part of the script uses, light and dark, and which page is shown.
const words = window.danvanTexts;
const root = document.documentElement;
const $ = (selector, from = document) => from.querySelector(selector);
const $$ = (selector, from = document) => [...from.querySelectorAll(selector)];
const send = (name, detail = {}) => window.danvanSignals?.[name]?.(detail);
const phone = () => matchMedia("(max-width: 820px)").matches;
const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

const acts = {}; // what a click on an element with data-act="NAME" does; each file adds its own

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
  for (const button of $$("nav [data-view]")) {
    if (button.dataset.view === name) button.setAttribute("aria-current", "page");
    else button.removeAttribute("aria-current");
  }
  if ($(`nav [data-view="${name}"][data-fresh]`)) send(name);
}

function box() {
  return $("#question textarea");
}

// Before the window itself is there: Gradio's login page and loading notice in Vietnamese.
(() => {
  "use strict";
  const words = window.danvanDoor;

  function translate(node) {
    const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const text = walker.currentNode;
      const said = words[text.textContent.trim()];
      if (said && !["SCRIPT", "STYLE"].includes(text.parentElement?.tagName)) {
        text.textContent = said;
      }
    }
  }

  const watching = new MutationObserver(() => {
    if (document.querySelector("#question")) watching.disconnect();
    else if (document.body) translate(document.body);
  });
  watching.observe(document, { childList: true, subtree: true, characterData: true });
})();

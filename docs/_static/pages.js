// Make pages work with a keyboard and a screen reader where the theme does not.

// The keyboard scrolls a wide table only if the box around it takes the focus.
function letWideBoxesTakeTheFocus() {
  for (const box of document.querySelectorAll(
    ".table-wrapper, .cell_output, .printed-table pre",
  )) {
    box.tabIndex = box.scrollWidth > box.clientWidth ? 0 : -1;
  }
}

letWideBoxesTakeTheFocus();
addEventListener("resize", letWideBoxesTakeTheFocus);

// Captions of lists of pages are headings, but have no level.
for (const caption of document.querySelectorAll(".caption[role=heading]")) {
  caption.ariaLevel = "2";
}

// The name of an option stays whole: a browser would break it after its hyphens.
function keepOptionsWhole(code) {
  const texts = document.createNodeIterator(code, NodeFilter.SHOW_TEXT);
  const begun = [];
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    const name = text.data.match(/^--?[a-z][\w-]*/);
    if (name) {
      begun.push([text, name[0].length]);
    }
  }
  for (const [text, length] of begun) {
    const option = document.createElement("span");
    option.className = "option";
    text.splitText(length);
    text.replaceWith(option);
    option.append(text);
  }
}

document.querySelectorAll(".content code, .content pre").forEach(keepOptionsWhole);
